import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/observe/metrics.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type Answer, aborted, held, letGo, post, type TestServer, testServer } from './running.ts';
import { wire } from './wire.ts';

const metrics = createMetrics();
let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await testDatabase();
  const config = { mostOperations: 2, mostWaiting: 2, requestTimeoutMs: 60_000 };
  server = await testServer(database, { config, watching: { metrics, tracing: null, slow: null } });
});
afterAll(async () => {
  await server?.stop();
  await database?.close();
});
beforeEach(async () => {
  // Those who wait are held when their turn has come.
  const emptied = () => {
    letGo();
    return underWay();
  };
  await expect.poll(emptied).toEqual(['0', '0']);
  aborted.length = 0;
});

const HELD = '{ held }';
/** How many run, and how many wait. */
const underWay = async () =>
  (await metrics.registry.getSingleMetricAsString('newsgraph_operations_under_way')).match(/\d+$/gm);
const REFUSED = { errors: [{ extensions: { code: 'UNAVAILABLE' } }] };
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).sort();

/** Two run and two wait. */
async function full(): Promise<Promise<Answer>[]> {
  const asked = Array.from({ length: 4 }, () => server.ask(HELD));
  await expect.poll(underWay).toEqual(['2', '2']);
  return asked;
}

/** Who waits for two seconds is refused: a machine that stands still for as long is asked again. */
describe('more than the server can do', { retry: 5 }, () => {
  it('is refused at once, with a time to come back, and what came before is served', async () => {
    const served = await full();
    const { status, headers, body } = await server.ask('{ hello }');
    expect(status).toBe(503);
    expect(body).toMatchObject(REFUSED);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    // As many more begin as are let go.
    letGo();
    await expect.poll(() => held.size).toBe(2);
    letGo();
    expect(statuses(await Promise.all(served))).toEqual([200, 200, 200, 200]);
    expect((await server.ask('{ hello }')).status).toBe(200);
  });

  it('is refused with all that answers say, and lets a page ask whether it may', async () => {
    const served = await full();
    const init = { headers: { origin: 'https://page.example', 'x-request-id': 'one-too-many' } };
    const { headers } = await server.ask('{ hello }', init);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-request-id': 'one-too-many',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    });
    const preflight = await fetch(server.url, { method: 'OPTIONS', ...init });
    expect(preflight.status).toBe(204);
    const head = await fetch(`${server.origin}/articles.ninjs`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([503, '']);
    letGo();
    await Promise.race(served);
  });

  it('is refused to Yoga and to files of articles alike', async () => {
    const served = await full();
    const byYoga = { accept: 'multipart/mixed, application/json;q=0.1' };
    expect((await server.ask('{ hello }', { headers: byYoga })).status).toBe(503);
    const files = await fetch(`${server.origin}/articles.ninjs`);
    expect([files.status, files.headers.get('retry-after')]).toEqual([503, expect.any(String)]);
    expect(await files.json()).toMatchObject(REFUSED);
    letGo();
    await Promise.race(served);
  });

  it('keeps nobody from asking whether the server lives', async () => {
    const served = await full();
    for (const path of ['/health/live', '/health/ready'])
      expect((await fetch(server.origin + path)).status).toBe(200);
    letGo();
    await Promise.race(served);
  });

  it('is no load when its clients go away', async () => {
    const away = new AbortController();
    const gone = Array.from({ length: 4 }, () =>
      post(server.url, { query: HELD }, { signal: away.signal }).catch(() => 'gone'),
    );
    await expect.poll(underWay).toEqual(['2', '2']);
    away.abort();
    await Promise.all(gone);
    await expect.poll(async () => (await server.ask('{ hello }')).status).toBe(200);
    // The two that waited never began.
    expect(aborted).toHaveLength(2);
  });
});

it('counts each refusal, and logs them together', async () => {
  const own = createMetrics();
  const watching = { metrics: own, tracing: null, slow: null };
  const small = await testServer(database, { config: { mostOperations: 1, mostWaiting: 0 }, watching });
  const served = small.ask(HELD);
  await expect.poll(() => held.size).toBe(1);
  for (let time = 0; time < 5; time++) expect((await small.ask('{ hello }')).status).toBe(503);
  const told = () => small.logged.flatMap(({ refused }) => refused ?? []);
  await expect.poll(told, { timeout: 10_000 }).toEqual([5]);
  expect(small.logged.filter(({ msg }) => msg === 'Answered')).toEqual([]);
  const counted = await own.registry.metrics();
  expect(counted).toMatch(/http_requests_total\{route="graphql",status="503"\} 5$/m);
  expect(counted).toMatch(/errors_total\{code="UNAVAILABLE"\} 5$/m);
  letGo();
  await served;
  await small.stop();
});

it('cuts off who does not read the answer', async () => {
  const reading = { atLeastMs: 100, bytesPerS: 100_000_000 };
  const impatient = await testServer(database, { reading });
  const words = ['x'.repeat(200_000)];
  const body = JSON.stringify({
    query: 'query ($words: [String]) { echo(words: $words) }',
    variables: { words },
  });
  const { socket, closed } = await wire(impatient.origin);
  socket.pause();
  // Many answers on one connection: more than the system keeps for who does not read.
  const head = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  for (let sent = 0; sent < 100; sent++) socket.write(head + body);
  const left = () => impatient.logged.filter(({ msg }) => msg === 'The client left').length;
  await expect.poll(left).toBeGreaterThan(0);
  socket.resume();
  await closed;
  await impatient.stop();
});
