import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { loadSample } from '../../src/ingest/sample.ts';
import { EXAMPLES, type Example } from '../../src/server/examples.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { storeTold } from '../support/store-told.ts';
import { stream } from './live/streaming.ts';
import { post, type TestServer, testServer } from './running.ts';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  await loadSample(database.db);
  server = await testServer(database, { schema, config: { profile: 'public' } });
});

afterAll(async () => {
  await server?.stop();
  await database?.close();
});

const named = EXAMPLES.map(
  (example) => [/(?:query|subscription) (\w+)/.exec(example.query)?.[1] ?? '', example] as const,
);
const isLive = ({ query }: Example) => query.includes('\nsubscription ');
const queries = named.filter(([, example]) => !isLive(example));
const subscriptions = named.filter(([, example]) => isLive(example));

it.each(queries)('the example %s answers on the sample corpus, in each of its lists', async (_, example) => {
  const { body } = await post(server.url, example);
  expect(body.errors).toBeUndefined();
  expect(emptyEverywhere(body.data)).toEqual([]);
});

it.each(subscriptions)('the example %s tells of an article that comes', async (_, { query, variables }) => {
  const heard = await stream(server.url, query, variables);
  await storeTold(database.db, 'Ada Brisk spoke.', { people: ['Ada Brisk'] }, { headline: 'It comes' });
  await expect.poll(() => heard.events.length).toBe(1);
  expect(heard.events[0]?.data).toMatchObject({
    data: { articleChanged: { kind: 'CREATED', node: { headline: 'It comes' } } },
  });
  heard.leave();
});

it('names each example, so that its tab has a title', () => {
  expect(new Set(named.map(([name]) => name)).size).toBe(EXAMPLES.length);
});

/** The paths whose lists are empty or null wherever the answer holds them. */
function emptyEverywhere(data: unknown): string[] {
  const filled = new Map<string, boolean>();
  const walk = (value: unknown, path: string): void => {
    const has = Array.isArray(value) ? value.length > 0 : value !== null;
    if (!path.endsWith('endCursor')) filled.set(path, filled.get(path) || has);
    if (Array.isArray(value)) for (const item of value) walk(item, path);
    else if (value !== null && typeof value === 'object') {
      for (const [key, inside] of Object.entries(value)) walk(inside, `${path}.${key}`);
    }
  };
  walk(data, '');
  return [...filled].filter(([, has]) => !has).map(([path]) => path);
}
