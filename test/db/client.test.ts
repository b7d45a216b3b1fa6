import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { cancelledBy, openDatabase } from '../../db/client.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase({ poolSize: 1 });
});
afterAll(() => own.close());
beforeEach(() => {
  own.statements.length = 0;
});

async function one<T>(query: ReturnType<typeof sql<T>>): Promise<T> {
  const { rows } = await query.execute(own.db);
  return rows[0]!;
}

describe('what comes over the wire', () => {
  it('keeps microseconds, days and big numbers as text', async () => {
    const row =
      await one(sql`select '2025-10-22 13:38:00.123456+02'::timestamptz as moment, '2025-08-15'::date as day,
      9007199254740993::int8 as id, int4range(3, 9) as span, int4multirange(int4range(1, 2), int4range(5, 8)) as spans`);
    expect(row).toEqual({
      moment: '2025-10-22 11:38:00.123456+00',
      day: '2025-08-15',
      id: '9007199254740993',
      span: '[3,9)',
      spans: '{[1,2),[5,8)}',
    });
  });

  it('keeps text within arrays', async () => {
    const row =
      await one(sql`select array['2025-10-22 13:38:00.5+00'::timestamptz] as moments, array['2025-08-15'::date] as days,
      array[9007199254740993::int8] as ids`);
    expect(row).toEqual({
      moments: ['2025-10-22 13:38:00.5+00'],
      days: ['2025-08-15'],
      ids: ['9007199254740993'],
    });
  });

  it('reads every language', async () => {
    expect(await one(sql`select 'Žé渡😀' as text, length('Žé渡😀') as n`)).toEqual({ text: 'Žé渡😀', n: 4 });
  });
});

describe('what Postgres takes a page out of order to cost', () => {
  it('is little, unless the database says what it costs', async () => {
    const cost = async () => {
      const other = openDatabase({ connection: own.connection, poolSize: 1 });
      const { rows } = await other.pool.query("select current_setting('random_page_cost') as cost");
      await other.close();
      return rows[0].cost;
    };
    expect(await cost()).toBe('1.1');
    const database = sql.id((await one<{ name: string }>(sql`select current_database() as name`)).name);
    await sql`alter database ${database} set random_page_cost = 2`.execute(own.db);
    expect(await cost()).toBe('2');
  });
});

describe('limits', () => {
  it('ends a statement that takes too long', async () => {
    const timed = openDatabase({ connection: own.connection, poolSize: 1, statementTimeoutMs: 400 });
    await expect(sql`select pg_sleep(60)`.execute(timed.db)).rejects.toMatchObject({ code: '57014' });
    await timed.close();
  });

  it('cancels the statement of an aborted request in the database', async () => {
    const patient = openDatabase({ connection: own.connection, poolSize: 1, statementTimeoutMs: 120_000 });
    const abort = new AbortController();
    const sleeping = sql`select pg_sleep(100)`.execute(patient.db, cancelledBy(abort.signal));
    setTimeout(() => abort.abort(), 150);
    await expect(sleeping).rejects.toThrow();
    const before = performance.now();
    await sql`select 1`.execute(patient.db);
    expect(performance.now() - before).toBeLessThan(60_000);
    await patient.close();
  });

  it('says nothing on the console of a statement that an abort cuts short, nor of who waits for a connection', async () => {
    const said = vi.spyOn(console, 'error');
    onTestFinished(() => said.mockRestore());
    const busy = openDatabase({ connection: own.connection, poolSize: 1, patienceMs: 3_000 });
    const [sleeps, waits] = [new AbortController(), new AbortController()];
    const sleeping = sql`select pg_sleep(15)`.execute(busy.db, cancelledBy(sleeps.signal));
    const waiting = sql`select 1`.execute(busy.db, cancelledBy(waits.signal));
    await expect.poll(() => busy.pool.waitingCount).toBe(1);
    waits.abort(new Error('who waits leaves'));
    await expect(waiting).rejects.toThrow('who waits leaves');
    await expect.poll(() => busy.pool.waitingCount).toBe(0);
    sleeps.abort(new Error('who sleeps leaves'));
    await expect(sleeping).rejects.toThrow('who sleeps leaves');
    expect((await sql`select 1 as one`.execute(busy.db)).rows).toEqual([{ one: 1 }]);
    await busy.close();
    expect(said.mock.calls).toEqual([]);
  });

  it('survives a connection that is cut while idle', async () => {
    const errors: Error[] = [];
    const cut = openDatabase({
      connection: own.connection,
      poolSize: 1,
      onError: (error) => errors.push(error),
    });
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(cut.db);
    await one(sql`select pg_terminate_backend(${rows[0]!.pid})`);
    await expect.poll(() => errors.length).toBe(1);
    expect(errors[0]).toMatchObject({ code: '57P01', client: undefined });
    expect((await sql`select 1 as one`.execute(cut.db)).rows).toEqual([{ one: 1 }]);
    await cut.close();
  });
});

describe('closing', () => {
  it('ends when each connection has', async () => {
    const closing = openDatabase({ connection: own.connection, poolSize: 3 });
    const parted = { of: 0, now: 0 };
    closing.pool.on('connect', (client) => {
      parted.of++;
      client.on('end', () => parted.now++);
    });
    await Promise.all([1, 2, 3].map(() => sql`select pg_sleep(0.05)`.execute(closing.db)));
    await closing.close();
    expect(parted).toEqual({ of: 3, now: 3 });
  });
});

describe('statements', () => {
  it('are heard in order, transactions included', async () => {
    await own.db.transaction().execute((transaction) => sql`select 1`.execute(transaction));
    expect(own.statements).toEqual(['begin', 'select 1', 'commit']);
  });

  it('are prepared under a name from the second time on', async () => {
    const prepared = sql<{
      statement: string;
    }>`select statement from pg_prepared_statements where statement like '%named%'`;
    for (const expected of [0, 1, 1]) {
      await one(sql`select ${'x'}::text as named`);
      const { rows } = await prepared.execute(own.db);
      expect(rows.filter((row) => row.statement.includes('as named'))).toHaveLength(expected);
    }
  });

  it('are never named behind a pooler that loses names', async () => {
    const unnamed = openDatabase({ connection: own.connection, poolSize: 1, namedStatements: false });
    for (let time = 0; time < 3; time++) await sql`select ${'x'}::text as t`.execute(unnamed.db);
    expect((await sql`select from pg_prepared_statements`.execute(unnamed.db)).rows).toEqual([]);
    await unnamed.close();
  });
});
