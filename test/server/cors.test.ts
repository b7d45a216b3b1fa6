import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type TestServer, testServer } from './running.ts';

const OURS = 'https://reader.example';
const THEIRS = 'https://elsewhere.example';

let database: TestDatabase;
let open: TestServer;
let closed: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  open = await testServer(database);
  closed = await testServer(database, { config: { corsOrigins: [OURS, 'https://second.example'] } });
});

afterAll(async () => {
  await open?.stop();
  await closed?.stop();
  await database?.close();
});

const corsOf = async (server: TestServer, method: string, origin: string) => {
  const headers = { origin, 'content-type': 'application/json', 'access-control-request-method': 'POST' };
  const body = method === 'POST' ? '{"query":"{hello}"}' : null;
  const response = await fetch(server.url, { method, headers, body });
  await response.text();
  const of = (name: string) => response.headers.get(`access-control-allow-${name}`);
  return {
    status: response.status,
    origin: of('origin'),
    credentials: of('credentials'),
    headers: of('headers'),
  };
};

describe('without a list of origins', () => {
  it('any page may read, but never with the credentials of the browser', async () => {
    expect(await corsOf(open, 'POST', THEIRS)).toMatchObject({ status: 200, origin: '*', credentials: null });
  });

  it('any page may send JSON and a key', async () => {
    const preflight = await corsOf(open, 'OPTIONS', THEIRS);
    expect(preflight).toMatchObject({ status: 204, origin: '*', credentials: null });
    expect(preflight.headers).toBe('accept, authorization, content-type, last-event-id, x-request-id');
  });
});

describe('with a list of origins', () => {
  it('lets a page of one of them read', async () => {
    expect(await corsOf(closed, 'POST', OURS)).toMatchObject({ origin: OURS, credentials: null });
    expect(await corsOf(closed, 'OPTIONS', OURS)).toMatchObject({ status: 204, origin: OURS });
  });

  it.each([THEIRS, 'null', `${OURS}.evil.example`, OURS.replace('https', 'http')])(
    'lets no page of %s',
    async (origin) => {
      expect(await corsOf(closed, 'POST', origin)).toMatchObject({ origin: null });
      expect(await corsOf(closed, 'OPTIONS', origin)).toMatchObject({
        status: 204,
        origin: null,
        headers: null,
      });
    },
  );

  it('tells caches that the answer depends on the origin', async () => {
    const response = await fetch(`${closed.url}?query={hello}`);
    expect(response.headers.get('vary')).toContain('Origin');
  });
});

describe('the schema as a text', () => {
  const ask = async ({ origin }: TestServer, method: string, from: string | null) => {
    const headers = { 'access-control-request-method': 'GET', ...(from && { origin: from }) };
    const response = await fetch(`${origin}/schema.graphql`, { method, headers });
    await response.text();
    const { headers: told } = response;
    return [response.status, told.get('access-control-allow-origin'), told.get('vary')];
  };

  it('may be read by any page without a list of origins, whoever asked for it before', async () => {
    expect(await ask(open, 'GET', THEIRS)).toEqual([200, '*', 'Accept, Accept-Encoding']);
    expect(await ask(open, 'GET', null)).toEqual([200, '*', 'Accept, Accept-Encoding']);
    expect(await ask(open, 'OPTIONS', THEIRS)).toEqual([204, '*', null]);
  });

  it('may be read by pages of the list alone', async () => {
    expect(await ask(closed, 'GET', OURS)).toEqual([200, OURS, 'Origin, Accept, Accept-Encoding']);
    expect(await ask(closed, 'GET', THEIRS)).toEqual([200, null, 'Origin, Accept, Accept-Encoding']);
    expect(await ask(closed, 'OPTIONS', OURS)).toEqual([204, OURS, 'Origin']);
    expect(await ask(closed, 'OPTIONS', THEIRS)).toEqual([204, null, 'Origin']);
  });
});

it('says so to a page, too, when it refuses', async () => {
  const response = await fetch(open.url, {
    method: 'POST',
    body: 'x'.repeat(300_000),
    headers: { origin: THEIRS, 'content-type': 'application/json' },
  });
  expect(response.status).toBe(413);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
});
