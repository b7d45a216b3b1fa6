import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApiKey } from '../../db/api-key.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type TestIssuer, takenFrom, testIssuer } from '../support/issuer.ts';
import { changes, type TestServer, testServer } from './running.ts';

let database: TestDatabase;
let issuer: TestIssuer;
let server: TestServer;
const MUTATION = 'mutation { change }';

beforeAll(async () => {
  database = await testDatabase();
  issuer = await testIssuer();
  const persisted = new Map([['c'.repeat(64), MUTATION]]);
  const tokenIssuer = takenFrom(issuer);
  server = await testServer(database, { persisted, config: { profile: 'development', tokenIssuer } });
});
afterAll(async () => {
  await server?.stop();
  await issuer?.close();
  await database?.close();
});
beforeEach(() => {
  changes.length = 0;
});

/** What a page of another site can send without asking first: https://fetch.spec.whatwg.org/#simple-header */
describe('a request that a browser sends for any page', () => {
  const JSON_BODY = JSON.stringify({ query: MUTATION });
  const form = new URLSearchParams({ query: MUTATION }).toString();
  it.each([
    ['text/plain', JSON_BODY],
    ['text/plain; charset=utf-8', JSON_BODY],
    ['text/plain;application/json', JSON_BODY],
    ['application/x-www-form-urlencoded', form],
    [
      'multipart/form-data; boundary=x',
      `--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n${MUTATION}\r\n--x--`,
    ],
    ['', JSON_BODY],
  ])('changes nothing by POST as %j', async (type, body) => {
    const headers = { 'content-type': type, origin: 'https://evil.example' };
    const response = await fetch(server.url, { method: 'POST', headers, body: Buffer.from(body) });
    await response.text();
    expect([response.status, changes]).toEqual([415, []]);
  });

  it.each([
    'query=mutation{change}',
    `documentId=${'c'.repeat(64)}`,
    'query=mutation{change}&operationName=',
  ])('changes nothing by GET with %s', async (search) => {
    const response = await fetch(`${server.url}?${search}`, { headers: { origin: 'https://evil.example' } });
    await response.text();
    expect([response.status, response.headers.get('allow'), changes]).toEqual([405, 'POST', []]);
  });

  it('is told by HEAD which methods there are, and nothing else', async () => {
    const response = await fetch(`${server.url}?query={hello}`, { method: 'HEAD' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect(await response.text()).toBe('');
  });

  it('changes something where it is JSON, which a browser asks leave for', async () => {
    expect((await server.ask(MUTATION)).status).toBe(200);
    expect(changes).toHaveLength(1);
  });
});

describe('every answer', () => {
  it.each([
    '/graphql?query={hello}',
    '/graphql',
    '/health/live',
    '/schema.graphql',
    '/articles.ninjs',
    '/nowhere',
    '/',
  ])('%s says that it is no page, for no frame, and of the type that it says', async (path) => {
    const response = await fetch(server.origin + path, { redirect: 'manual' });
    await response.text();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'cross-origin-opener-policy': 'same-origin',
      'x-request-id': expect.any(String),
    });
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('x-powered-by')).toBeNull();
  });
});

describe('a key or token', () => {
  it('stands in no log, no answer and nothing that Postgres shows, whatever becomes of it', async () => {
    const { key } = await createApiKey(database.db, { name: 'desk', scopes: ['read'], expiresAt: null });
    const secrets = [
      key,
      `ng_${'k'.repeat(43)}`,
      await issuer.token({ sub: 'anna' }),
      await issuer.token({ exp: 1_700_000_000 }),
      await issuer.token({}, { kid: 'unknown' }),
      `${(await issuer.token()).slice(0, -8)}AAAAAAAA`,
    ];
    const said: string[] = [];
    const send = async (path: string, init: RequestInit) => {
      const response = await fetch(server.origin + path, init);
      said.push(JSON.stringify([...response.headers]), await response.text());
    };
    for (const secret of secrets) {
      const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
      for (const query of ['{ hello }', '{ breaks }', '{ nothing }', '{', '{ refuses }', MUTATION])
        await send('/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) });
      await send('/articles.ninjs', { headers });
      await send(`/graphql?access_token=${secret}`, {});
      await send(`/nowhere?key=${secret}`, { headers });
      await send('/graphql', { headers: { authorization: secret } });
    }
    const { rows } = await database.pool.query(
      `select query, application_name, backend_type from pg_stat_activity where datname = current_database()`,
    );
    expect(server.logged.length).toBeGreaterThan(secrets.length * 9);
    const all = [
      ...said,
      JSON.stringify(server.logged),
      JSON.stringify(rows),
      database.statements.join('\n'),
    ].join('\n');
    for (const secret of secrets) expect(all).not.toContain(secret.slice(-24));
  });
});
