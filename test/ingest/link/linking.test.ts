import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setWithdrawn } from '../../../db/withdraw.ts';
import { actorNamed } from '../../support/actor-named.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { storeTold } from '../../support/store-told.ts';
import type { Told } from '../../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());
beforeEach(() => own.pool.query('truncate article, actor, event, utterance, outbox cascade'));

const tell = (body: string, told: Told, more?: Parameters<typeof storeTold>[3]) =>
  storeTold(own.db, body, told, more);
async function actors(): Promise<Record<string, number>> {
  const rows = await own.db.selectFrom('actor').select(['name', 'public_count']).orderBy('id').execute();
  return Object.fromEntries(rows.map((row) => [row.name, row.public_count]));
}
const decisions = () =>
  own.db
    .selectFrom('link_decision')
    .select(['name', 'decision', 'actor_id', 'candidates', 'reason'])
    .orderBy('id')
    .execute();
const idOf = (name: string) => actorNamed(own.db, name);

describe('linking names', () => {
  it('joins equal full names, whatever their case and accents, without a decision', async () => {
    await tell('Mirél Tovan spoke.', { people: ['Mirél Tovan'] });
    await tell('MIREL TOVAN left.', { people: ['MIREL TOVAN'] });
    expect(await actors()).toEqual({ 'Mirél Tovan': 2 });
    expect(await decisions()).toEqual([]);
  });

  it('takes a house with and without its "The" for the same one', async () => {
    await tell('The Orsk Herald wrote.', { organizations: ['The Orsk Herald'] });
    await tell(
      'Orsk Herald editors met.',
      { organizations: ['Orsk Herald'] },
      { body: '', publisher: 'The Orsk Herald' },
    );
    expect(await actors()).toEqual({ 'The Orsk Herald': 2 });
  });

  it('keeps a person and an organization of one name apart', async () => {
    await tell('Ada Brisk founded the firm.', { people: ['Ada Brisk'] });
    await tell('Ada Brisk sells boats.', { organizations: ['Ada Brisk'] });
    expect(Object.values(await own.db.selectFrom('actor').select('kind').execute())).toHaveLength(2);
  });

  it('joins an acronym to the one organization that bears it, and says why', async () => {
    await tell('The Union of River Pilots (URP) met.', {
      organizations: [{ name: 'Union of River Pilots', aliases: ['URP'] }],
    });
    await tell('URP struck.', { organizations: ['URP'] });
    expect(await actors()).toEqual({ 'Union of River Pilots': 2 });
    expect(await decisions()).toMatchObject([
      { name: 'URP', decision: 'joined', actor_id: await idOf('Union of River Pilots') },
    ]);
  });

  it('joins a full name to whoever was known by its acronym alone', async () => {
    await tell('URP struck.', { organizations: ['URP'] });
    await tell('The Union of River Pilots (URP) met.', {
      organizations: [{ name: 'Union of River Pilots', aliases: ['URP'] }],
    });
    await tell('Union of River Pilots won.', { organizations: ['Union of River Pilots'] });
    expect(await actors()).toEqual({ URP: 3 });
  });

  it('keeps two full names with one acronym apart, and leaves the bare acronym open', async () => {
    await tell('Union of River Pilots, URP.', {
      organizations: [{ name: 'Union of River Pilots', aliases: ['URP'] }],
    });
    await tell('Upper Reach Party, URP.', {
      organizations: [{ name: 'Upper Reach Party', aliases: ['URP'] }],
    });
    const article = await tell('“We did not agree to this,” URP said.', {
      organizations: ['URP'],
      quotes: [{ text: 'We did not agree to this', by: ['URP'] }],
    });
    const [pilots, party] = [await idOf('Union of River Pilots'), await idOf('Upper Reach Party')];
    expect(await decisions()).toMatchObject([
      { name: 'Upper Reach Party', decision: 'apart', actor_id: party, candidates: [pilots] },
      { name: 'URP', decision: 'open', actor_id: null, candidates: [pilots, party] },
    ]);
    const parties = await own.db.selectFrom('quote_party').select(['kind', 'actor_id', 'name']).execute();
    expect(parties).toEqual([{ kind: 'unnamed_group', actor_id: null, name: 'URP' }]);
    const mention = await own.db
      .selectFrom('mention')
      .select(['actor_id', 'name'])
      .where('article_id', '=', article)
      .execute();
    expect(mention).toEqual([{ actor_id: null, name: 'URP' }]);
  });

  it('joins a contested name to the one who belongs with others of the article', async () => {
    const pilots = { name: 'Union of River Pilots', aliases: ['URP'] };
    await tell('Olga Reyn, president of the Union of River Pilots, URP.', {
      people: ['Olga Reyn'],
      organizations: [pilots],
      roles: [['Olga Reyn', 'Union of River Pilots', 'president']],
    });
    await tell('Upper Reach Party, URP.', {
      organizations: [{ name: 'Upper Reach Party', aliases: ['URP'] }],
    });
    await tell('Olga Reyn spoke for URP.', { people: ['Olga Reyn'], organizations: ['URP'] });
    expect(await actors()).toEqual({ 'Olga Reyn': 2, 'Union of River Pilots': 2, 'Upper Reach Party': 1 });
    expect((await decisions()).at(-1)).toMatchObject({
      name: 'URP',
      decision: 'joined',
      candidates: [await idOf('Upper Reach Party')],
    });
  });

  it('knows nobody by an alias that only a withdrawn article has for them', async () => {
    const article = await tell('Union of River Pilots, URP.', {
      organizations: [{ name: 'Union of River Pilots', aliases: ['URP'] }],
    });
    await setWithdrawn(own.db, article, 'Made up.');
    await tell('URP struck.', { organizations: ['URP'] });
    expect(await actors()).toEqual({ 'Union of River Pilots': 0, URP: 1 });
  });

  it('leaves a bare surname and a first name open', async () => {
    await tell('Mirel Tovan spoke.', { people: [{ name: 'Mirel Tovan', aliases: ['Tovan'] }] });
    await tell('Tovan and Tilde spoke.', { people: ['Tovan', 'Tilde'] });
    expect(await actors()).toEqual({ 'Mirel Tovan': 1 });
    expect(await own.db.selectFrom('actor_name').select('name').execute()).toEqual([{ name: 'Mirel Tovan' }]);
  });

  it('leaves two people of one name open, and lets an editor merge them', async () => {
    await tell('Mirel Tovan spoke.', { people: ['Mirel Tovan'] });
    await sql`with twin as (insert into actor (kind, name) values ('person', 'Mirel Tovan') returning id)
      insert into actor_name (actor_id, kind, name, source, own) select id, 'person', 'Mirel Tovan', 'editor', true from twin`.execute(
      own.db,
    );
    await tell('Mirel Tovan left.', { people: ['Mirel Tovan'] });
    expect((await decisions()).at(-1)).toMatchObject({
      decision: 'open',
      reason: expect.stringContaining('2 are called'),
    });
    const first = await idOf('Mirel Tovan');
    await own.db.updateTable('actor').set({ merged_into: first }).where('id', '>', first).execute();
    await tell('Mirel Tovan came back.', { people: ['Mirel Tovan'] });
    expect(
      (await own.db.selectFrom('actor').select('public_count').where('id', '=', first).executeTakeFirst())
        ?.public_count,
    ).toBe(2);
  });

  it('makes people of authors and contributors, and keeps photographers as printed', async () => {
    const bylines = [
      { name: 'Ruth Ambler', role: 'author' as const },
      { name: 'Lukas Brenn', role: 'contributor' as const },
      { name: 'Pia Lens', role: 'photographer' as const },
    ];
    const article = await tell(
      'Ruth Ambler saw it.',
      { people: ['Ruth Ambler'] },
      { body: '', bylines, publisher: 'Kestrel' },
    );
    expect(await actors()).toEqual({ 'Ruth Ambler': 1, Kestrel: 1, 'Lukas Brenn': 1 });
    const counts = await own.db
      .selectFrom('article_actor')
      .select('mention_count')
      .where('article_id', '=', article)
      .orderBy('actor_id')
      .execute();
    expect(counts).toEqual([{ mention_count: 1 }, { mention_count: 0 }, { mention_count: 0 }]);
    const printed = await own.db
      .selectFrom('byline')
      .select(['name', 'actor_id'])
      .orderBy('position')
      .execute();
    expect(printed.map((row) => row.actor_id !== null)).toEqual([true, true, false]);
  });
});

describe('linking words', () => {
  it('gives the same words of the same speaker in two articles one utterance', async () => {
    const told = (text: string) => ({
      people: ['Ada Brisk', 'Olga Reyn'],
      quotes: [{ text, by: ['Ada Brisk'] }],
    });
    await tell('Ada Brisk: “The river came in the night,”', told('The river came in the night,'));
    await tell('Ada Brisk: “The river – came in the night!”', told('The river – came in the night!'));
    await tell('Olga Reyn: “The river came in the night”', {
      people: ['Olga Reyn'],
      quotes: [{ text: 'The river came in the night', by: ['Olga Reyn'] }],
    });
    const rows = await own.db.selectFrom('quote').select('utterance_id').orderBy('id').execute();
    expect(rows[0]).toEqual(rows[1]);
    expect(rows[2]).not.toEqual(rows[0]);
  });
});
