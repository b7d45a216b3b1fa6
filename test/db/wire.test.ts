import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inJson } from '../../db/wire.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertWorld } from '../support/world.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await insertWorld(database.db, { articles: 3, people: 3, quotesEach: 2 });
});
afterAll(() => database.close());

const TABLES = [
  'actor',
  'actor_name',
  'affiliation',
  'article',
  'article_association',
  'article_subject',
  'article_url',
  'byline',
  'event',
  'image',
  'link_decision',
  'mention',
  'quote',
  'quote_party',
  'reprint',
  'utterance',
  'wording',
];

/** Nobody reads these through a relation. */
const UNREAD = new Set([
  'content_hash',
  'source_body_status',
  'body_withheld',
  'gone_in_version',
  'first_version',
]);

describe('a value in JSON', () => {
  for (const table of TABLES) {
    it(`is what a connection gives for it, in ${table}`, async () => {
      const { rows } = await sql<
        Record<string, unknown>
      >`select * from ${sql.table(table)} as t limit 20`.execute(database.db);
      expect(rows.length).toBeGreaterThan(0);
      const columns = Object.keys(rows[0] ?? {}).filter(
        (column) => !UNREAD.has(column) && !/_count$|visibility$|^own$|char/.test(column),
      );
      const values = sql.join(columns.map((column) => inJson('t', column)));
      const { rows: asJson } = await sql<{ row: unknown[] }>`
        select json_build_array(${values}) as row from ${sql.table(table)} as t limit 20`.execute(
        database.db,
      );
      expect(asJson.map(({ row }) => row)).toEqual(rows.map((row) => columns.map((column) => row[column])));
    });
  }
});
