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
    expect(await kept.closed).toContain('"done"');
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

  it('is the same when it is asked for twice', async () => {
    const server = await testServer(database);
    await Promise.all([server.stop(), server.stop()]);
  });
});
