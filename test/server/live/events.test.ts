import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionResult } from 'graphql';
import { afterEach, expect, it } from 'vitest';
import { type EventStreamOptions, sendEvents } from '../../../src/server/live/events.ts';
import { wire } from '../wire.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** A server that streams these results to whoever asks. */
async function streaming(
  results: () => AsyncIterator<ExecutionResult>,
  options: Partial<EventStreamOptions> = {},
): Promise<{
  readonly origin: string;
  readonly responses: ServerResponse[];
  readonly done: Promise<void>[];
}> {
  const responses: ServerResponse[] = [];
  const done: Promise<void>[] = [];
  const server = createServer((_req, res) => {
    responses.push(res);
    done.push(sendEvents(res, results(), { heartbeatMs: 1_000, settledAt: () => null, ...options }));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, responses, done };
}
const ASK = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';

it('cuts off who takes nothing, holds little for them meanwhile, and ends the source', async () => {
  let made = 0;
  let returned = 0;
  const endless = (): AsyncIterator<ExecutionResult> => ({
    next: async () => ({ value: { data: { n: ++made, text: 'x'.repeat(64_000) } }, done: false }),
    return: async () => ({ value: ++returned, done: true }),
  });
  const { origin, responses, done } = await streaming(endless, { stuckMs: 200 });
  const client = await wire(origin);
  client.socket.pause();
  client.send(ASK);
  await expect.poll(() => done.length).toBe(1);
  await done[0];
  expect(responses[0]?.destroyed).toBe(true);
  expect(responses[0]?.writableLength).toBeLessThan(1_000_000);
  expect(made).toBeLessThan(1_000);
  await expect.poll(() => returned).toBe(1);
  client.socket.destroy();
});

it('says where to go on between events, and only where nothing is under way', async () => {
  let settledAt: string | null = null;
  const silent = (): AsyncIterator<ExecutionResult> => {
    let end: (() => void) | null = null;
    return {
      next: () =>
        new Promise((resolve) => {
          end = () => resolve({ value: undefined, done: true });
        }),
      return: async () => {
        end?.();
        return { value: undefined, done: true };
      },
    };
  };
  const { origin, done } = await streaming(silent, { heartbeatMs: 20, settledAt: () => settledAt });
  const client = await wire(origin);
  client.send(ASK);
  await client.hears(':\n\n');
  expect(client.said()).not.toContain('id:');
  settledAt = 'here';
  await client.hears('id: here\n\n');
  client.socket.destroy();
  await expect.poll(() => done.length).toBe(1);
  await done[0];
});

it('keeps from the client what an error says of status and headers', async () => {
  const { GraphQLError } = await import('graphql');
  async function* failing(): AsyncGenerator<ExecutionResult> {
    yield {
      errors: [new GraphQLError('No.', { extensions: { code: 'UNAVAILABLE', http: { status: 503 } } })],
    };
  }
  const { origin } = await streaming(failing);
  const client = await wire(origin);
  client.send(ASK);
  const said = await client.closed;
  expect(said).toContain('data: {"errors":[{"message":"No.","extensions":{"code":"UNAVAILABLE"}}]}');
  expect(said).toContain('event: complete\ndata:\n\n');
});
