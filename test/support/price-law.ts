import fc from 'fast-check';
import { getOperationAST, parse, validate } from 'graphql';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { schema } from '../../schema/index.ts';
import { pricing } from '../../src/server/price/price.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { execute } from './graphql.ts';
import { knownIn } from './look-ahead.ts';
import { randomOperation } from './random-operation.ts';
import { insertWorld } from './world.ts';

/** The rows that a small operation reads, whatever it asks: those of the largest table of this world, twice. */
const ONCE = 2 * 240;
/** Rows that are read and not shown, for each that is paid for: those that only order others, or are found to be hidden. */
const UNSEEN = 6;

/** One connection, on which Postgres counts what it reads, by indexes rather than whole tables where it can. */
export async function countingWorld(): Promise<TestDatabase> {
  const database = await testDatabase({ poolSize: 1 });
  await insertWorld(database.db, { articles: 60, people: 8, quotesEach: 4 });
  await sql`set enable_seqscan = off`.execute(database.db);
  await sql`analyze`.execute(database.db);
  return database;
}

/** Whatever is asked, what is read and answered is bounded by the price that was known before. Totals count what they count. */
export async function expectPricesToBound(
  database: TestDatabase,
  runs: { readonly numRuns: number; readonly seed?: number },
): Promise<void> {
  const priceOf = pricing(schema);
  const known = await knownIn(database);
  const sums = { requested: 0, read: 0 };
  const bounded = fc.asyncProperty(fc.gen(), async (draw) => {
    const { text: drawn, variables } = randomOperation(schema, known, draw);
    const text = drawn.replaceAll(/\btotalCount\b/g, '__typename');
    const document = parse(text);
    if (validate(schema, document).length > 0) return;
    const price = priceOf(document, getOperationAST(document) as never, variables);
    const before = await rowsRead(database);
    const { data } = await execute(database, text, variables);
    const read = (await rowsRead(database)) - before;
    expect(read).toBeLessThanOrEqual(UNSEEN * price.requested + ONCE);
    expect(objectsIn(data)).toBeLessThanOrEqual(3 * price.requested);
    sums.requested += price.requested;
    sums.read += read;
  });
  await fc.assert(bounded, { endOnFailure: true, ...runs });
  expect(sums.read).toBeLessThanOrEqual(sums.requested);
}

async function rowsRead({ db }: TestDatabase): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(db);
  const { rows } = await sql<{ read: number }>`
    select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::float8 as read from pg_stat_user_tables`.execute(
    db,
  );
  return rows[0]?.read ?? 0;
}

function objectsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : 1;
  return Object.values(value).reduce((sum: number, part) => sum + objectsIn(part), own);
}
