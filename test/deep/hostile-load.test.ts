import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostileLoad } from '../support/hostile-load.ts';
import { type HostileServer, hostileServer } from '../support/hostile-server.ts';

let hostile: HostileServer;

beforeAll(async () => {
  hostile = await hostileServer();
});
afterAll(() => hostile?.close());

it.each([2, 3, 4])('2,000 hostile requests meet no fault and learn nothing: seed %d', async (seed) => {
  const { server, cursors } = hostile;
  const report = await hostileLoad(server, { seed, requests: 2_000, atOnce: 8, cursors });
  const { requests, statuses, ms } = report;
  console.log(`seed ${seed}: ${Math.round(2_000_000 / ms)} requests/s`, requests, statuses);
  expect(report.faults).toEqual([]);
});
