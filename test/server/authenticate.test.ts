import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createApiKey, revokeApiKey } from '../../db/api-key.ts';
import { openDatabase } from '../../db/client.ts';
import type { Scope } from '../../db/tables.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type TestIssuer, takenFrom, testIssuer } from '../support/issuer.ts';
import { type TestServer, testServer } from './running.ts';

let database: TestDatabase;
let issuer: TestIssuer;
let server: TestServer;
let beside: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  issuer = await testIssuer();
  server = await testServer(database, { config: { tokenIssuer: takenFrom(issuer) } });
  beside = await testServer(database);
});

afterAll(async () => {
  await server?.stop();
  await beside?.stop();
  await issuer?.close();
  await database?.close();
});

const create = (scopes: Scope[], expiresAt: string | null = null) =>
  createApiKey(database.db, { name: 'test', scopes, expiresAt });
const askWith = (authorization: string, at = server) => at.ask('{ scopes }', { headers: { authorization } });

describe('a request', () => {
  it('without a key is anonymous: it may read, and costs no statement', async () => {
    database.statements.length = 0;
    expect((await server.ask('{ scopes }')).body).toEqual({ data: { scopes: 'read' } });
    expect(database.statements).toEqual([]);
  });

  it('has the scopes of its key, and may read as well as who has none', async () => {
    const { key } = await create(['ingest', 'curate']);
    expect((await askWith(`Bearer ${key}`)).body).toEqual({ data: { scopes: 'curate ingest read' } });
  });

  it('has the scopes of its token', async () => {
    const token = await issuer.token({ scope: 'curate' });
    expect((await askWith(`bearer ${token}`)).body).toEqual({ data: { scopes: 'curate read' } });
  });
});

describe('a key', () => {
  const lastUse = async (id: string) => {
    const { rows } = await database.pool.query('select last_used_at from api_key where id = $1', [id]);
    return rows[0].last_used_at as string | null;
  };

  // For nearly a second: a machine that stands still for as long is asked again.
  it('is looked up once for those who come at the same time and soon after, and its use noted once a minute', {
    retry: 5,
  }, async () => {
    const { id, key } = await create(['read']);
    database.statements.length = 0;
    await Promise.all(Array.from({ length: 10 }, () => askWith(`Bearer ${key}`)));
    await askWith(`Bearer ${key}`);
    await expect.poll(() => lastUse(id)).not.toBeNull();
    const of = (start: string) =>
      database.statements.filter((sql) => sql.startsWith(start) && /api_key/.test(sql));
    expect(of('select "id"')).toHaveLength(1);
    expect(of('update')).toHaveLength(1);
    const first = await lastUse(id);
    await askWith(`Bearer ${key}`, beside);
    expect(of('update')).toHaveLength(1);
    await database.pool.query(
      `update api_key set last_used_at = last_used_at - interval '2 minutes' where id = $1`,
      [id],
    );
    const later = await testServer(database);
    await askWith(`Bearer ${key}`, later);
    await expect.poll(async () => (await lastUse(id))! >= first!).toBe(true);
    await later.stop();
  });

  it('opens nothing a second after it was revoked, at no server that knew it', async () => {
    const { id, key } = await create(['read']);
    const statuses = async () =>
      [await askWith(`Bearer ${key}`), await askWith(`Bearer ${key}`, beside)].map(({ status }) => status);
    expect(await statuses()).toEqual([200, 200]);
    await revokeApiKey(database.db, id);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await statuses()).toEqual([401, 401]);
  });

  it('opens nothing from the moment at which it expires', async () => {
    const { key } = await create(['read'], new Date(Date.now() + 60_000).toISOString());
    expect((await askWith(`Bearer ${key}`)).status).toBe(200);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_001 });
    onTestFinished(() => void vi.useRealTimers());
    expect((await askWith(`Bearer ${key}`)).status).toBe(401);
  });
});

describe('answers 401 to', () => {
  const refused = async (authorization: string, at = server) => {
    const { status, body, headers } = await askWith(authorization, at);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    for (const said of [body, at.logged])
      expect(JSON.stringify(said)).not.toContain(authorization.slice(-20));
  };

  it('a key that was never given out', () => refused(`Bearer ng_${'x'.repeat(43)}`));
  it('what is neither a key nor a token', () => refused('Bearer eyJhbGciOiJub25lIn0.e30.'));
  it('another scheme', () => refused('Basic bmc6c2VjcmV0c2VjcmV0c2VjcmV0'));
  it('a token that has expired', async () => refused(`Bearer ${await issuer.token({ exp: 1_700_000_000 })}`));
  it('a token where none are taken', async () => refused(`Bearer ${await issuer.token()}`, beside));

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

describe('answers 503', () => {
  it('where a key cannot be looked up, and says no more', async () => {
    const nowhere = openDatabase({
      connection: { host: '127.0.0.1', port: 1, user: 'nobody', database: 'none' },
    });
    const cutOff = await testServer({ ...database, db: nowhere.db });
    const key = `ng_${'x'.repeat(43)}`;
    const { status, body, headers } = await askWith(`Bearer ${key}`, cutOff);
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('2');
    expect(body.errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
    expect(JSON.stringify(cutOff.logged)).not.toContain(key);
    await cutOff.stop();
    await nowhere.close();
  });

  it('where the key of a token is not known and its issuer does not answer', async () => {
    const away = await testIssuer();
    const token = await away.token();
    await away.close();
    const waiting = await testServer(database, { config: { tokenIssuer: takenFrom(away) } });
    const { status, headers } = await askWith(`Bearer ${token}`, waiting);
    expect([status, headers.get('retry-after')]).toEqual([503, '2']);
    await waiting.stop();
  });
});
