import { setTimeout as sleep } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { postHead, wire } from '../server/wire.ts';
import { type HostileServer, hostileServer } from '../support/hostile-server.ts';

let hostile: HostileServer;

beforeAll(async () => {
  hostile = await hostileServer();
});
afterAll(() => hostile?.close());

v8.setFlagsFromString('--expose-gc');
const collect: () => void = vm.runInNewContext('gc');

const ROUNDS = 20;
const AT_ONCE = 50;

/** Asks and goes away: before the body is whole, before the answer, or while events come. */
async function askAndLeave(query: string, accept: string, afterMs: number): Promise<void> {
  const body = JSON.stringify({ query });
  const { socket, send, closed } = await wire(hostile.server.origin);
  send(postHead({ Accept: accept, 'Content-Length': body.length }));
  send(afterMs === 0 ? body.slice(0, 10) : body);
  await sleep(afterMs);
  socket.destroy();
  await closed;
}

const WAYS: readonly [string, string, string, number][] = [
  ['subscriptions', 'subscription { articleChanged { cursor node { headline } } }', 'text/event-stream', 150],
  [
    'requests under way',
    '{ articles(first: 50) { nodes { quotes { nodes { text speakers { __typename } } } } } }',
    'application/json',
    3,
  ],
  ['requests half sent', '{ articles { nodes { id } } }', 'application/json', 0],
];

it.each(WAYS)(
  '1,000 dropped %s leave no listener, no client and no memory behind',
  async (_, query, accept, afterMs) => {
    const { pool } = hostile.database;
    const round = () =>
      Promise.all(Array.from({ length: AT_ONCE }, () => askAndLeave(query, accept, afterMs)));
    const heapUsed = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    /** Until the last of them is known to be gone. */
    const settled = async () => {
      await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0);
      await sleep(500);
    };
    for (let i = 0; i < 3; i++) await round();
    await settled();
    const [heap, resources] = [heapUsed(), process.getActiveResourcesInfo().length];
    for (let i = 0; i < ROUNDS; i++) await round();
    await settled();
    // What is left for good stays, however long it is waited for.
    const most = 3_000_000;
    await expect.poll(() => heapUsed() - heap, { interval: 500 }).toBeLessThan(most);
    const grown = heapUsed() - heap;
    console.log(
      `${ROUNDS * AT_ONCE} dropped: ${Math.round(grown / 1_000)} kB of heap more, ${pool.idleCount} of ${pool.totalCount} clients idle`,
    );
    expect(pool.waitingCount).toBe(0);
    await expect.poll(() => process.getActiveResourcesInfo().length).toBeLessThanOrEqual(resources + 5);
    // No more than 100 may listen at a time: those who left are not among them.
    const full = await hostile.server.ask('{ __typename }');
    expect(full.status).toBe(200);
  },
);
