import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../db/client.ts';
import { schema } from '../../schema/index.ts';
import { loadSample } from '../../src/ingest/sample.ts';
import { createMetrics, type Metrics } from '../../src/observe/metrics.ts';
import { statementWatch, watchPool } from '../../src/observe/process.ts';
import { serveMetrics } from '../../src/observe/serve.ts';
import { post, type TestServer, testServer } from '../server/running.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const NEWEST = 'query Newest($first: Int) { articles(first: $first) { nodes { headline } } }';

let database: TestDatabase;
let server: TestServer;
let metrics: Metrics;
let closeWatched: () => Promise<void>;

beforeAll(async () => {
  database = await testDatabase();
  await loadSample(database.db);
  metrics = createMetrics();
  const watched = openDatabase({
    connection: database.connection,
    poolSize: 3,
    watchStatement: statementWatch(metrics),
  });
  watchPool(metrics, watched.pool);
  closeWatched = watched.close;
  server = await testServer(
    { ...database, db: watched.db },
    {
      schema,
      watching: { metrics, tracing: null, slow: null },
      persisted: new Map([['newest', NEWEST]]),
      config: { priceCap: 500 },
    },
  );
});

afterAll(async () => {
  await server.stop();
  await closeWatched();
  await database.close();
});

/** The sum of the samples whose labels are these among others. */
async function sampled(name: string, labels: Record<string, string> = {}): Promise<number> {
  const lines = (await metrics.registry.metrics()).split('\n');
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return lines
    .filter((line) => line.startsWith(`newsgraph_${name} `) || line.startsWith(`newsgraph_${name}{`))
    .filter((line) => wanted.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** A request is counted when its answer is out, which its client may see first. */
async function counted<T>(ask: () => Promise<T>): Promise<T> {
  const before = await sampled('http_requests_total');
  const answer = await ask();
  await expect.poll(() => sampled('http_requests_total')).toBe(before + 1);
  return answer;
}

/** How much it grew by a request. */
async function grows(name: string, labels: Record<string, string>, ask: () => Promise<unknown>) {
  const before = await sampled(name, labels);
  await counted(ask);
  return (await sampled(name, labels)) - before;
}

describe('metrics', () => {
  it('count an operation whose document is persisted by its name', async () => {
    const ask = () => post(server.url, { documentId: 'newest', variables: { first: 2 } });
    const labels = { type: 'query', name: 'Newest', outcome: 'ok' };
    expect(await grows('operations_total', labels, ask)).toBe(1);
    expect(await grows('operation_duration_seconds_count', { name: 'Newest' }, ask)).toBe(1);
  });

  it('have no names that strangers make up', async () => {
    const ask = () => server.ask('query MadeUp { articles(first: 1) { totalCount } }');
    expect(await grows('operations_total', { name: 'other' }, ask)).toBe(1);
    expect(await metrics.registry.metrics()).not.toContain('MadeUp');
  });

  it('count requests by route and status, whatever the path', async () => {
    const strange = () => fetch(`${server.origin}/strange-path`);
    expect(await grows('http_requests_total', { route: 'none', status: '404' }, strange)).toBe(1);
    const ask = () => server.ask('{ __typename }');
    expect(await grows('http_requests_total', { route: 'graphql', status: '200' }, ask)).toBe(1);
    expect(await grows('http_request_duration_seconds_count', { route: 'graphql' }, ask)).toBe(1);
    expect(await metrics.registry.metrics()).not.toContain('strange-path');
  });

  it('count errors by their code, of operations and of what never came so far', async () => {
    const invalid = () => server.ask('{ nothing }');
    expect(await grows('errors_total', { code: 'VALIDATION_FAILED' }, invalid)).toBe(1);
    const stranger = () => server.ask('{ __typename }', { headers: { authorization: 'Bearer none' } });
    expect(await grows('errors_total', { code: 'UNAUTHENTICATED' }, stranger)).toBe(1);
  });

  it('count what operations cost and what was too dear', async () => {
    const cheap = () => server.ask('{ articles(first: 50) { nodes { id } } }');
    const asked = await grows('cost_units_total', { kind: 'asked' }, cheap);
    const actual = await grows('cost_units_total', { kind: 'actual' }, cheap);
    expect(asked).toBeGreaterThan(actual);
    expect(actual).toBeGreaterThan(0);
    const dear = () =>
      server.ask('{ articles(first: 100) { nodes { quotes(first: 100) { nodes { id } } } } }');
    expect(await grows('cost_refusals_total', { by: 'cap' }, dear)).toBe(1);
    expect(await grows('cost_units_total', { kind: 'refused' }, dear)).toBeGreaterThan(500);
  });

  it('count statements by what they do to which table, and those that fail', async () => {
    const ask = () => server.ask('{ articles(first: 1) { nodes { id } } }');
    const statement = { statement: 'select article' };
    expect(await grows('sql_statement_duration_seconds_count', statement, ask)).toBe(1);
    const { db, close } = openDatabase({
      connection: database.connection,
      watchStatement: statementWatch(metrics),
    });
    onTestFinished(close);
    const fail = () =>
      db
        .selectFrom('article')
        .select('id')
        .where('id', '=', 'no number')
        .execute()
        .catch(() => {});
    const failures = await sampled('sql_statement_failures_total', statement);
    await fail();
    await expect.poll(() => sampled('sql_statement_failures_total', statement)).toBe(failures + 1);
  });

  it('count the keys that loaders read together', async () => {
    const { body } = await counted(() => server.ask('{ articles(first: 2) { nodes { id } } }'));
    const [a, b] = (body.data as { articles: { nodes: { id: string }[] } }).articles.nodes;
    const ask = () =>
      server.ask(`{ nodes(ids: ["${a!.id}", "${b!.id}"]) { id ... on Article { headline } } }`);
    expect(await grows('loader_batch_keys_count', {}, ask)).toBe(1);
    expect(await grows('loader_batch_keys_sum', {}, ask)).toBe(2);
  });

  it('tell of the pool and of subscriptions as they are', async () => {
    expect(await sampled('pool_connections_max')).toBe(3);
    expect(await sampled('pool_connections', { state: 'idle' })).toBeGreaterThan(0);
    expect(await sampled('subscriptions')).toBe(0);
  });
});

describe('/metrics', () => {
  it('is served at an address of its own, and not with the API', async () => {
    const served = await serveMetrics(metrics.registry, { host: '127.0.0.1', port: 0 });
    onTestFinished(served.stop);
    const answer = await fetch(served.url);
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(await answer.text()).toContain('newsgraph_info{version="');
    expect((await fetch(new URL('/', served.url))).status).toBe(404);
    expect((await fetch(`${server.origin}/metrics`)).status).toBe(404);
  });

  it('answers without what can not be read at the moment', async () => {
    const own = createMetrics();
    own.gauge('broken', 'Fails.', () => Promise.reject(new Error('no database')));
    own.gauge('whole', 'Holds.', () => 7);
    const text = await own.registry.metrics();
    expect(text).toContain('newsgraph_whole 7');
    expect(text).not.toMatch(/^newsgraph_broken/m);
  });
});
