import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { testServer } from './running.ts';
import { postHead, wire } from './wire.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(async () => {
  await database?.close();
});

describe('a stop', () => {
  it('lets the requests in flight finish, and refuses new connections', async () => {
    const server = await testServer(database);
    const inFlight = server.ask('{ slow(ms: 400) }');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const stopped = server.stop();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
    expect((await inFlight).body).toEqual({ data: { slow: 'done' } });
    await stopped;
  });

  it('waits for nobody who keeps a connection without asking', async () => {
    const server = await testServer(database);
    const idle = await wire(server.origin);
    const body = '{"query":"{ hello }"}';
    idle.send(postHead({ 'Content-Length': body.length }) + body);
    await idle.hears('"world"');
    const began = performance.now();
    await server.stop();
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await idle.closed).not.toMatch(/connection: close/i);
  });

  it('waits for nobody who opened a connection and never asked', async () => {
    const server = await testServer(database);
    const silent = await wire(server.origin);
    await server.ask('{ hello }');
    const began = performance.now();
    await server.stop();
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(await silent.closed).toBe('');
  });

  it('closes a kept connection as soon as its answer is out', async () => {
    const server = await testServer(database);
    const kept = await wire(server.origin);
    const body = '{"query":"{ slow(ms: 200) }"}';
    kept.send(postHead({ 'Content-Length': body.length }) + body);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const began = performance.now();
    await server.stop();
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await kept.closed).toMatch(/^connection: close\r$.*"done"/ims);
  });

  it('says so on /health/ready before it refuses connections', async () => {
    const server = await testServer(database, { config: { stopDelayMs: 300 } });
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

  it('answers what comes on a kept connection at the last moment, and closes it', async () => {
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
