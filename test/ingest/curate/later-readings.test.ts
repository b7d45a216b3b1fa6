import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mergeActors } from '../../../src/ingest/curate/merge.ts';
import { splitActor } from '../../../src/ingest/curate/split.ts';
import { undoDecision } from '../../../src/ingest/curate/undo.ts';
import { ingestDocument } from '../../../src/ingest/ingest.ts';
import { reread } from '../../../src/ingest/reread.ts';
import { actorNamed } from '../../support/actor-named.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { storeTold } from '../../support/store-told.ts';
import { documentOf, extractorOf, type Told } from '../../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());
beforeEach(() =>
  own.pool.query('truncate article, actor, event, utterance, outbox, curation_decision cascade'),
);

const tell = (body: string, told: Told, more?: Parameters<typeof storeTold>[3]) =>
  storeTold(own.db, body, told, more);
const person = (name: string) =>
  tell(`${name} spoke.`, { people: [name] }, { url: `https://orsk.example/${encodeURI(name)}` });
const idOf = (name: string) => actorNamed(own.db, name);
/** By article, whom its mentions name. */
async function meant(articleId: string): Promise<(string | null)[]> {
  const rows = await own.db
    .selectFrom('mention')
    .select('actor_id')
    .where('article_id', '=', articleId)
    .where('gone_in_version', 'is', null)
    .orderBy('char_start')
    .execute();
  return rows.map((row) => row.actor_id);
}

async function merge(keep: string, merged: string): Promise<string> {
  const asked = { keepId: await idOf(keep), mergedIds: [await idOf(merged)], reason: 'One.' };
  const outcome = await mergeActors(own.db, asked, 'test');
  if (outcome.kind === 'refused') throw new Error(outcome.message);
  return outcome.decisionId!;
}

async function split(actorId: string, articleIds: readonly string[], name: string | null = null) {
  const outcome = await splitActor(own.db, { actorId, articleIds, name, reason: 'Two.' }, 'test');
  if (outcome.kind === 'refused') throw new Error(outcome.message);
  return { decisionId: outcome.decisionId!, id: outcome.actorId };
}

describe('after a merge', () => {
  it('links what comes under the merged name to the one that was kept, and gives it back when undone', async () => {
    await person('Robert Hale');
    await person('Bob Hale');
    const [robert, bob] = [await idOf('Robert Hale'), await idOf('Bob Hale')];
    const id = await merge('Robert Hale', 'Bob Hale');
    const later = await tell('Bob Hale left. Bob Hale came back.', { people: ['Bob Hale'] });
    const other = await tell('Robert Hale stayed.', { people: ['Robert Hale'] });
    expect([await meant(later), await meant(other)]).toEqual([[robert, robert], [robert]]);
    await undoDecision(own.db, id, 'test');
    expect([await meant(later), await meant(other)]).toEqual([[bob, bob], [robert]]);
    const counts = await own.db.selectFrom('actor').select(['name', 'public_count']).orderBy('id').execute();
    expect(counts).toEqual([
      { name: 'Robert Hale', public_count: 2 },
      { name: 'Bob Hale', public_count: 2 },
    ]);
  });

  it('keeps with a new version of an article by whom it came', async () => {
    await person('Robert Hale');
    const article = await person('Bob Hale');
    const bob = await idOf('Bob Hale');
    const id = await merge('Robert Hale', 'Bob Hale');
    const again = documentOf({
      publisher: null,
      url: 'https://orsk.example/Bob%20Hale',
      body: 'Bob Hale, again. “We will open the gates of the harbour,” Bob Hale said.',
    });
    const told = {
      people: ['Bob Hale'],
      quotes: [{ text: 'We will open the gates of the harbour', by: ['Bob Hale'] }],
    };
    expect(await ingestDocument(own.db, again, { extractor: extractorOf(told) })).toMatchObject({
      version: 2,
    });
    expect(await meant(article)).toEqual([await idOf('Robert Hale'), await idOf('Robert Hale')]);
    await undoDecision(own.db, id, 'test');
    expect(await meant(article)).toEqual([bob, bob]);
    const spoken = await own.pool.query(
      'select p.actor_id, u.speaker_id from quote as q join quote_party as p on p.quote_id = q.id join utterance as u on u.id = q.utterance_id',
    );
    expect(spoken.rows).toEqual([{ actor_id: bob, speaker_id: bob }]);
  });
});

