import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { held, letGo, testServer } from './running.ts';
import { postHead, wire } from './wire.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(async () => {
  await database?.close();
});

/** Nobody is let in any more. */
async function refused(url: string): Promise<void> {
  const outcome = () => fetch(url, { headers: { connection: 'close' } }).then(() => 'let in', String);
  await expect.poll(outcome).toContain('fetch failed');
}

/** Far below what is waited for clients that ask, which is ten seconds; a machine that stands still meanwhile is tried again. */
const SOON = { retry: 5 };
const SOON_MS = 2_000;

describe('a stop', () => {
  it('lets the requests in flight finish, and refuses new connections', async () => {
    const server = await testServer(database);
    const inFlight = server.ask('{ held }');
    await expect.poll(() => held.size).toBe(1);
    const stopped = server.stop();
    await refused(server.url);
    letGo();
    expect((await inFlight).body).toEqual({ data: { held: 'done' } });
    await stopped;
  });

  it('waits for nobody who keeps a connection without asking', SOON, async () => {
    const server = await testServer(database);
    const idle = await wire(server.origin);
    const body = '{"query":"{ hello }"}';
    idle.send(postHead({ 'Content-Length': body.length }) + body);
    await idle.hears('"world"');
    const began = performance.now();
    await server.stop();
    expect(performance.now() - began).toBeLessThan(SOON_MS);
    expect(await idle.closed).not.toMatch(/connection: close/i);
  });

  it('waits for nobody who opened a connection and never asked', SOON, async () => {
    const server = await testServer(database);
    const silent = await wire(server.origin);
    await server.ask('{ hello }');
    const began = performance.now();
    await server.stop();
    expect(performance.now() - began).toBeLessThan(SOON_MS);
    expect(await silent.closed).toBe('');
  });

  it('closes a kept connection as soon as its answer is out', SOON, async () => {
    const server = await testServer(database);
    const kept = await wire(server.origin);
    const body = '{"query":"{ held }"}';
    kept.send(postHead({ 'Content-Length': body.length }) + body);
    await expect.poll(() => held.size).toBe(1);
    const stopped = server.stop();
    await refused(server.url);
    const began = performance.now();
    letGo();
    await stopped;
    expect(performance.now() - began).toBeLessThan(SOON_MS);
    expect(await kept.closed).toMatch(/^connection: close\r$.*"done"/ims);
  });

  it('says so on /health/ready before it refuses connections', SOON, async () => {
    const server = await testServer(database, { config: { stopDelayMs: 1_000 } });
    const stopped = server.stop();
    const response = await fetch(`${server.origin}/health/ready`);
    expect(response.status).toBe(503);
    expect(response.headers.get('connection')).toBe('close');
    expect(await response.json()).toMatchObject({ reason: 'The server is stopping.' });
    expect((await server.ask('{ hello }')).body).toEqual({ data: { hello: 'world' } });
    await stopped;
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  });

  it('loses nobody who waits to be let in, of whom there may be many', async () => {
    const server = await testServer(database);
    const asked = Array.from({ length: 40 }, () => wire(server.origin));
    const stopped = server.stop();
    const body = '{"query":"{ hello }"}';
    const answers = asked.map(async (opening) => {
      const { send, closed } = await opening;
      send(postHead({ 'Content-Length': body.length }) + body);
      return closed;
    });
    for (const answer of await Promise.all(answers)) expect(answer).toContain('"world"');
    await stopped;
  });

  it('answers what comes on a kept connection at the last moment, and closes it', SOON, async () => {
    const server = await testServer(database);
    const kept = await wire(server.origin);
    const body = '{"query":"{ hello }"}';
    const ask = () => kept.send(postHead({ 'Content-Length': body.length }) + body);
    ask();
    await kept.hears('"world"');
    const stopped = server.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    ask();
    expect((await kept.closed).match(/"world"/g)).toHaveLength(2);
    await stopped;
  });

  it('is the same when it is asked for twice', async () => {
    const server = await testServer(database);
    await Promise.all([server.stop(), server.stop()]);
  });
});
