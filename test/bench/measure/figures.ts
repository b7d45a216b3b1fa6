import type { Question } from '../ask/answer.ts';
import type { Further } from '../ask/further.ts';
import type { Memory } from './proc.ts';
import type { Name } from './servers.ts';

/** What one server did with one question within one window. */
export interface Window {
  readonly requests: number;
  readonly seconds: number;
  readonly serverNs: number;
  readonly postgresNs: number;
  readonly latenciesMs: readonly number[];
}

/** Medians over the windows; ratios are taken within a round, whose windows lie side by side. */
export interface Figures {
  readonly serverUs: number;
  readonly postgresUs: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Null where that one did not run. */
  readonly toFloor: number | null;
  readonly toPostgraphile: number | null;
  readonly toUnwatched: number | null;
  /** Pages of 8 kB a request. */
  readonly buffers: number;
}

export type ByServer<T> = Partial<Record<Name, T>>;

/** Of what is asked of ours alone. */
export interface FurtherFigures {
  readonly serverUs: number;
  readonly postgresUs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Pages of 8 kB a request. */
  readonly buffers: number;
}

export interface Measured {
  readonly articles: number;
  readonly questions: Record<Question, ByServer<Figures>>;
  readonly memory: ByServer<Memory>;
  /** Of ours alone; null where it did not run. */
  readonly further: Record<Further, FurtherFigures> | null;
}

/** `rounds`: the windows of each round, by server. */
export function figuresOf(rounds: readonly ByServer<Window>[], buffers: ByServer<number>): ByServer<Figures> {
  const names = Object.keys(rounds[0] ?? {}) as Name[];
  return Object.fromEntries(names.map((name) => [name, figuresOfOne(name, rounds, buffers[name] ?? 0)]));
}

function figuresOfOne(name: Name, rounds: readonly ByServer<Window>[], buffers: number): Figures {
  const windows = rounds.map((round) => round[name]!);
  const to = (other: Name) => {
    const ratios = rounds.flatMap((round) =>
      round[other] ? [cpuUs(round[name]!) / cpuUs(round[other])] : [],
    );
    return ratios.length > 0 ? median(ratios) : null;
  };
  const latencies = windows.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b);
  return {
    serverUs: median(windows.map(({ serverNs, requests }) => serverNs / requests / 1000)),
    postgresUs: median(windows.map(({ postgresNs, requests }) => postgresNs / requests / 1000)),
    perSecond: median(windows.map(({ requests, seconds }) => requests / seconds)),
    p50Ms: percentile(latencies, 50),
    p99Ms: percentile(latencies, 99),
    toFloor: to('floor'),
    toPostgraphile: to('postgraphile'),
    toUnwatched: to('unwatched'),
    buffers,
  };
}

function cpuUs({ serverNs, postgresNs, requests }: Window): number {
  return (serverNs + postgresNs) / requests / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The least value that so many of a hundred do not exceed. */
export function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
}
