import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { aborted, post, type TestServer, testServer } from './running.ts';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  server = await testServer(database, { config: { requestTimeoutMs: 300 } });
});

afterAll(async () => {
  await server?.stop();
  await database?.close();
});

beforeEach(() => {
  aborted.length = 0;
});

it('stops an operation that takes too long, and tells its resolvers', async () => {
  const { status, body } = await server.ask('{ slow(ms: 60000) }');
  expect(status).toBe(504);
  expect(body.errors).toMatchObject([{ extensions: { code: 'TIMEOUT' } }]);
  expect(aborted).toEqual(['The operation took longer than 300 ms and was stopped.']);
});

it('lets an operation finish within its time', async () => {
  expect((await server.ask('{ slow(ms: 100) }')).body).toEqual({ data: { slow: 'done' } });
  expect(aborted).toEqual([]);
});

it('tells the resolvers when the client goes away', async () => {
  const away = new AbortController();
  const asked = post(server.url, { query: '{ slow(ms: 60000) }' }, { signal: away.signal });
  setTimeout(() => away.abort(), 100);
  await expect(asked).rejects.toThrow();
  await expect.poll(() => aborted).toEqual(['The client left before the answer.']);
});
