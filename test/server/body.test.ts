import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../db/api-key.ts';
import type { Scope } from '../../db/tables.ts';
import { INGEST_BODY_BYTES, READ_BODY_BYTES } from '../../src/server/request.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { post, type TestServer, testServer } from './running.ts';
import { postHead, wire } from './wire.ts';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  server = await testServer(database);
});

afterAll(async () => {
  await server?.stop();
  await database?.close();
});

const keyOf = async (scope: Scope) =>
  (await createApiKey(database.db, { name: scope, scopes: [scope], expiresAt: null })).key;
const padded = (bytes: number) => ({ query: '{ hello }', variables: { padding: 'x'.repeat(bytes) } });

describe('a body that is too large', () => {
  it('is refused by its announced length, before any of it is sent', async () => {
    const { send, closed } = await wire(server.origin);
    send(postHead({ 'Content-Length': READ_BODY_BYTES + 1 }));
    const said = await closed;
    expect(said).toMatch(/^HTTP\/1\.1 413 /);
    expect(said).toContain('"code":"LIMIT_EXCEEDED"');
    expect(said).toMatch(/connection: close/i);
  });

  it('is refused when its chunks add up, and what comes after is dropped', async () => {
    const { send, hears, closed } = await wire(server.origin);
    send(postHead({ 'Transfer-Encoding': 'chunked' }));
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    for (let sent = 0; sent < 6; sent++) send(chunk);
    await hears('LIMIT_EXCEEDED');
    for (let sent = 0; sent < 20; sent++) send(chunk);
    expect(await closed).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('is answered so that a client hears it that sends all before it listens', async () => {
    const { socket, send, closed } = await wire(server.origin);
    socket.pause();
    send(postHead({ 'Content-Length': 8_000_000 }));
    await new Promise((resolve) => socket.write(Buffer.alloc(8_000_000, ' '), resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.resume();
    expect(await closed).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('is cut off when it never ends', async () => {
    const { socket, closed } = await wire(server.origin);
    socket.write(postHead({ 'Transfer-Encoding': 'chunked' }));
    const flood = setInterval(() => socket.write(`10000\r\n${'x'.repeat(0x10000)}\r\n`), 5);
    expect(await closed).toMatch(/^HTTP\/1\.1 413 /);
    clearInterval(flood);
  });

  it('is not asked for where the client waits to be asked', async () => {
    const { send, closed } = await wire(server.origin);
    send(postHead({ 'Content-Length': READ_BODY_BYTES + 1, Expect: '100-continue' }));
    const said = await closed;
    expect(said).toMatch(/^HTTP\/1\.1 413 /);
    expect(said).not.toContain('100 Continue');
  });
});

it('asks for a body that is small enough where the client waits to be asked', async () => {
  const body = '{"query":"{ hello }"}';
  const { send, hears, socket } = await wire(server.origin);
  send(postHead({ 'Content-Length': body.length, Expect: '100-continue' }));
  await hears('100 Continue');
  send(body);
  await hears('"world"');
  socket.destroy();
});

it('takes 4 MB from a key that may ingest', async () => {
  const headers = { authorization: `Bearer ${await keyOf('ingest')}` };
  expect((await post(server.url, padded(INGEST_BODY_BYTES - 1_000), { headers })).status).toBe(200);
  expect((await post(server.url, padded(INGEST_BODY_BYTES), { headers })).status).toBe(413);
});

it('takes 256 KB from a key that may only read', async () => {
  const headers = { authorization: `Bearer ${await keyOf('read')}` };
  expect((await post(server.url, padded(READ_BODY_BYTES - 1_000), { headers })).status).toBe(200);
  expect((await post(server.url, padded(READ_BODY_BYTES), { headers })).status).toBe(413);
});

describe('a body that is not JSON in UTF-8', () => {
  const query = '{ hello }';
  it.each([
    ['a form', 'application/x-www-form-urlencoded', `query=${encodeURIComponent(query)}`],
    ['GraphQL text', 'application/graphql', query],
    ['JSON under another name', 'application/graphql+json', JSON.stringify({ query })],
    ['plain text', 'text/plain', JSON.stringify({ query })],
    ['another charset', 'application/json; charset=latin1', JSON.stringify({ query })],
    [
      'a multipart form',
      'multipart/form-data; boundary=x',
      `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query })}\r\n--x--\r\n`,
    ],
  ])('is refused: %s', async (_, type, body) => {
    const answer = await post(server.url, null, { body, headers: { 'content-type': type } });
    expect(answer.status).toBe(415);
    expect(answer.body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
  });

  it('is refused: compressed', async () => {
    expect((await post(server.url, { query }, { headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
  });
});

it.each([
  ['half of an object', '{"query":'],
  ['null', 'null'],
  ['a string', '"{ hello }"'],
  ['a batch', '[{"query":"{ hello }"},{"query":"{ hello }"}]'],
  ['an unknown parameter', '{"query":"{ hello }","more":1}'],
  ['no query', '{}'],
])('answers 400 to %s', async (_, body) => {
  const answer = await post(server.url, null, { body });
  expect(answer.status).toBe(400);
  expect(answer.body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
});

it('lives on when clients leave in the middle of a body', async () => {
  for (let client = 0; client < 5; client++) {
    const { send, socket } = await wire(server.origin);
    send(`${postHead({ 'Content-Length': 1_000 })}{"query"`);
    await new Promise((resolve) => setTimeout(resolve, 10));
    socket.destroy();
  }
  expect((await server.ask('{ hello }')).body).toEqual({ data: { hello: 'world' } });
  expect(server.logged.filter(({ msg }) => msg === 'A request failed')).toEqual([]);
});
