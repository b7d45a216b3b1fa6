import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPENNESS, type Profile } from '../../src/server/profile.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { post, type TestServer, testServer } from './running.ts';

const PROFILES = Object.keys(OPENNESS) as Profile[];
const HASH = 'b7'.repeat(32);
const persisted = new Map([[HASH, 'query Hello { hello }']]);

let database: TestDatabase;
const servers = new Map<Profile, TestServer>();

beforeAll(async () => {
  database = await testDatabase();
  for (const profile of PROFILES)
    servers.set(profile, await testServer(database, { config: { profile }, persisted }));
});

afterAll(async () => {
  for (const server of servers.values()) await server.stop();
  await database?.close();
});

/** What a stranger is told by each profile. */
async function outcomes(ask: (server: TestServer) => Promise<unknown>): Promise<Record<string, unknown>> {
  const entries = PROFILES.map(async (profile) => [profile, await ask(servers.get(profile)!)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

const codeOf = async (answer: Promise<{ body: { errors?: readonly { extensions: { code: string } }[] } }>) =>
  (await answer).body.errors?.[0]?.extensions.code ?? 'answered';
const get = async (url: string, accept = 'application/json') => {
  const response = await fetch(url, { headers: { accept }, redirect: 'manual' });
  return { status: response.status, text: await response.text() };
};

describe('each profile', () => {
  it('takes documents of one’s own, or does not', async () => {
    expect(await outcomes((server) => codeOf(server.ask('{ hello }')))).toEqual({
      development: 'answered',
      public: 'answered',
      trusted: 'NOT_PERSISTED',
    });
  });

  it('takes them by GET, or does not', async () => {
    expect(await outcomes(async ({ url }) => (await get(`${url}?query={hello}`)).status)).toEqual({
      development: 200,
      public: 405,
      trusted: 403,
    });
  });

  it('takes a persisted document by POST and GET', async () => {
    const data = { data: { hello: 'world' } };
    const all = { development: data, public: data, trusted: data };
    const body = (params: object) => async (server: TestServer) => (await post(server.url, params)).body;
    expect(await outcomes(body({ documentId: `sha256:${HASH}` }))).toEqual(all);
    expect(await outcomes(body({ documentId: HASH, operationName: 'Hello' }))).toEqual(all);
    expect(
      await outcomes(body({ extensions: { persistedQuery: { version: 1, sha256Hash: HASH } } })),
    ).toEqual(all);
    expect(
      await outcomes(async ({ url }) => JSON.parse((await get(`${url}?documentId=sha256:${HASH}`)).text)),
    ).toEqual(all);
  });

  it('takes the persisted document, whatever text comes with its id', async () => {
    const ask = async (server: TestServer) =>
      (await post(server.url, { documentId: HASH, query: '{ scopes }' })).body.data;
    expect(await outcomes(ask)).toEqual({
      development: { hello: 'world' },
      public: { hello: 'world' },
      trusted: { hello: 'world' },
    });
  });

  it('answers introspection, or does not', async () => {
    expect(await outcomes((server) => codeOf(server.ask('{ __schema { queryType { name } } }')))).toEqual({
      development: 'answered',
      public: 'answered',
      trusted: 'NOT_PERSISTED',
    });
  });

  it('hints at names, or does not', async () => {
    const hints = async (server: TestServer) =>
      /did you mean/i.test(JSON.stringify((await server.ask('{ hell }')).body));
    expect(await outcomes(hints)).toEqual({ development: true, public: false, trusted: false });
    const argument = async (server: TestServer) =>
      /did you mean/i.test(JSON.stringify((await server.ask('{ echo(numbr: 1) }')).body));
    expect(await outcomes(argument)).toEqual({ development: true, public: false, trusted: false });
  });

  it('shows GraphiQL, or does not', async () => {
    const page = async ({ url }: TestServer) =>
      (await get(url, 'text/html')).text.startsWith('<!doctype html>');
    expect(await outcomes(page)).toEqual({ development: true, public: true, trusted: false });
    const root = async ({ origin }: TestServer) => (await get(origin)).status;
    expect(await outcomes(root)).toEqual({ development: 302, public: 302, trusted: 404 });
  });

  it('answers the schema as a file', async () => {
    const sdl = async ({ origin }: TestServer) =>
      (await get(`${origin}/schema.graphql`)).text.includes('type Query {');
    expect(await outcomes(sdl)).toEqual({ development: true, public: true, trusted: true });
  });
});

it('never introspects in the trusted profile, even for a persisted document', async () => {
  const introspection = new Map([['aa', '{ __schema { queryType { name } } }']]);
  const server = await testServer(database, { config: { profile: 'trusted' }, persisted: introspection });
  expect(await codeOf(post(server.url, { documentId: 'aa' }))).toBe('VALIDATION_FAILED');
  await server.stop();
});
