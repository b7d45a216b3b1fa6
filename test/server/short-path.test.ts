import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../db/api-key.ts';
import type { Profile } from '../../src/server/profile.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type BothWays, bothWays, type Sent } from './both-ways.ts';
import { aborted } from './running.ts';

const PERSISTED = new Map([
  ['aa', '{ hello }'],
  ['bb', 'mutation { change }'],
  ['cc', '{ nothing }'],
  ['dd', 'query A($words: [String]) { echo(words: $words) } query B { hello }'],
]);
const PROFILES: readonly Profile[] = ['development', 'public', 'trusted'];

let database: TestDatabase;
const servers = new Map<Profile, BothWays>();
const same = (request: Sent, profile: Profile = 'development') =>
  (servers.get(profile) as BothWays).same(request);

beforeAll(async () => {
  database = await testDatabase();
  for (const profile of PROFILES) {
    const config = { profile, requestTimeoutMs: 60_000, corsOrigins: ['https://reader.example'] };
    servers.set(profile, await bothWays(database, { config, persisted: PERSISTED }));
  }
});

afterAll(async () => {
  await Promise.all([...servers.values()].map((both) => both.stop()));
  await database.close();
});

const asked = (query: string, more: object = {}): Sent => ({ body: { query, ...more } });
const got = (search: string): Sent => ({ line: `GET /graphql?${search} HTTP/1.1` });
const words = { query: 'query A($words: [String]) { echo(words: $words) } query B { hello }' };
const many = (text: string, times: number) => Array(times).fill(text).join(' ');

