import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'undici';
import { percentile } from './figures.ts';
import { ask } from './load.ts';

export interface Paced {
  readonly path: string;
  /** Asked in turn. */
  readonly bodies: readonly string[];
  readonly aSecond: number;
  readonly seconds: number;
}

export interface Latencies {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * So many requests a second, whether or not the ones before are answered, each timed from when it was due: a server that stands
 * still for a second is seen to by all that come meanwhile.
 */
export async function askPaced(pool: Pool, { path, bodies, aSecond, seconds }: Paced): Promise<number[]> {
  const began = performance.now();
  const asked = Array.from({ length: aSecond * seconds }, async (_, i) => {
    const due = began + (i * 1000) / aSecond;
    await sleep(Math.max(0, due - performance.now()));
    await ask(pool, path, bodies[i % bodies.length]!);
    return performance.now() - due;
  });
  return Promise.all(asked);
}

export function latenciesOf(ms: readonly number[]): Latencies {
  const sorted = [...ms].sort((a, b) => a - b);
  return { p50Ms: percentile(sorted, 50), p99Ms: percentile(sorted, 99) };
}
