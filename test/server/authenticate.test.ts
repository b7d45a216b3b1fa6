import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey, revokeApiKey } from '../../db/api-key.ts';
import { openDatabase } from '../../db/client.ts';
import type { Scope } from '../../db/tables.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type TestServer, testServer } from './running.ts';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  server = await testServer(database);
});

afterAll(async () => {
  await server?.stop();
  await database?.close();
});

const create = (scopes: Scope[], expiresAt: string | null = null) =>
  createApiKey(database.db, { name: 'test', scopes, expiresAt });
const askWith = (authorization: string) => server.ask('{ scopes }', { headers: { authorization } });

describe('a request', () => {
  it('without a key is anonymous, and costs no statement', async () => {
    database.statements.length = 0;
    expect((await server.ask('{ scopes }')).body).toEqual({ data: { scopes: '' } });
    expect(database.statements).toEqual([]);
  });

  it('has the scopes of its key', async () => {
    const { key } = await create(['read', 'curate']);
    expect((await askWith(`Bearer ${key}`)).body).toEqual({ data: { scopes: 'curate read' } });
  });
});

describe('answers 401 to', () => {
  const refused = async (authorization: string) => {
    const { status, body, headers } = await askWith(authorization);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(JSON.stringify(server.logged)).not.toContain(authorization.slice(-20));
  };

  it('a key that was never given out', () => refused(`Bearer ng_${'x'.repeat(43)}`));
  it('what is no key', () => refused('Bearer eyJhbGciOiJub25lIn0.e30.'));
  it('another scheme', () => refused('Basic bmc6c2VjcmV0c2VjcmV0c2VjcmV0'));

  it('a key that was revoked', async () => {
    const { id, key } = await create(['read']);
    await revokeApiKey(database.db, id);
    await refused(`Bearer ${key}`);
  });

  it('a key that has expired', async () => {
    const { key } = await create(['read'], '2020-01-01T00:00:00Z');
    await refused(`Bearer ${key}`);
  });
});

it('answers 503 where a key cannot be looked up', async () => {
  const nowhere = openDatabase({
    connection: { host: '127.0.0.1', port: 1, user: 'nobody', database: 'none' },
  });
  const cutOff = await testServer({ ...database, db: nowhere.db });
  const { status, body, headers } = await cutOff.ask('{ hello }', {
    headers: { authorization: `Bearer ng_${'x'.repeat(43)}` },
  });
  expect(status).toBe(503);
  expect(headers.get('retry-after')).toBe('2');
  expect(body.errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
  await cutOff.stop();
  await nowhere.close();
});
