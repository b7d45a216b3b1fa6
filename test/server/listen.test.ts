import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { CONNECTION_LIMITS, type ConnectionLimits, listen } from '../../src/server/listen.ts';
import { postHead, wire } from './wire.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const listening = async (limits: Partial<ConnectionLimits>) => {
  const address = { host: '127.0.0.1', port: 0 };
  server = await listen((req, res) => void req.resume().once('end', () => res.end('heard')), address, {
    ...CONNECTION_LIMITS,
    connectionsCheckingInterval: 20,
    ...limits,
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

it('cuts off who never ends the headers', async () => {
  const { send, closed } = await wire(await listening({ headersTimeout: 100, requestTimeout: 100 }));
  send('POST /graphql HTTP/1.1\r\nHost: localhost\r\n');
  expect(await closed).toMatch(/^HTTP\/1\.1 408 /);
});

it('cuts off who never ends the body', async () => {
  const { send, closed } = await wire(await listening({ headersTimeout: 100, requestTimeout: 200 }));
  send(`${postHead({ 'Content-Length': 100 })}{`);
  expect(await closed).not.toContain('heard');
});

it('cuts off who keeps a connection and asks no more', async () => {
  const { send, closed } = await wire(await listening({ keepAliveTimeout: 50 }));
  send(`${postHead({ 'Content-Length': 2 })}{}`);
  expect(await closed).toContain('heard');
});

it('takes no more connections than it can hold', async () => {
  const origin = await listening({ maxConnections: 2 });
  const held = [await wire(origin), await wire(origin)];
  const third = await wire(origin);
  third.send(`${postHead({ 'Content-Length': 2 })}{}`);
  expect(await third.closed).toBe('');
  for (const { socket } of held) socket.destroy();
});

it('fails to start where the port is taken', async () => {
  const { port } = new URL(await listening({}));
  const again = listen(() => {}, { host: '127.0.0.1', port: Number(port) });
  await expect(again).rejects.toThrow('EADDRINUSE');
});

it('answers 431 to headers that go on and on', async () => {
  const { send, closed } = await wire(await listening({}));
  send(postHead({ 'X-Long': 'x'.repeat(20_000) }));
  expect(await closed).toMatch(/^HTTP\/1\.1 431 /);
});
