import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/client.ts';
import { migrateDown } from '../../db/migrate.ts';
import { databaseCheck } from '../../src/server/health.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type TestServer, testServer } from './running.ts';

let database: TestDatabase;
let server: TestServer;
let notYet: string | null = null;

beforeAll(async () => {
  database = await testDatabase();
  server = await testServer(database, { ready: () => notYet });
});

afterAll(async () => {
  await server?.stop();
  await database?.close();
});

const probe = async (path: string) => {
  const response = await fetch(`${server.origin}${path}`);
  return { status: response.status, body: await response.json() };
};

describe('/health/ready', () => {
  it('answers 200 when the database answers and is migrated', async () => {
    await expect.poll(() => probe('/health/ready')).toEqual({ status: 200, body: { status: 'ready' } });
  });

  it('answers 503 with what the process still waits for', async () => {
    notYet = 'The sample corpus is being loaded.';
    expect(await probe('/health/ready')).toEqual({
      status: 503,
      body: { status: 'unavailable', reason: notYet },
    });
    notYet = null;
  });

  it('answers 503 when a migration is pending', async () => {
    const [taken] = await migrateDown(database.db, 1);
    const body = { status: 'unavailable', reason: `Migrations are pending: ${taken}.` };
    await expect.poll(() => probe('/health/ready')).toEqual({ status: 503, body });
  });
});

it('/health/live answers 200 whatever the database does', async () => {
  expect(await probe('/health/live')).toEqual({ status: 200, body: { status: 'live' } });
});

describe('the check of the database', () => {
  it('says so when nothing listens', async () => {
    const nowhere = openDatabase({
      connection: { host: '127.0.0.1', port: 1, user: 'nobody', database: 'none' },
    });
    expect(await databaseCheck(nowhere.db, 60_000)()).toBe('The database cannot be reached.');
    await nowhere.close();
  });

  it('ends in time when all connections are taken', async () => {
    const small = await testDatabase({ poolSize: 1 });
    const asleep = sql`select pg_sleep(0.5)`.execute(small.db);
    expect(await databaseCheck(small.db, 50)()).toBe('The database did not answer within 50 ms.');
    await asleep;
    await small.close();
  });

  it('is one for all probes that come at once', async () => {
    const check = databaseCheck(database.db, 60_000);
    database.statements.length = 0;
    await Promise.all(Array.from({ length: 50 }, check));
    expect(database.statements).toHaveLength(1);
  });
});
