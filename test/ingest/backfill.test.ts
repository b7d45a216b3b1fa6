import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDown, migrateToLatest, pendingMigrations } from '../../db/migrate.ts';
import { backfill } from '../../src/ingest/backfill.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { dataOf } from '../support/graphql.ts';
import { storeTold } from '../support/store-told.ts';
import { WIRE } from '../support/stories.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

const WORDS = 'The river came in the night, and it came through all doors';
const SHOWN = `{ articles(orderBy: OLDEST) { nodes { headline reprints { totalCount } firstPrinting { headline } } }
  utterances { nodes { text printingCount wordings { nodes { text printingCount changes { kind } } } } } }`;

/** Takes back what this release knows of reprints and utterances, and brings it to where a migration leaves an older one. */
async function age(): Promise<void> {
  const all = (await sql<{ name: string }>`select name from kysely_migration order by name`.execute(own.db))
    .rows;
  const back = all.length - all.findIndex(({ name }) => name === '0012-reprint');
  const gone = await migrateDown(own.db, back);
  expect(gone).toContain('0017-utterance');
  // As the older release keyed them: by their first eight words.
  await sql`update quote set utterance_id = (select min(utterance_id) from quote) where utterance_id is not null`.execute(
    own.db,
  );
  await migrateToLatest(own.db);
  expect(await pendingMigrations(own.db)).toEqual([]);
}

describe('what an older release stored', () => {
  it('keeps its utterances in a migration, and gets reprints and wordings by backfill, once', async () => {
    const texts = [
      `${WORDS} at once.`,
      `${WORDS} of the town, and nobody had told us`,
      `${WORDS} at once. We ran.`,
    ];
    for (const [i, text] of texts.entries()) {
      const told = { people: ['Ada Brisk'], quotes: [{ text, by: ['Ada Brisk'] }] };
      const more = { headline: `Printing ${i}`, publishedAt: `2026-03-0${i + 1}T09:00:00Z` };
      await storeTold(own.db, `${WIRE}\n\nAda Brisk: “${text}”`, told, more);
    }
    const whole = await dataOf(own, SHOWN);
    expect(whole.utterances.nodes).toMatchObject([
      { printingCount: 2, text: texts[2] },
      { printingCount: 1 },
    ]);
    expect(whole.articles.nodes[2]).toEqual({
      headline: 'Printing 2',
      reprints: { totalCount: 2 },
      firstPrinting: { headline: 'Printing 0' },
    });

    await age();
    const aged = await dataOf(own, SHOWN);
    expect(aged.utterances.nodes).toMatchObject([{ printingCount: 3 }]);
    expect(
      aged.utterances.nodes[0].wordings.nodes.map((wording: { text: string }) => wording.text).sort(),
    ).toEqual(texts.toSorted());
    expect(aged.articles.nodes[2].reprints.totalCount).toBe(0);

    expect(await backfill(own.db)).toEqual({ articles: 3, wordings: 3 });
    expect(await dataOf(own, SHOWN)).toEqual(whole);
    expect(await backfill(own.db)).toEqual({ articles: 0, wordings: 0 });
  });
});
