import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type TestServer, testServer } from './running.ts';
import { wire } from './wire.ts';

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

const BODY = '{"query":"{ hello }"}';
const asked = (line: string, headers: readonly string[], body = '') =>
  [line, ...headers, 'Connection: close', `Content-Length: ${body.length}`, '', body].join('\r\n');
const JSON_TYPE = 'Content-Type: application/json';

it.each([
  ['a host that is none', asked('POST /graphql HTTP/1.1', ['Host: %%%[', JSON_TYPE], BODY)],
  ['no host, as HTTP/1.0 allows', asked('POST /graphql HTTP/1.0', [JSON_TYPE], BODY)],
  ['an address that cannot be decoded', asked('GET /graphql?query=%E0%A4%A HTTP/1.1', ['Host: x'])],
  ['an address with a bracket', asked('GET /graphql?query={hello}&[ HTTP/1.1', ['Host: ['])],
  ['a method that GraphQL has not', asked('PUT /graphql HTTP/1.1', ['Host: x', JSON_TYPE], BODY)],
  ['a method that nobody has', asked('PROPFIND /graphql HTTP/1.1', ['Host: x'])],
  [
    'an upgrade',
    asked('GET /graphql?query={hello} HTTP/1.1', ['Host: x', 'Upgrade: websocket', 'Connection: Upgrade']),
  ],
  [
    'prototypes',
    asked('POST /graphql HTTP/1.1', ['Host: x', JSON_TYPE], '{"__proto__":{"query":"{ hello }"}}'),
  ],
  [
    'variables with a prototype',
    asked(
      'POST /graphql HTTP/1.1',
      ['Host: x', JSON_TYPE],
      '{"query":"{ hello }","variables":{"__proto__":{}}}',
    ),
  ],
  ['bytes that are not UTF-8', asked('POST /graphql HTTP/1.1', ['Host: x', JSON_TYPE], '{"query":"\u00ff"}')],
  ['a byte order mark', asked('POST /graphql HTTP/1.1', ['Host: x', JSON_TYPE], '\u00ef\u00bb\u00bf{}')],
  [
    'deep JSON',
    asked(
      'POST /graphql HTTP/1.1',
      ['Host: x', JSON_TYPE],
      `{"query":"{ hello }","variables":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
    ),
  ],
  [
    'extensions of another kind',
    asked(
      'POST /graphql HTTP/1.1',
      ['Host: x', JSON_TYPE],
      '{"query":"{ hello }","extensions":{"persistedQuery":7}}',
    ),
  ],
  [
    'two lengths',
    `POST /graphql HTTP/1.1\r\nHost: x\r\n${JSON_TYPE}\r\nContent-Length: 3\r\nContent-Length: 21\r\n\r\n${BODY}`,
  ],
  [
    'a length and chunks',
    `POST /graphql HTTP/1.1\r\nHost: x\r\n${JSON_TYPE}\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n${BODY}\r\n0\r\n\r\n`,
  ],
  ['no HTTP', 'hello?\r\n\r\n'],
])('answers without a fault of its own to %s', async (_, text) => {
  const { socket, closed } = await wire(server.origin);
  socket.write(text, 'latin1');
  const said = await closed;
  expect(said).toMatch(/^HTTP\/1\.1 (200|204|40\d|415) /);
  expect(said).not.toMatch(/node_modules|at .*\.(ts|js):\d+/);
});

const line = (text: string) => asked(text, ['Host: x']);

it.each([
  ['GET http://x/graphql?query={hello} HTTP/1.1', 200, '"world"'],
  ['GET HTTPS://x:1/graphql?query={hello} HTTP/1.1', 200, '"world"'],
  ['HEAD http://x/schema.graphql HTTP/1.1', 200, 'text/plain'],
  ['HEAD http://x HTTP/1.1', 302, 'location: /graphql'],
  ['HEAD http://x?a=b HTTP/1.1', 302, 'location: /graphql'],
  ['HEAD http://x/nothing HTTP/1.1', 404, 'application/json'],
  ['GET /http://x/graphql HTTP/1.1', 404, 'BAD_REQUEST'],
])('takes an address in its absolute form: %s', async (text, status, said) => {
  const { socket, closed } = await wire(server.origin);
  socket.write(line(text), 'latin1');
  const answer = await closed;
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(answer).toContain(said);
});
