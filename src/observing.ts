import cluster from 'node:cluster';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { AggregatorRegistry } from 'prom-client';
import type { Connection, WatchStatement } from '../db/client.ts';
import type { Context } from '../schema/context.ts';
import type { Config } from './config.ts';
import type { Following } from './follow/following.ts';
import type { RunningWork } from './jobs/work.ts';
import { createMetrics, type Metrics } from './observe/metrics.ts';
import { statementWatch, watchPool, watchProcess } from './observe/process.ts';
import { type MetricsServer, serveMetrics, type Told } from './observe/serve.ts';
import { SlowOperations } from './observe/slow.ts';
import type { Tracing } from './observe/traced.ts';
import type { Watching } from './server/observe.ts';

type Ingest = Context['ingest'];

/** What a process shows of itself. */
export interface Observing {
  readonly watching: Watching;
  readonly watchStatement: WatchStatement | undefined;
  readonly ingest: (ingest: Ingest) => Ingest;
  readonly onOutcome: Following['onOutcome'];
  watchDatabase(pool: Pool, connection: Connection): void;
  watchWork(work: RunningWork): void;
  stop(): Promise<void>;
}

export async function startObserving(config: Config, log: Logger): Promise<Observing> {
  const metrics = config.metrics ? createMetrics() : null;
  if (metrics) watchProcess(metrics);
  const served = metrics ? await shown(config, metrics, log) : null;
  // Who traces nothing does not load what traces.
  const tracing: Tracing | null = config.tracing
    ? (await import('./observe/tracing.ts')).startTracing(config.tracing)
    : null;
  const { slowOperationMs: overMs } = config;
  const slow = overMs > 0 ? new SlowOperations({ overMs, log }) : null;
  const watches = [metrics && statementWatch(metrics), tracing?.watchStatement, slow?.watchStatement];
  return {
    watching: { metrics, tracing, slow },
    watchStatement: together(watches.filter((watch) => watch != null)),
    ingest: (ingest) => (metrics ? countedIngest(ingest, metrics) : ingest),
    onOutcome: ({ kind }) => metrics?.articles.inc({ outcome: kind, by: 'following' }),
    watchDatabase(pool, connection) {
      if (metrics) watchPool(metrics, pool);
      slow?.explainsAt(connection);
    },
    watchWork: (work) => metrics && watchWork(metrics, work),
    async stop() {
      await Promise.all([served?.stop(), tracing?.stop(), slow?.stop()]);
    },
  };
}

/** Of several processes, each tells who started them, and that one tells the sum. */
async function shown(config: Config, { registry }: Metrics, log: Logger): Promise<MetricsServer | null> {
  if (cluster.isPrimary) return metricsServedAt(config.metrics!, registry, log);
  AggregatorRegistry.setRegistries(registry);
  // It answers as long as the process lives.
  new AggregatorRegistry();
  return null;
}

export async function metricsServedAt(
  address: NonNullable<Config['metrics']>,
  told: Told,
  log: Logger,
): Promise<MetricsServer> {
  const server = await serveMetrics(told, address).catch((cause: Error) => {
    const advice = 'Set it and METRICS_HOST to where metrics may be served.';
    throw new Error(`METRICS_PORT: ${cause.message}. ${advice}`, { cause });
  });
  log.info({ url: server.url }, 'Metrics are served');
  return server;
}

function together(watches: readonly WatchStatement[]): WatchStatement | undefined {
  if (watches.length < 2) return watches[0];
  return (sql) => {
    const ends = watches.map((watch) => watch(sql));
    return (error) => {
      for (const end of ends) end(error);
    };
  };
}

function countedIngest(ingest: Ingest, { articles, ingestSeconds }: Metrics): Ingest {
  return async (input) => {
    const began = performance.now();
    let outcome = 'failed';
    try {
      const result = await ingest(input);
      outcome = result.kind;
      return result;
    } finally {
      articles.inc({ outcome, by: 'mutation' });
      ingestSeconds.observe((performance.now() - began) / 1_000);
    }
  };
}

export function watchWork({ gauge }: Metrics, work: RunningWork): void {
  const look = async () =>
    (await work.counts()).flatMap(
      ({ queue, waiting, active }) =>
        [
          [{ queue, state: 'waiting' }, waiting],
          [{ queue, state: 'active' }, active],
        ] as const,
    );
  gauge('jobs', 'Jobs of each queue; those of the queue "failed" were given up.', look, ['queue', 'state']);
}
