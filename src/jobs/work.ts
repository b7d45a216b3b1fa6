import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Tables } from '../../db/tables.ts';
import type { Following, Outcome } from '../follow/following.ts';
import type { FetcherOptions } from '../ingest/fetch/fetch.ts';
import { type JobCounts, jobCounts } from './counts.ts';
import { drain } from './drain.ts';
import { queueDue } from './due.ts';
import { type Handlers, handlersOf } from './handlers.ts';
import { openQueue, type Retries } from './queue.ts';
import { startWorker, type Worker } from './worker.ts';

export interface WorkOptions extends Pick<Following, 'ingest' | 'intervalS'> {
  readonly db: Kysely<Tables>;
  readonly pool: Pool;
  readonly log: Logger;
  readonly fetcher: FetcherOptions;
  /** How often what is due is looked for. */
  readonly lookEveryMs?: number;
  /** How often jobs whose worker was killed are looked for. */
  readonly tendEveryS?: number;
  readonly retries?: Retries;
  /** Hears of all that is followed, beside the log. */
  readonly onOutcome?: Following['onOutcome'];
}

export interface RunningWork extends Worker {
  counts(): Promise<readonly JobCounts[]>;
}

/** Follows feeds and lifts embargoes until it is stopped. Any number of processes may. */
export async function startWork(options: WorkOptions): Promise<RunningWork> {
  const { db, pool, log, tendEveryS = 15, lookEveryMs = 5_000, retries = {}, fetcher } = options;
  const boss = await openQueue({ pool, log, tends: true, tendEveryS, retries });
  const { handlers, close } = handling(options, (outcome) => {
    const { kind, url, why } = outcome;
    options.onOutcome?.(outcome);
    if (kind !== 'unchanged') log.info({ url, ...(why && { why }) }, `Followed: ${kind}`);
  });
  const mostPages = fetcher.mostHosts ?? 8;
  const worker = await startWorker({ db, boss, handlers, log, mostPages, lookEveryMs });
  return {
    counts: () => jobCounts(boss),
    async stop() {
      await worker.stop();
      await close();
    },
  };
}

/** Polls all feeds, reads what they list anew, and ends. What fails for now is left to a worker. */
export async function workOnce(options: WorkOptions, onOutcome: Following['onOutcome']): Promise<void> {
  const { db, pool, log, fetcher } = options;
  const boss = await openQueue({ pool, log, tends: false });
  const { handlers, close } = handling(options, onOutcome);
  try {
    await round(db, boss, handlers, fetcher.mostHosts ?? 8);
  } finally {
    await boss.stop({ close: false });
    await close();
  }
}

async function round(db: Kysely<Tables>, boss: PgBoss, handlers: Handlers, most: number): Promise<void> {
  await queueDue(db, boss, { early: true });
  await drain(boss, handlers, 'poll-feed', most);
  for (let done = 1; done > 0; ) {
    await queueDue(db, boss);
    done = await drain(boss, handlers, 'check-page', most);
  }
}

function handling({ db, fetcher, ingest, intervalS }: WorkOptions, onOutcome: (outcome: Outcome) => void) {
  let opened: Promise<Following> | null = null;
  const open = async (): Promise<Following> => {
    const { createFetcher } = await import('../ingest/fetch/fetch.ts');
    return { db, fetcher: createFetcher(fetcher), ingest, intervalS, onOutcome };
  };
  const following = () => {
    opened ??= open();
    return opened;
  };
  return { handlers: handlersOf(db, following), close: async () => (await opened)?.fetcher.close() };
}
