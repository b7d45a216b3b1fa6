import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, type MockInstance, onTestFinished, vi } from 'vitest';
import { type DatabaseOptions, openDatabase } from '../../db/client.ts';
import { namedReader } from '../../db/named-reads.ts';
import { later, preparedStatements } from '../../db/prepared.ts';
import { PUBLIC_VIEWER } from '../../db/visible.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

function opened(options: Partial<DatabaseOptions> = {}) {
  const database = openDatabase({ connection: own.connection, poolSize: 1, ...options });
  onTestFinished(() => database.close());
  const read = namedReader(database.db)!;
  /** As it does from its second time on. */
  const withName = async (text: string, values: unknown[]) => {
    for (let time = 0; time < 2; time++) {
      expect(read(text, values, null)).toBeNull();
      await database.pool.query(text, values);
    }
    return (...given: [values: unknown[], signal?: AbortSignal]) => read(text, given[0], given[1] ?? null)!;
  };
  return { ...database, withName };
}

const OF_ALL_KINDS = `select cast($1 as int8) as id, cast($2 as text) as text, cast($3 as int8[]) as ids, 1.5::float8 as share, 7 as n, true as yes,
  null::text as nothing, '{"a": [1]}'::jsonb as document, '2025-08-15'::date as day, '2025-10-22 13:38:00.123456+02'::timestamptz as moment,
  array['2025-08-15'::date] as days, array['a', null, 'c,"d'] as texts from generate_series(1, 2)`;

it('gives the rows that a connection gives, whatever is in them', async () => {
  const { pool, withName } = opened();
  const values = ['9007199254740993', `Žé "渡" '😀' \\`, ['1', '2']];
  const ask = await withName(OF_ALL_KINDS, values);
  const { rows } = await pool.query(OF_ALL_KINDS, values);
  expect(rows).toHaveLength(2);
  for (let time = 0; time < 3; time++) expect(await ask(values)).toEqual(rows);
  expect(await ask([null, null, []])).toMatchObject([{ id: null, text: null, ids: [] }, { id: null }]);
});

it('asks each connection what the rows are, once', async () => {
  const { pool, withName } = opened({ poolSize: 2 });
  const describing: MockInstance[] = [];
  pool.on('connect', (client) => {
    const { connection } = client as unknown as { connection: { describe(): void } };
    describing.push(vi.spyOn(connection, 'describe'));
  });
  const text = 'select cast($1 as int8) as id, pg_backend_pid() as pid, pg_sleep(0.05)';
  const ask = await withName(text, ['1']);
  const rows = (await Promise.all(['1', '2', '3', '4'].map((id) => ask([id])))).flat();
  expect(rows.map((row) => (row as { id: string }).id)).toEqual(['1', '2', '3', '4']);
  expect(new Set(rows.map((row) => (row as { pid: number }).pid)).size).toBe(2);
  expect(pool.totalCount).toBe(2);
  // The first of them had run it before it had a name for it.
  expect(describing.map((spy) => spy.mock.calls.length)).toEqual([3, 1]);
});

it('reads on the connection of a transaction what only that can see', async () => {
  const { db } = opened();
  const run = preparedStatements();
  const owner = {};
  const ask = (reader: typeof db) =>
    run<{ id: string; n: number }>(
      { db: reader, viewer: PUBLIC_VIEWER, signal: null },
      owner,
      'same',
      () => sql`select cast(${later('id')} as int8) as id, count(*)::int4 as n from seen`,
      { id: '5' },
    );
  await sql`create table seen (id int8)`.execute(db);
  for (let time = 0; time < 4; time++) expect(await ask(db)).toEqual([{ id: '5', n: 0 }]);
  await db.transaction().execute(async (transaction) => {
    await sql`insert into seen values (1)`.execute(transaction);
    expect(await ask(transaction)).toEqual([{ id: '5', n: 1 }]);
  });
});

it('tells who asked of an error, and goes on with the connection', async () => {
  const { withName } = opened();
  const ask = await withName('select 1 / cast($1 as int4) as n', [1]);
  const asking = async () => ask([0]);
  const error = await asking().catch((thrown) => thrown);
  expect(error).toMatchObject({ code: '22012' });
  expect(error.stack).toContain('named-reads.test.ts');
  expect(await ask([1])).toEqual([{ n: 1 }]);
});

it('gives the connection back where a value can not be sent', async () => {
  const { pool, withName } = opened();
  const ask = await withName('select cast($1 as jsonb) as n', [1]);
  const circular: { self?: object } = {};
  circular.self = circular;
  await expect(ask([circular])).rejects.toThrow('circular');
  expect(pool.idleCount).toBe(1);
  expect(await ask(['1'])).toEqual([{ n: 1 }]);
});

it('ends in the database what is aborted, and tells so at once', async () => {
  const { pool, withName } = opened({ statementTimeoutMs: 120_000 });
  const ask = await withName('select pg_sleep(cast($1 as float8)), 1 as awake', [0]);
  const abort = new AbortController();
  const sleeping = ask([100], abort.signal);
  await expect.poll(sleepers).toBe(1);
  abort.abort(new Error('who asked leaves'));
  await expect(sleeping).rejects.toThrow('who asked leaves');
  await expect.poll(sleepers).toBe(0);
  expect(await ask([0])).toMatchObject([{ awake: 1 }]);
  expect(pool).toMatchObject({ idleCount: 1, totalCount: 1 });
});

it('waits for a connection no longer than it is wanted, and takes none that comes then', async () => {
  const { pool, withName } = opened();
  const ask = await withName('select cast($1 as int4) as n', [1]);
  const taken = await pool.connect();
  const abort = new AbortController();
  const waiting = ask([2], abort.signal);
  await expect.poll(() => pool.waitingCount).toBe(1);
  abort.abort(new Error('who waits leaves'));
  await expect(waiting).rejects.toThrow('who waits leaves');
  await expect(ask([2], abort.signal)).rejects.toThrow('who waits leaves');
  taken.release();
  expect(await ask([3])).toEqual([{ n: 3 }]);
  expect(pool).toMatchObject({ idleCount: 1, waitingCount: 0 });
});

it('is heard when it is sent and when it ends', async () => {
  const heard: string[] = [];
  const { withName } = opened({
    onStatement: (text) => heard.push(text),
    watchStatement: () => (error) => heard.push(error === null ? 'ended' : error.message),
  });
  const text = 'select 1 / cast($1 as int4) as n';
  const ask = await withName(text, [1]);
  heard.length = 0;
  await ask([1]);
  await ask([0]).catch(() => {});
  expect(heard).toEqual([text, 'ended', text, 'division by zero']);
});

it('fails with its connection, and the next has another', async () => {
  const { withName } = opened();
  const ask = await withName('select pg_sleep(cast($1 as float8)), pg_backend_pid() as pid', [0]);
  const [before] = await ask([0]);
  const sleeping = ask([100]);
  const failing = expect(sleeping).rejects.toMatchObject({ code: '57P01' });
  await expect.poll(sleepers).toBe(1);
  await own.pool.query('select pg_terminate_backend($1)', [(before as { pid: number }).pid]);
  await failing;
  expect(await ask([0])).toHaveLength(1);
});

async function sleepers(): Promise<number> {
  const { rows } = await own.pool.query<{ n: number }>(
    `select count(*)::int4 as n from pg_stat_activity where datname = current_database() and state = 'active' and query like 'select pg_sleep(cast(%'`,
  );
  return rows[0]!.n;
}
