import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { changes, post, type TestServer, testServer } from './running.ts';

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

beforeEach(() => {
  server.logged.length = 0;
  changes.length = 0;
});

describe('an error that is not for the asker', () => {
  it.each([
    ['a fault of ours', '{ breaks }'],
    ['a GraphQLError without a code', '{ uncoded }'],
  ])('is masked and logged under the id of the request: %s', async (_, query) => {
    const { body, headers } = await server.ask(query);
    const requestId = headers.get('x-request-id');
    expect(body.errors).toMatchObject([
      { message: 'Internal error', path: [query.slice(2, -2)], extensions: { code: 'INTERNAL', requestId } },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/secret|internal words|stack/);
    const logged = server.logged.filter(({ err }) => err);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({ requestId, err: { message: /secret|internal words/ } });
  });

  it('leaves the rest of the answer standing', async () => {
    const { body, status } = await server.ask('{ breaks hello }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ breaks: null, hello: 'world' });
  });

  it('answers 500 where nothing stands', async () => {
    expect((await server.ask('{ needed }')).status).toBe(500);
  });

  it('says that the database is away, without saying where it was', async () => {
    const { body } = await server.ask('{ unreachable }');
    expect(body.errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
    expect(JSON.stringify(body)).not.toContain('10.1.2.3');
  });
});

it('hands on an error that the asker can put right', async () => {
  const { body } = await server.ask('{ refuses }');
  expect(body.errors).toMatchObject([{ message: 'Not an id.', extensions: { code: 'BAD_ID' } }]);
  expect(server.logged.filter(({ err }) => err)).toEqual([]);
});

describe('every error has a code from the closed list', () => {
  it.each([
    ['PARSE_FAILED', { query: '{' }],
    ['PARSE_FAILED', { query: 'a ~ b' }],
    ['VALIDATION_FAILED', { query: '{ nothing }' }],
    ['VALIDATION_FAILED', { query: 'query($n: Int!) { echo(number: $n) }' }],
    ['VALIDATION_FAILED', { query: 'query($n: Int) { echo(number: $n) }', variables: { n: 'many' } }],
    ['BAD_REQUEST', { query: 'query A { hello }', operationName: 'B' }],
    ['BAD_REQUEST', { query: 'query A { hello } query B { hello }' }],
    ['BAD_REQUEST', { query: '{ hello }', variables: 'none' }],
    ['BAD_REQUEST', { query: 7 }],
    ['LIMIT_EXCEEDED', { query: `{${' hello'.repeat(2_001)} }` }],
    ['NOT_PERSISTED', { documentId: 'sha256:00' }],
  ])('%s: %j', async (code, params) => {
    const { body, status } = await post(server.url, params);
    expect(status).toBe(400);
    expect(body).not.toHaveProperty('data');
    expect(new Set(body.errors?.map(({ extensions }) => extensions.code))).toEqual(new Set([code]));
  });

  it('and so has a second asking, which is answered from memory', async () => {
    const [first, second] = [await server.ask('{ nothing }'), await server.ask('{ nothing }')];
    expect(second.body).toEqual(first.body);
  });

  it('BAD_REQUEST: a mutation by GET', async () => {
    const response = await fetch(`${server.url}?query=${encodeURIComponent('mutation { change }')}`);
    expect(response.status).toBe(405);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('BAD_REQUEST: variables in an address that are no JSON', async () => {
    const response = await fetch(`${server.url}?query={hello}&variables={`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it.each([
    'application/xml',
    'application/json; charset=latin1',
    'text/event-stream;charset=utf-16',
    'multipart/mixed; charset="x"',
  ])(
    'BAD_REQUEST: an answer wanted as %s, which nobody speaks, before anything is changed',
    async (accept) => {
      const response = await fetch(server.url, {
        method: 'POST',
        body: JSON.stringify({ query: 'mutation { change }' }),
        headers: { 'content-type': 'application/json', accept },
      });
      expect(response.status).toBe(406);
      expect(changes).toEqual([]);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    },
  );
});

describe('the id of a request', () => {
  const ask = (given: string) => server.ask('{ requestId }', { headers: { 'x-request-id': given } });

  it('is the one that the client gave', async () => {
    const { headers, body } = await ask('edge-7f.3:A');
    expect(headers.get('x-request-id')).toBe('edge-7f.3:A');
    expect(body.data).toEqual({ requestId: 'edge-7f.3:A' });
  });

  it.each([['a"b'], ['a b'], ['x'.repeat(65)], ['-'], ['{"level":50}']])(
    'is a new one instead of %s',
    async (given) => {
      const { headers } = await ask(given);
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});
