import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../db/api-key.ts';
import type { Scope } from '../../db/tables.ts';
import { schema } from '../../schema/index.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type TestServer, testServer } from './running.ts';

const PROFILES = ['development', 'public', 'trusted'] as const;
let database: TestDatabase;
let servers: TestServer[];
const keys = new Map<Scope, string>();

beforeAll(async () => {
  database = await testDatabase();
  const persisted = new Map([['a'.repeat(64), '{ __typename }']]);
  servers = await Promise.all(
    PROFILES.map((profile) =>
      testServer(database, { schema, persisted, config: { profile, anonymousRead: false } }),
    ),
  );
  for (const scope of ['read', 'ingest', 'curate', 'admin'] as const)
    keys.set(scope, (await createApiKey(database.db, { name: scope, scopes: [scope], expiresAt: null })).key);
});

afterAll(async () => {
  for (const server of servers ?? []) await server.stop();
  await database?.close();
});

interface Sent {
  readonly path: string;
  readonly method?: string;
  readonly accept?: string;
  readonly body?: string;
}

const json = (query: string) => JSON.stringify({ query });
/** Every way in, each with what asks for it. */
const WAYS: Record<string, Sent> = {
  'GraphQL by POST': { path: '/graphql', method: 'POST', body: json('{ articles { totalCount } }') },
  'GraphQL by GET': { path: '/graphql?query={articles{totalCount}}' },
  'a persisted document': { path: `/graphql?documentId=${'a'.repeat(64)}` },
  introspection: { path: '/graphql', method: 'POST', body: json('{ __schema { queryType { name } } }') },
  'what is no GraphQL': { path: '/graphql', method: 'POST', body: json('{') },
  'a subscription': {
    path: '/graphql',
    method: 'POST',
    accept: 'text/event-stream',
    body: json('subscription { articleChanged { kind } }'),
  },
  GraphiQL: { path: '/graphql', accept: 'text/html,*/*;q=0.8' },
  'the schema': { path: '/schema.graphql' },
  'a page of articles': { path: '/articles.ninjs' },
  'an article': { path: '/articles/QXJ0aWNsZTox.ninjs' },
};

async function send(server: TestServer, { path, method = 'GET', accept = '*/*', body }: Sent, key?: string) {
  const headers = {
    accept,
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(key && { authorization: `Bearer ${key}` }),
  };
  const away = new AbortController();
  const response = await fetch(server.origin + path, {
    method,
    headers,
    body: body ?? null,
    signal: away.signal,
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  const text = isStream ? '' : await response.text();
  away.abort();
  return { status: response.status, headers: response.headers, text };
}

describe('where anonymous reading is off', () => {
  it.each(Object.entries(WAYS))('%s is answered to nobody without a key, in no profile', async (_, way) => {
    for (const server of servers) {
      const { status, headers, text } = await send(server, way);
      expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(JSON.parse(text).errors[0].extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  it.each(Object.entries(WAYS))('%s is answered to a reader as where it is on', async (name, way) => {
    const isOpen = await testServer(database, { schema, config: { anonymousRead: true } });
    if (name === 'a persisted document' || name === 'GraphiQL') return isOpen.stop();
    const [development] = servers as [TestServer];
    expect((await send(development, way, keys.get('read'))).status).toBe((await send(isOpen, way)).status);
    await isOpen.stop();
  });

  it('who may ingest alone reads nothing', async () => {
    const [development] = servers as [TestServer];
    for (const way of ['the schema', 'a page of articles', 'an article']) {
      const { status, headers } = await send(development, WAYS[way]!, keys.get('ingest'));
      expect(status).toBe(403);
      expect(headers.get('www-authenticate')).toBe('Bearer error="insufficient_scope", scope="read"');
    }
    const headers = { authorization: `Bearer ${keys.get('ingest')}` };
    const { body } = await development.ask('{ articles { totalCount } }', { headers });
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('an admin reads', async () => {
    const [development] = servers as [TestServer];
    expect((await send(development, WAYS['a page of articles']!, keys.get('admin'))).status).toBe(200);
  });

  it('health and preflights are answered as ever', async () => {
    for (const server of servers) {
      expect((await send(server, { path: '/health/live' })).status).toBe(200);
      expect((await send(server, { path: '/health/ready' })).status).toBe(200);
      expect((await send(server, { path: '/graphql', method: 'OPTIONS' })).status).toBe(204);
      expect((await send(server, { path: '/' })).status).toBe(404);
    }
  });
});
