import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostileLoad } from '../support/hostile-load.ts';
import { type HostileServer, hostileServer } from '../support/hostile-server.ts';

let hostile: HostileServer;

beforeAll(async () => {
  hostile = await hostileServer();
});
afterAll(() => hostile?.close());

it('answers whatever comes with no fault of its own and no word of its house', async () => {
  const { server, cursors } = hostile;
  const { faults, statuses } = await hostileLoad(server, { seed: 1, requests: 60, atOnce: 6, cursors });
  expect(faults).toEqual([]);
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '400']));
});
