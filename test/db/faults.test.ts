import { sql } from 'kysely';
import type pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Database, openDatabase, SEES_LOST_CLIENTS } from '../../db/client.ts';
import { databaseFault } from '../../src/server/database-fault.ts';
import { testDatabase } from '../support/database.ts';
import { throughGate } from '../support/gate.ts';

async function behindGate(options: { statementTimeoutMs?: number; graceMs?: number } = {}) {
  const own = await testDatabase();
  const gate = await throughGate(own.connection);
  const db = openDatabase({ connection: gate.connection, poolSize: 1, patienceMs: 300, ...options });
  onTestFinished(async () => {
    await gate.close();
    await db.close();
    await own.close();
  });
  return { gate, own, ...db };
}

const one = (db: Database['db']) =>
  sql<{ one: number }>`select 1 as one`.execute(db).then(({ rows }) => rows);
/** On a busy machine a connection, too, takes longer than is waited for. */
const untilAnswered = (db: Database['db']) =>
  expect.poll(() => one(db).catch(() => null)).toEqual([{ one: 1 }]);
const faultOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'none',
    (error: Error) => databaseFault(error),
  );

describe('a network that swallows everything', () => {
  it('costs the connection in use, in time, and the next statement has another', async () => {
    const { db, gate } = await behindGate({ statementTimeoutMs: 100, graceMs: 100 });
    await untilAnswered(db);
    gate.swallow();
    expect(await faultOf(one(db))).toBe('UNAVAILABLE');
    expect(await faultOf(one(db))).toBe('UNAVAILABLE');
    gate.open();
    await untilAnswered(db);
  });

  it('leaves no locks behind: Postgres ends what a client that is lost had begun, in time', async () => {
    const { db, gate, own } = await behindGate({ statementTimeoutMs: 100, graceMs: 400 });
    const lock = sql`select pg_advisory_xact_lock(7)`;
    const left = db.transaction().execute(async (trx) => {
      await lock.execute(trx);
      gate.swallow();
      return one(trx);
    });
    expect(await faultOf(left)).toBe('UNAVAILABLE');
    await own.db.transaction().execute((trx) => lock.execute(trx));
  });

  it('is what Postgres is told to look for on each connection', async () => {
    const { pool, own } = await behindGate();
    const { processID, release } = (await pool.connect()) as pg.PoolClient & { processID: number };
    release();
    const said = 'select query from pg_stat_activity where pid = $1';
    expect((await own.pool.query(said, [processID])).rows[0].query).toContain(SEES_LOST_CLIENTS);
  });

  // Until the limit is lifted it holds for a machine that stands still as well.
  it('is not a database that takes its time where it may', { retry: 5 }, async () => {
    const { db } = await behindGate({ statementTimeoutMs: 100, graceMs: 100 });
    await untilAnswered(db);
    const lift = sql`select set_config('statement_timeout', ${'0'}, false)`;
    await db.connection().execute(async (connection) => {
      // The second time it is a named statement.
      for (let time = 0; time < 2; time++) await lift.execute(connection);
      await sql`select pg_sleep(0.3)`.execute(connection);
    });
  });
});

describe('a pool without a free connection', () => {
  it('refuses in time who waits, and at once who is one too many', async () => {
    const own = await testDatabase();
    onTestFinished(() => own.close());
    const small = openDatabase({ connection: own.connection, poolSize: 1, patienceMs: 200, mostWaiting: 1 });
    const asleep = sql`select pg_sleep(0.5)`.execute(small.db);
    await expect.poll(() => small.pool.totalCount - small.pool.idleCount).toBe(1);
    const waits = faultOf(one(small.db));
    await expect.poll(() => small.pool.waitingCount).toBe(1);
    await expect(one(small.db)).rejects.toMatchObject({ code: '53300' });
    expect(await waits).toBe('UNAVAILABLE');
    await asleep;
    expect(await one(small.db)).toEqual([{ one: 1 }]);
    await small.close();
  });
});

describe('the fault of a database', () => {
  it.each([
    ['57014', 'TIMEOUT'],
    ['53100', 'UNAVAILABLE'],
    ['53300', 'UNAVAILABLE'],
    ['57P01', 'UNAVAILABLE'],
    ['57P03', 'UNAVAILABLE'],
    ['25006', 'UNAVAILABLE'],
    ['25P03', 'UNAVAILABLE'],
    ['08006', 'UNAVAILABLE'],
    ['EHOSTUNREACH', 'UNAVAILABLE'],
    ['42P01', 'INTERNAL'],
    ['23505', 'INTERNAL'],
  ])('%s is %s for who asked', (code, fault) => {
    expect(databaseFault(Object.assign(new Error('…'), { code }))).toBe(fault);
  });

  it.each([
    'Connection terminated unexpectedly',
    'Client has encountered a connection error and is not queryable',
    'timeout expired',
  ])('%s is UNAVAILABLE', (message) => {
    expect(databaseFault(new Error(message))).toBe('UNAVAILABLE');
  });
});
