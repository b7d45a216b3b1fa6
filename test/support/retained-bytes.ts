import { Agent, request } from 'node:http';
import v8 from 'node:v8';
import { openDatabase } from '../../db/client.ts';
import { schema } from '../../schema/index.ts';
import { testServer } from '../server/running.ts';

/** Prints how many bytes of each request a small collection moves to the old space. Wants `--expose-gc`, and the connection as JSON. */
const connection = JSON.parse(process.argv[2] as string);
const database = openDatabase({ connection });
const server = await testServer({ ...database, connection, statements: [] }, { schema });
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const collect = globalThis.gc as (options?: { readonly type: 'minor' }) => void;

const QUERY =
  '{ articles(first: 3) { nodes { id quotes(first: 2) { nodes { text speakers { __typename } } } publisher { name } } } }';

/** Not by `fetch`, which keeps something of each answer itself. */
function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const req = request(`${server.origin}/graphql`, { method: 'POST', headers, agent }, (res) => {
      if (res.statusCode !== 200) reject(new Error(`Answered ${res.statusCode}`));
      res.resume().once('end', resolve).once('error', reject);
    });
    req.once('error', reject).end(JSON.stringify({ query: QUERY }));
  });
}

async function askMany(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await ask();
    // What survives two of them is kept until the next full one.
    if (time % 5 === 0) collect({ type: 'minor' });
  }
}

const oldBytes = () =>
  v8.getHeapSpaceStatistics().find((space) => space.space_name === 'old_space')?.space_used_size ?? 0;

const TIMES = 200;
await askMany(TIMES);
collect();
const before = oldBytes();
await askMany(TIMES);
process.stdout.write(String((oldBytes() - before) / TIMES));
agent.destroy();
await server.stop();
await database.close();
