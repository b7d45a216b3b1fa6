import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inJson, jsonArray } from '../../db/wire.ts';
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
      const texts = columns.filter((column) => inJson('t', column).isText);
      const arrayOf = (of: readonly string[]) => jsonArray(of.map((column) => inJson('t', column)));
      const { rows: asJson } = await sql<{ row: unknown[]; texts: unknown[] }>`
        select ${arrayOf(columns)} as row, ${arrayOf(texts)} as texts from ${sql.table(table)} as t limit 20`.execute(
        database.db,
      );
      const values = (of: readonly string[]) => rows.map((row) => of.map((column) => row[column]));
      expect(asJson.map(({ row }) => row)).toEqual(values(columns));
      expect(asJson.map((row) => row.texts)).toEqual(values(texts));
    });
  }
});
