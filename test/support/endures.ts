import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Connection } from '../../db/client.ts';
import { figure } from './figure.ts';
import type { Served } from './served.ts';
import { openSession } from './server.ts';
import type { Witness } from './witness.ts';

/** What does not come back by itself takes longer; what a busy machine holds up does not. */
const BACK_WITHIN_MS = 60_000;
/** Longer than the limits of `IMPATIENT` by what a busy machine may take, shorter than the longest fault lasts. */
const ANSWERED_WITHIN_MS = 25_000;

export interface Scene {
  readonly served: Served;
  readonly seen: Witness;
  /** Past what fails. */
  readonly direct: Connection;
}

export interface Fault {
  readonly name: string;
  begin(): Promise<unknown> | unknown;
  readonly lastsMs: number;
  end(): Promise<unknown> | unknown;
  /** Where the articles are when it is over. */
  readonly direct?: Connection;
  /** Reads go on, and the server is ready. */
  readonly readsGoOn?: boolean;
}

/** What holds in every fault: it stays up, says what is the matter, comes back by itself and has all that it said it has. */
export async function endures({ served, seen, ...scene }: Scene, fault: Fault): Promise<void> {
  const from = performance.now();
  await fault.begin();
  await sleep(fault.lastsMs);
  // On a slow machine it takes longer until it is noticed.
  await expect.poll(() => refusedIn(seen, from).length).toBeGreaterThan(0);
  if (!fault.readsGoOn) await expect.poll(() => notReadyIn(seen, from)).not.toEqual([]);
  await fault.end();
  const over = performance.now();
  const backMs = await seen.wellSince(over, BACK_WITHIN_MS);
  await seen.stop();
  const during = seen.heard.filter(({ at }) => at > from);
  const refused = refusedIn(seen, from);
  expect(served.isUp()).toBe(true);
  expect(refused.filter(({ code }) => !['UNAVAILABLE', 'TIMEOUT'].includes(code))).toEqual([]);
  const notReadyMs = Math.min(...notReadyIn(seen, from).map(({ at }) => at - from));
  const slowest = Math.max(...during.map(({ ms }) => ms));
  expect(slowest).toBeLessThan(ANSWERED_WITHIN_MS);
  await expect.poll(async () => (await fetch(`${served.origin}/health/ready`)).status).toBe(200);
  const lost = await missing(fault.direct ?? scene.direct, seen.acknowledged);
  expect(lost).toEqual([]);
  figure(
    fault.name,
    `${fault.readsGoOn ? '' : `not ready after ${inSeconds(notReadyMs)}, `}back ${inSeconds(backMs)} after it was over; ${during.length} answers, ${refused.length} refused, the slowest ${inSeconds(slowest)}; ${seen.acknowledged.length} acknowledged, ${lost.length} lost`,
  );
}

const refusedIn = ({ heard }: Witness, from: number) =>
  heard.filter(({ at, code }) => at > from && code !== 'OK');
const notReadyIn = ({ reasons }: Witness, from: number) =>
  reasons.filter(({ at, reason }) => at > from && reason.startsWith('The database '));

const inSeconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

async function missing(connection: Connection, urls: readonly string[]): Promise<string[]> {
  const session = await openSession(connection);
  const { rows } = await session.query<{ url: string }>('select url from article where url = any($1)', [
    urls,
  ]);
  await session.end();
  const there = new Set(rows.map(({ url }) => url));
  return urls.filter((url) => !there.has(url));
}
