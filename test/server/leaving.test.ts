import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { loadSample } from '../../src/ingest/sample.ts';
import { EXAMPLES } from '../../src/server/examples.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { openSession } from '../support/server.ts';
import { type TestServer, testServer } from './running.ts';

let database: TestDatabase;
let server: TestServer;
let session: pg.Client;
/** Looks on: within a transaction what others do stands still. */
let watch: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  await loadSample(database.db);
  server = await testServer(database, { schema });
  session = await openSession(database.connection);
  watch = await openSession(database.connection);
});
afterAll(async () => {
  await session?.end();
  await watch?.end();
  await server?.stop();
  await database?.close();
});

/** Whoever reads has to wait. */
beforeEach(() => session.query('begin; lock table article, actor, event, quote in access exclusive mode'));
afterEach(() => session.query('rollback'));

const WAITING = `select count(*)::int as n from pg_stat_activity
  where datname = current_database() and state = 'active' and wait_event_type = 'Lock'`;
const waiting = async () => (await watch.query<{ n: number }>(WAITING)).rows[0]?.n ?? 0;

/** How long statements ran on for a client that left. */
async function outlived(path: string, init: RequestInit): Promise<number> {
  const away = new AbortController();
  const asked = fetch(server.origin + path, { ...init, signal: away.signal }).catch(() => 'left');
  await expect.poll(waiting, { interval: 5, timeout: 2_000 }).toBeGreaterThan(0);
  const left = performance.now();
  away.abort();
  expect(await asked).toBe('left');
  while ((await waiting()) > 0) if (performance.now() - left > 5_000) throw new Error('They run on');
  return performance.now() - left;
}

const asking = (query: string, variables: object = {}, accept = 'application/json') => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', accept },
  body: JSON.stringify({ query, variables }),
});
const ONE = '{ articles(first: 3) { nodes { headline } } }';

const WAYS: readonly (readonly [string, string, RequestInit])[] = [
  ['a short question', '/graphql', asking(ONE)],
  ['a question that Yoga answers', '/graphql', asking(ONE, {}, 'multipart/mixed, application/json;q=0.1')],
  ['a question in the address', `/graphql?query=${encodeURIComponent(ONE)}`, {}],
  ['a file of articles', '/articles.ninjs', {}],
  ...EXAMPLES.flatMap(({ query, variables }) => {
    const name = /^query (\w+)/m.exec(query)?.[1];
    return name ? [[name, '/graphql', asking(query, variables)] as const] : [];
  }),
];

describe('a client that leaves stops its statements within 200 ms', () => {
  it.each(WAYS)('%s', async (_, path, init) => {
    // What is remembered of the first time counts as well.
    const times = [await outlived(path, init), await outlived(path, init)];
    expect(Math.min(...times)).toBeLessThan(200);
  });
});

it('leaves the pool as it was', async () => {
  await session.query('rollback');
  expect(database.pool.waitingCount).toBe(0);
  await sql`select 1`.execute(database.db);
  await expect.poll(() => database.pool.idleCount).toBe(database.pool.totalCount);
});
