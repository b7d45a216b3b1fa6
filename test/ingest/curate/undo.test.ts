import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setWithdrawn } from '../../../db/withdraw.ts';
import { mergeActors } from '../../../src/ingest/curate/merge.ts';
import { splitActor } from '../../../src/ingest/curate/split.ts';
import { undoDecision } from '../../../src/ingest/curate/undo.ts';
import { actorNamed } from '../../support/actor-named.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { graphRows } from '../../support/graph-rows.ts';
import { storeTold } from '../../support/store-told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
  await storeWorld();
});
afterAll(() => own.close());

const PEOPLE = ['Ada Brisk', 'Adele Brisk', 'Mirel Tovan'];
const HOUSES = ['Orsk Harbour Board', 'Board of Orsk Harbour', 'Orsk Ferry Line'];
const SAID = [
  'We will open the gates of the harbour at noon',
  'We will open the gates of the harbour at noon, and nobody will close them again this year',
  'The ferry has to wait for the tide',
];

/** Each person says each thing somewhere; some articles name two, one is withdrawn, one under embargo. */
async function storeWorld(): Promise<void> {
  let n = 0;
  const ids: string[] = [];
  for (const [i, who] of PEOPLE.entries()) {
    for (const [j, text] of SAID.entries()) {
      const [house, with_] = [HOUSES[j]!, PEOPLE[(i + 1) % 3]!];
      const both = j === 2;
      ids.push(
        await storeTold(
          own.db,
          `${who} of the ${house}${both ? ` and ${with_}` : ''} spoke at the meeting: “${text}.”`,
          {
            people: both ? [who, with_] : [who],
            organizations: [{ name: house, aliases: ['OHB'] }],
            roles: (both ? [who, with_] : [who]).map((name) => [name, house, 'keeper'] as const),
            quotes: [{ text, by: both ? [who, with_] : [who] }],
            events: [
              {
                words: 'the meeting',
                on: `2026-03-0${1 + j}`,
                place: 'Orsk',
                who: both ? [who, with_] : [who],
              },
            ],
          },
          {
            url: `https://orsk.example/${n++}`,
            publisher: HOUSES[i]!,
            bylines: [
              { name: with_, role: 'author' },
              ...(both ? [{ name: who, role: 'author' as const }] : []),
            ],
            subjects: [
              {
                kind: 'person',
                name: who,
                uri: i === 1 ? 'https://www.wikidata.org/entity/Q7' : null,
                role: null,
              },
            ],
            embargoedUntil: i + j === 3 ? '2199-01-01T00:00:00Z' : null,
          },
        ),
      );
    }
  }
  await setWithdrawn(own.db, ids[4]!, 'Made up.');
}

/** Two parts of what somebody else is quoted with whole. */
const CUT = 'The river came in the night,';
const LEFT_OUT = 'The river came … through all doors at once.';
const WHOLE = 'The river came in the night, and it came through all doors at once.';

const idOf = (name: string) => actorNamed(own.db, name);

async function decided(outcome: ReturnType<typeof mergeActors>): Promise<string> {
  const result = await outcome;
  if (result.kind !== 'decided' || result.decisionId === null) throw new Error(JSON.stringify(result));
  return result.decisionId;
}

const merge = async (keep: string, ...merged: string[]) =>
  mergeActors(
    own.db,
    { keepId: await idOf(keep), mergedIds: await Promise.all(merged.map(idOf)), reason: 'One person.' },
    'test',
  );
const split = async (name: string, articleIds: readonly string[], as: string | null = null) =>
  splitActor(own.db, { actorId: await idOf(name), articleIds, name: as, reason: 'Two people.' }, 'test');
const undo = (id: string) => undoDecision(own.db, id, 'test');

const articlesOf = async (name: string) =>
  (
    await own.db
      .selectFrom('article_actor')
      .select('article_id')
      .where('actor_id', '=', await idOf(name))
      .orderBy('article_id')
      .execute()
  ).map((row) => row.article_id);

describe('an undone decision leaves the graph as it was', () => {
  it('after a merge of two people whom one article names together', async () => {
    const before = await graphRows(own.pool);
    const id = await decided(merge('Ada Brisk', 'Adele Brisk'));
    expect(await graphRows(own.pool)).not.toEqual(before);
    await undo(id);
    expect(await graphRows(own.pool)).toEqual(before);
  });

  it('after a merge of organizations that publish and employ', async () => {
    const before = await graphRows(own.pool);
    await undo(await decided(merge('Orsk Harbour Board', 'Board of Orsk Harbour', 'Orsk Ferry Line')));
    expect(await graphRows(own.pool)).toEqual(before);
  });

  it('after a split', async () => {
    const before = await graphRows(own.pool);
    const id = await decided(
      split('Ada Brisk', (await articlesOf('Ada Brisk')).slice(0, 2), 'Ada Brisk-Olm'),
    );
    expect(await graphRows(own.pool)).not.toEqual(before);
    await undo(id);
    expect(await graphRows(own.pool)).toEqual(before);
  });

  it('after a merge that brings the whole of what was known in parts', async () => {
    const say = (name: string, text: string) =>
      storeTold(own.db, `${name}: “${text}.”`, { people: [name], quotes: [{ text, by: [name] }] });
    await say('Ada Brisk', CUT);
    await say('Ada Brisk', LEFT_OUT);
    await say('Nel Holm', WHOLE);
    const before = await graphRows(own.pool);
    await undo(await decided(merge('Ada Brisk', 'Nel Holm')));
    expect(await graphRows(own.pool)).toEqual(before);
  });

  it('after any chain of merges and splits that is undone from its end', async () => {
    const actors = fc.constantFrom(...PEOPLE);
    const step = fc.oneof(
      fc.record({ keep: actors, merged: actors }),
      fc.record({ split: actors, from: fc.nat(3), named: fc.boolean() }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const states = [await graphRows(own.pool)];
        const taken: string[] = [];
        for (const one of steps) {
          const result =
            'keep' in one
              ? await merge(one.keep, one.merged)
              : await split(
                  one.split,
                  (await articlesOf(one.split)).slice(one.from, one.from + 2),
                  one.named ? 'Nel Orm' : null,
                );
          if (result.kind !== 'decided' || result.decisionId === null) continue;
          taken.push(result.decisionId);
          states.push(await graphRows(own.pool));
        }
        for (const id of taken.toReversed()) {
          expect(await graphRows(own.pool)).toEqual(states.pop());
          await undo(id);
        }
        expect(await graphRows(own.pool)).toEqual(states.pop());
      }),
      { numRuns: 4 },
    );
  });
});
