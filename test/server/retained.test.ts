import { Agent, request } from 'node:http';
import v8 from 'node:v8';
import vm from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { loadSample } from '../../src/ingest/sample.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type TestServer, testServer } from './running.ts';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await testDatabase();
  await loadSample(database.db);
  server = await testServer(database, { schema });
});
afterAll(async () => {
  await server?.stop();
  await database?.close();
});

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
afterAll(() => agent.destroy());

v8.setFlagsFromString('--expose-gc');
const collect: (options?: { readonly type: 'minor' }) => void = vm.runInNewContext('gc');

const QUERY =
  '{ articles(first: 3) { nodes { id quotes(first: 2) { nodes { text speakers { __typename } } } publisher { name } } } }';

function oldBytes(): number {
  return v8.getHeapSpaceStatistics().find((space) => space.space_name === 'old_space')!.space_used_size;
}

/** Not by `fetch`, which keeps something of each answer itself. */
function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const req = request(`${server.origin}/graphql`, { method: 'POST', headers, agent }, (res) => {
      expect(res.statusCode).toBe(200);
      res.resume().once('end', resolve).once('error', reject);
    });
    req.once('error', reject).end(JSON.stringify({ query: QUERY }));
  });
}

it('a request that was answered goes with the next small collection', async () => {
  const askMany = async (times: number) => {
    for (let time = 0; time < times; time++) {
      await ask();
      // What survives two of them is kept until the next full one.
      if (time % 5 === 0) collect({ type: 'minor' });
    }
  };
  await askMany(100);
  collect();
  const before = oldBytes();
  await askMany(200);
  expect((oldBytes() - before) / 200).toBeLessThan(4_000);
});
