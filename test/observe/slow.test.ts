import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/client.ts';
import { schema } from '../../schema/index.ts';
import { loadSample } from '../../src/ingest/sample.ts';
import { SlowOperations } from '../../src/observe/slow.ts';
import { post, type TestServer, testServer } from '../server/running.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const SECRET = 'word-of-a-variable';
const QUERY = `query Sections($section: String) {
  articles(filter: { section: $section }) { nodes { headline quotes { nodes { text } } } }
}`;

type Line = Readonly<Record<string, unknown>>;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await loadSample(database.db);
});
afterAll(() => database.close());

async function told(overMs: number, act: (server: TestServer) => Promise<unknown>): Promise<Line[]> {
  const lines: Line[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const slow = new SlowOperations({ overMs, log });
  slow.explainsAt(database.connection);
  const { watchStatement } = slow;
  const watched = openDatabase({ connection: database.connection, watchStatement });
  const watching = { metrics: null, tracing: null, slow };
  const server = await testServer({ ...database, db: watched.db }, { schema, watching });
  await act(server);
  await server.stop();
  await slow.stop();
  await watched.close();
  return lines;
}

describe('slow operations', () => {
  it('are told by name, price and request, with the plan of the slowest statement, once a minute', async () => {
    const ask = ({ url }: TestServer) =>
      post(url, { query: QUERY, variables: { section: SECRET } }, { headers: { 'x-request-id': 'slow-1' } });
    const lines = await told(0, async (server) => {
      await ask(server);
      await ask(server);
    });
    const [first, ...others] = lines.filter(({ msg }) => msg === 'A slow operation');
    expect(first).toMatchObject({
      operation: 'Sections',
      requestId: 'slow-1',
      price: expect.any(Number),
      statements: 1,
      ms: expect.any(Number),
    });
    expect(others).toHaveLength(1);
    const plans = lines.filter(({ plan }) => plan);
    expect(plans).toHaveLength(1);
    expect(plans[0]).toMatchObject({ requestId: 'slow-1', operation: 'Sections' });
    expect(String(plans[0]!.plan)).toMatch(/Scan.*\$\d/s);
    expect(JSON.stringify(lines)).not.toContain(SECRET);
  });

  it('are those that take so long, and no others', async () => {
    const lines = await told(60_000, (server) => server.ask('{ articles { nodes { id } } }'));
    expect(lines).toEqual([]);
  });
});