describe('after a split', () => {
  it('leaves the name of both open where nothing tells, and links it where affiliations do', async () => {
    const school = {
      people: ['Ada Brisk'],
      organizations: ['Orsk School'],
      roles: [['Ada Brisk', 'Orsk School', 'teacher']] as const,
    };
    const board = {
      people: ['Ada Brisk'],
      organizations: ['Harbour Board'],
      roles: [['Ada Brisk', 'Harbour Board', 'pilot']] as const,
    };
    await tell('Ada Brisk teaches at the Orsk School.', school);
    const second = await tell('Ada Brisk of the Harbour Board.', board);
    const ada = await idOf('Ada Brisk');
    const { id: pilot } = await split(ada, [second]);
    expect(await meant(await person('Ada Brisk'))).toEqual([null]);
    const boats = await tell('Ada Brisk and the Harbour Board met.', { ...board, roles: [] });
    const lessons = await tell('Ada Brisk and the Orsk School met.', { ...school, roles: [] });
    expect([(await meant(boats))[0], (await meant(lessons))[0]]).toEqual([pilot, ada]);
    expect(
      await own.db.selectFrom('actor').select('id').where('name', '=', 'Ada Brisk').execute(),
    ).toHaveLength(2);
  });

  it('keeps each article with the one that it was decided to mean, in new versions and rereadings', async () => {
    const first = await person('Ada Brisk');
    const second = await tell(
      'Ada Brisk sails.',
      { people: ['Ada Brisk'] },
      { url: 'https://orsk.example/sails' },
    );
    const ada = await idOf('Ada Brisk');
    const { id: other } = await split(ada, [second], 'Ada Brisk-Olm');
    const version = async (url: string, body: string) =>
      ingestDocument(own.db, documentOf({ publisher: null, url, body }), {
        extractor: extractorOf({ people: ['Ada Brisk'] }),
      });
    await version('https://orsk.example/sails', 'Ada Brisk sails, and Ada Brisk rows.');
    await version('https://orsk.example/Ada%20Brisk', 'Ada Brisk spoke again.');
    expect([await meant(first), await meant(second)]).toEqual([[ada], [other, other]]);
    const better = { ...extractorOf({ people: ['Ada Brisk'] }), version: '2' };
    for await (const { outcome } of reread(own.db, { extractor: better })) expect(outcome).not.toBe('failed');
    expect([await meant(first), await meant(second)]).toEqual([[ada], [other, other]]);
  });

  it('is forgotten when undone: the name means the one again, and the new id stands for it', async () => {
    await person('Ada Brisk');
    const second = await tell('Ada Brisk sails.', { people: ['Ada Brisk'] });
    const ada = await idOf('Ada Brisk');
    const { id: other, decisionId } = await split(ada, [second], 'Ada Olm');
    const named = await tell('Ada Olm won.', { people: ['Ada Olm'] });
    expect(await meant(named)).toEqual([other]);
    await undoDecision(own.db, decisionId, 'test');
    expect(await meant(named)).toEqual([ada]);
    expect(await meant(await tell('Ada Brisk again.', { people: ['Ada Brisk'] }))).toEqual([ada]);
    const { rows } = await own.pool.query('select public.kept_actor($1) as id', [other]);
    expect(rows).toEqual([{ id: ada }]);
  });
});

describe('at the same time', () => {
  it('merges in a ring end in one order, and articles that come meanwhile are linked to whoever is left', async () => {
    const names = ['Ada Brisk', 'Mirel Tovan', 'Olga Reyn'];
    for (const name of names) await person(name);
    const ids = await Promise.all(names.map(idOf));
    const asked = ids.map((keepId, i) => ({ keepId, mergedIds: [ids[(i + 1) % 3]!], reason: 'One.' }));
    const [outcomes] = await Promise.all([
      Promise.all(asked.map((one) => mergeActors(own.db, one, 'test'))),
      Promise.all(names.map((name, i) => tell(`${name} left, ${i}.`, { people: [name] }))),
    ]);
    expect(outcomes.map((outcome) => outcome.kind === 'decided' && outcome.changed).sort()).toEqual([
      false,
      true,
      true,
    ]);
    const rows = await own.db.selectFrom('actor').select(['public_count', 'merged_into']).execute();
    expect(rows.filter((row) => row.merged_into === null)).toEqual([{ public_count: 6, merged_into: null }]);
    const { rows: lost } = await own.pool.query(
      'select from mention as m join actor as a on a.id = m.actor_id where a.merged_into is not null',
    );
    expect(lost).toEqual([]);
  });
});
