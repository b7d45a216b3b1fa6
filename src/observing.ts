import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { WatchStatement } from '../db/client.ts';
import type { Context } from '../schema/context.ts';
import type { Config } from './config.ts';
import type { Following } from './follow/following.ts';
import type { RunningWork } from './jobs/work.ts';
import { createMetrics, type Metrics } from './observe/metrics.ts';
import { statementWatch, watchPool, watchProcess } from './observe/process.ts';
import { serveMetrics } from './observe/serve.ts';

type Ingest = Context['ingest'];

/** What a process shows of itself; without METRICS_PORT it counts nothing. */
export interface Observing {
  readonly metrics: Metrics | null;
  readonly watchStatement: WatchStatement | undefined;
  readonly ingest: (ingest: Ingest) => Ingest;
  readonly onOutcome: Following['onOutcome'];
  watchPool(pool: Pool): void;
  watchWork(work: RunningWork): void;
  stop(): Promise<void>;
}

const NOTHING: Observing = {
  metrics: null,
  watchStatement: undefined,
  ingest: (ingest) => ingest,
  onOutcome: () => {},
  watchPool: () => {},
  watchWork: () => {},
  stop: async () => {},
};

export async function startObserving(config: Config, log: Logger): Promise<Observing> {
  if (!config.metrics) return NOTHING;
  const metrics = createMetrics();
  const { url, stop } = await serveMetrics(metrics, config.metrics).catch((cause: Error) => {
    throw new Error(
      `METRICS_PORT: ${cause.message}. Set it and METRICS_HOST to where metrics may be served.`,
      {
        cause,
      },
    );
  });
  watchProcess(metrics);
  log.info({ url }, 'Metrics are served');
  return {
    metrics,
    watchStatement: statementWatch(metrics),
    ingest: (ingest) => countedIngest(ingest, metrics),
    onOutcome: ({ kind }) => metrics.articles.inc({ outcome: kind, by: 'following' }),
    watchPool: (pool) => watchPool(metrics, pool),
    watchWork: (work) => watchWork(metrics, work),
    stop,
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

function watchWork({ gauge }: Metrics, work: RunningWork): void {
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
