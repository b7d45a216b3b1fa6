import type { ServerResponse } from 'node:http';

export interface ReadingLimits {
  /** For any answer, whatever its size. */
  readonly atLeastMs: number;
  readonly bytesPerS: number;
}

export const READING_LIMITS: ReadingLimits = { atLeastMs: 10_000, bytesPerS: 16_384 };

/** Cuts off who does not read a whole answer in good time: it is kept in memory till then. Streams look after themselves. */
export function cutSlowReader(res: ServerResponse, { atLeastMs, bytesPerS } = READING_LIMITS): void {
  res.once('prefinish', () => {
    if (res.writableLength === 0) return;
    const ms = atLeastMs + (1_000 * res.writableLength) / bytesPerS;
    const timer = setTimeout(() => res.destroy(), ms);
    res.once('close', () => clearTimeout(timer));
  });
}
