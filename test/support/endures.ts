import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Connection } from '../../db/client.ts';
import { figure } from './figure.ts';
import type { Served } from './served.ts';
import { openSession } from './server.ts';
import type { Witness } from './witness.ts';

/** A probe waits two seconds for the database, and one may be under way. */
const NOT_READY_WITHIN_MS = 10_000;
const BACK_WITHIN_MS = 15_000;
/** The limits of `serve`, what the network may take, and a busy machine. */
const ANSWERED_WITHIN_MS = 12_000;

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
  await fault.end();
  const over = performance.now();
  const backMs = await seen.wellSince(over, BACK_WITHIN_MS);
  await seen.stop();
  const during = seen.heard.filter(({ at }) => at > from);
  const refused = during.filter(({ code }) => code !== 'OK');
  expect(served.isUp()).toBe(true);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.filter(({ code }) => !['UNAVAILABLE', 'TIMEOUT'].includes(code))).toEqual([]);
  const notReady = [...seen.reasons].filter(
    ([reason, at]) => reason.startsWith('The database ') && at > from,
  );
  const notReadyMs = Math.min(...notReady.map(([, at]) => at - from));
  if (!fault.readsGoOn) expect(notReadyMs).toBeLessThan(NOT_READY_WITHIN_MS);
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
