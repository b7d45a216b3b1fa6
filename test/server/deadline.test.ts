import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { aborted, held, letGo, post, type TestServer, testServer } from './running.ts';

let database: TestDatabase;
let impatient: TestServer;
let patient: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  impatient = await testServer(database, { config: { requestTimeoutMs: 300 } });
  patient = await testServer(database, { config: { requestTimeoutMs: 60_000 } });
});

afterAll(async () => {
  await impatient?.stop();
  await patient?.stop();
  await database?.close();
});

beforeEach(() => {
  aborted.length = 0;
});

it('stops an operation that takes too long, and tells its resolvers', async () => {
  const { status, body } = await impatient.ask('{ held }');
  expect(status).toBe(504);
  expect(body.errors).toMatchObject([{ extensions: { code: 'TIMEOUT' } }]);
  expect(aborted).toEqual(['The operation took longer than 300 ms and was stopped.']);
});

it('lets an operation finish within its time', async () => {
  const asked = patient.ask('{ held }');
  await expect.poll(() => held.size).toBe(1);
  letGo();
  expect((await asked).body).toEqual({ data: { held: 'done' } });
  expect(aborted).toEqual([]);
});

it('tells the resolvers when the client goes away', async () => {
  const away = new AbortController();
  const asked = post(patient.url, { query: '{ held }' }, { signal: away.signal });
  await expect.poll(() => held.size).toBe(1);
  away.abort();
  await expect(asked).rejects.toThrow();
  await expect.poll(() => aborted).toEqual(['The client left before the answer.']);
});
