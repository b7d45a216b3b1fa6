import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { TestDatabase } from '../support/database.ts';
import type { RandomOperation } from '../support/random-operation.ts';
import { aborted, changes, held, type Overrides, type TestServer, testServer } from './running.ts';
import { wire } from './wire.ts';

/** The same server twice: one takes the short path where it can and compiles operations, the other leaves all to Yoga. */
export interface BothWays {
  readonly short: TestServer;
  readonly yoga: TestServer;
  /** Sends the same bytes to both, and expects the same of both: bytes, log lines, what resolvers were told. Gives the answer. */
  same(request: Sent): Promise<string>;
  stop(): Promise<void>;
}

export interface Sent {
  readonly line?: string;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string | object;
  /** Goes away once its field is held, instead of waiting for an answer. */
  readonly leaves?: boolean;
}

export async function bothWays(database: TestDatabase, options: Overrides): Promise<BothWays> {
  const short = await testServer(database, options);
  const yoga = await testServer(database, { ...options, plain: true });
  return {
    short,
    yoga,
    async same(request) {
      const requestId = randomUUID();
      const bytes = bytesOf(request, requestId);
      const [taken, wanted] = [
        await told(short, bytes, requestId, request),
        await told(yoga, bytes, requestId, request),
      ];
      expect(taken).toEqual(wanted);
      return taken.answer;
    },
    stop: async () => void (await Promise.all([short.stop(), yoga.stop()])),
  };
}

function bytesOf({ line = 'POST /graphql HTTP/1.1', headers, body = '' }: Sent, requestId: string): string {
  const text = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)).toString('latin1');
  const all: Record<string, string | number> = {
    Host: 'localhost',
    'X-Request-Id': requestId,
    Connection: 'close',
    ...(line.startsWith('POST') && { 'Content-Type': 'application/json', 'Content-Length': text.length }),
    ...headers,
  };
  const fields = Object.entries(all).filter(([, value]) => value !== '');
  return `${line}\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${text}`;
}

async function told(server: TestServer, bytes: string, requestId: string, { leaves }: Sent) {
  aborted.length = 0;
  changes.length = 0;
  const { socket, closed } = await wire(server.origin);
  socket.write(bytes, 'latin1');
  if (leaves) {
    await expect.poll(() => held.size).toBe(1);
    socket.destroy();
  }
  const answer = (await closed).replace(/\r\nDate: [^\r]*/, '');
  const logged = () => server.logged.filter((line) => line.requestId === requestId);
  while (!logged().some(({ msg }) => /^(Answered|The client left)$/.test(msg))) await setImmediate();
  const lines = logged().map(({ msg, err, ...rest }) => {
    const { time: _, pid: _pid, hostname: _host, ms: _ms, ...said } = rest as Record<string, unknown>;
    return { msg, err: err?.message, ...said };
  });
  return { answer, lines, aborted: [...aborted] };
}

/** Operations of all sorts, each twice: what is known of it from the first time serves the second. */
export async function expectSameOperations(
  both: BothWays,
  operations: fc.Arbitrary<RandomOperation>,
  runs: { readonly numRuns: number; readonly seed?: number },
): Promise<void> {
  const same = fc.asyncProperty(operations, async ({ text, variables }) => {
    const asked = { method: 'POST', body: JSON.stringify({ query: text, variables }), headers: JSON_TYPE };
    for (let use = 0; use < 2; use++) {
      const [short, yoga] = await Promise.all(
        [both.short, both.yoga].map(async ({ url }) => (await fetch(url, asked)).text()),
      );
      // Which of several errors are told hangs on when their fields were read.
      if (JSON.parse(yoga as string).errors?.length > 1) {
        expect(JSON.stringify(JSON.parse(short as string).data)).toBe(
          JSON.stringify(JSON.parse(yoga as string).data),
        );
      } else expect(withoutIds(short as string)).toBe(withoutIds(yoga as string));
    }
  });
  await fc.assert(same, { ...runs, endOnFailure: true });
}

const JSON_TYPE = { 'content-type': 'application/json' };
const withoutIds = (body: string) => body.replaceAll(/"requestId":"[^"]+"/g, '');