const REQUESTS: Record<string, Sent> = {
  'a question': asked('{ hello thing { thing { name } } }'),
  'a question in words of all alphabets': asked('{ echo(words: ["Ñandú", "川", "🦜"]) }'),
  'what breaks': asked('{ hello breaks }'),
  'what breaks and is needed': asked('{ needed hello }'),
  'what breaks in a list': asked('{ things { needed } hello }'),
  'what refuses': asked('{ refuses uncoded unreachable }'),
  'a mutation': asked('mutation { a: change b: change }'),
  'an operation by name': asked(words.query, { operationName: 'A', variables: { words: ['a', null] } }),
  'an operation that is not there': asked(words.query, { operationName: 'C' }),
  'an operation by no name': asked(words.query),
  'an operation by a name of another type': asked(words.query, { operationName: 7 }),
  'an operation by an empty name': asked('{ hello }', { operationName: '' }),
  'fragments alone': asked('fragment F on Query { hello }'),
  'a subscription that the schema has not': asked('subscription { hello }'),
  'variables that are missing': asked('query ($n: Int!) { echo(number: $n) }'),
  'variables of another type': asked('query ($n: Int, $w: [String]) { echo(number: $n, words: $w) }', {
    variables: { n: 'many', w: [{}] },
  }),
  'variables that are no object': asked('{ hello }', { variables: [1] }),
  'variables by null': asked('{ hello }', { variables: null, extensions: null, operationName: null }),
  'extensions that are no object': asked('{ hello }', { extensions: 'all' }),
  'a parameter that nobody knows': asked('{ hello }', { more: 1 }),
  'a parameter that nobody knows, by null': asked('{ hello }', { more: null }),
  'no question': { body: {} },
  'no question, by null': { body: { query: null } },
  'a question of another type': { body: { query: 7 } },
  'a broken document': asked('{ hello '),
  'an empty document': asked(''),
  'a comment': asked('# nothing'),
  'a field that is not there': asked('{ hell }'),
  'fields that are not there': asked(`{ ${many('helo', 25)} }`),
  'too many tokens': asked(`{ ${many('hello', 2_001)} }`),
  'too many aliases': asked(`{ ${Array.from({ length: 51 }, (_, i) => `a${i}: thing { name }`).join(' ')} }`),
  'too deep': asked(`{ ${'thing {'.repeat(18)} name ${'}'.repeat(18)} }`),
  introspection: asked('{ __schema { queryType { name } } __typename }'),
  'half of a body': { body: '{"query":' },
  'no body': { body: '' },
  'a body of null': { body: 'null' },
  'a body of a number': { body: '7' },
  'a batch': { body: '[{"query":"{ hello }"}]' },
  prototypes: { body: '{"query":"{ hello }","__proto__":{"query":"{ breaks }"}}' },
  'variables with a prototype': { body: '{"query":"{ hello }","variables":{"__proto__":{"a":1}}}' },
  'bytes that are not UTF-8': { body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]).toString('latin1') },
  'deep JSON': asked('{ hello }', { variables: JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`) }),
  'a body of another type': { headers: { 'Content-Type': 'text/plain' }, body: '{"query":"{ hello }"}' },
  'a body of no type': { headers: { 'Content-Type': '' }, body: '{"query":"{ hello }"}' },
  'a body in another charset': {
    headers: { 'Content-Type': 'application/json; charset=latin1' },
    body: '{"query":"{ hello }"}',
  },
  'a body that says it is compressed': {
    headers: { 'Content-Encoding': 'gzip' },
    body: '{"query":"{ hello }"}',
  },
  'a body in chunks': {
    headers: { 'Content-Length': '', 'Transfer-Encoding': 'chunked' },
    body: '15\r\n{"query":"{ hello }"}\r\n0\r\n\r\n',
  },
  'a document by its id': { body: { documentId: 'sha256:aa' } },
  'a document by its id and name': { body: { documentId: 'dd', operationName: 'B' } },
  'a document by its hash': { body: { extensions: { persistedQuery: { sha256Hash: 'aa' } } } },
  'a document by an id that nobody knows': { body: { documentId: `zz${'z'.repeat(200)}` } },
  'a document by an id of another type': { body: { documentId: 7 } },
  'a document by its id that breaks rules': { body: { documentId: 'cc' } },
  'a document by its id over GET': got('documentId=aa'),
  'a mutation by its id over GET': got('documentId=bb'),
  'a document by its id with variables over GET': got(
    `documentId=dd&operationName=A&variables=${encodeURIComponent('{"words":["a"]}')}`,
  ),
  'variables over GET that are no JSON': got('documentId=aa&variables=%7B'),
  'variables over GET that are no object': got('documentId=aa&variables=7'),
  'a question over GET': got(`query=${encodeURIComponent('{ hello }')}`),
  'a mutation over GET': got(`query=${encodeURIComponent('mutation { change }')}`),
  'nothing over GET': got(''),
  'no query string over GET': { line: 'GET /graphql HTTP/1.1' },
  'an address that cannot be decoded': got('query=%E0%A4%A'),
  'an address that ends as a check of health': got('documentId=aa&x=/health'),
  'an address with a fragment': got('documentId=aa#/x'),
  'HTTP/1.0': { line: 'POST /graphql HTTP/1.0', body: { query: '{ hello }' } },
  HEAD: { line: 'HEAD /graphql?documentId=aa HTTP/1.1' },
  PUT: { line: 'PUT /graphql HTTP/1.1' },
  OPTIONS: { line: 'OPTIONS /graphql HTTP/1.1', headers: { Origin: 'https://reader.example' } },
  'from an origin that may': { ...asked('{ hello }'), headers: { Origin: 'https://reader.example' } },
  'from an origin that may not': { ...asked('{ hello }'), headers: { Origin: 'https://other.example' } },
  'a key that is none': { ...asked('{ scopes }'), headers: { Authorization: 'Bearer ng_none' } },
};

describe('the short path answers as Yoga does, to the byte, with the same lines in the log:', () => {
  for (const [name, request] of Object.entries(REQUESTS)) {
    const ofProfile = /document|GET|HEAD|introspection|field/.test(name);
    it(name, async () => {
      for (const profile of ofProfile ? PROFILES : PROFILES.slice(0, 1)) await same(request, profile);
    });
  }

  it('what takes too long', async () => {
    const impatient = await bothWays(database, { config: { requestTimeoutMs: 150 } });
    expect(await impatient.same(asked('{ held hello }'))).toMatch(/^HTTP\/1.1 504 .*"TIMEOUT"/s);
    await impatient.stop();
  });

  it('a client that goes away, of which resolvers are told', async () => {
    await same({ ...asked('{ held hello }'), leaves: true });
    expect(aborted).toEqual(['The client left before the answer.']);
  });

  it('whatever form of answer is accepted', async () => {
    const accepted = [
      '*/*',
      'application/json',
      'application/graphql-response+json',
      'application/graphql-response+json, application/json;q=0.9',
      'application/json;q=0.1, application/graphql-response+json',
      'APPLICATION/JSON; charset=UTF-8',
      'application/json; charset=utf-16, application/graphql-response+json',
      'application/json;charset=latin1',
      'application/*',
      'text/event-stream, application/json',
      'multipart/mixed, application/json',
      'text/html, */*;q=0.1',
      'application/xml',
      '',
      ',,',
    ];
    for (const Accept of accepted) {
      for (const request of [asked('{ hello }'), asked('{ hell }'), asked('{ needed }'), { body: {} }])
        await same({ ...request, headers: { Accept } });
    }
  });

  it('to who has a key', async () => {
    const { key } = await createApiKey(database.db, {
      name: 'k',
      scopes: ['read', 'ingest'],
      expiresAt: null,
    });
    const Authorization = `Bearer ${key}`;
    expect(await same({ ...asked('{ scopes }'), headers: { Authorization } })).toContain('"ingest read"');
  });
});

describe('the short path', () => {
  it('is the one that plain questions take, and no other', async () => {
    const yoga = (servers.get('development') as BothWays).yoga;
    const short = (servers.get('development') as BothWays).short;
    const way = async (server: typeof short, headers = {}) =>
      (await server.ask('{ way }', { headers })).body.data;
    expect(await way(short)).toEqual({ way: 'short' });
    expect(await way(yoga)).toEqual({ way: 'yoga' });
    const response = await fetch(`${short.url}?query={way}`);
    expect(await response.json()).toEqual({ data: { way: 'short' } });
  });
});
