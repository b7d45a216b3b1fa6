import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type TestServer, testServer } from './running.ts';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  server = await testServer(database);
});

afterAll(async () => {
  await server.stop();
  await database.close();
});

it('passes every audit of graphql-http over real HTTP', async () => {
  const audits = serverAudits({ url: () => server.url });
  expect(audits).toHaveLength(61);
  const results = await Promise.all(audits.map((audit) => audit.fn()));
  const missed = results.filter(({ status }) => status !== 'ok');
  expect(missed.map(({ id, name, status }) => `${status} ${id} ${name}`)).toEqual([]);
});
