import type { Kysely } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Tables } from '../../db/tables.ts';
import { queueDue } from './due.ts';
import type { Handlers } from './handlers.ts';
import type { JobData, JobName } from './queues.ts';

export interface WorkerOptions {
  readonly db: Kysely<Tables>;
  readonly boss: PgBoss;
  readonly handlers: Handlers;
  readonly log: Logger;
  /** Pages fetched at the same time. */
  readonly mostPages: number;
  /** How often it looks for what is due. */
  readonly lookEveryMs?: number;
}

export interface Worker {
  /** Jobs that run finish, within a bounded time; what is left is another worker's. */
  stop(): Promise<void>;
}

const STOP_TIMEOUT_MS = 30_000;
const EACH_MINUTE = '* * * * *';

/** Does what is due until it is stopped. Any number of processes may. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { db, boss, handlers, log, mostPages, lookEveryMs = 5_000 } = options;
  const work = (name: JobName, localConcurrency: number, pollingIntervalSeconds: number) =>
    boss.work(
      name,
      { localConcurrency, groupConcurrency: 1, pollingIntervalSeconds },
      async ([job]: Runnable[]) => {
        if (job) await run(handlers, name, job);
      },
    );
  await work('poll-feed', Math.ceil(mostPages / 2), 1);
  await work('check-page', mostPages, 1);
  await work('lift-embargoes', 1, 0.5);
  // Should a moment be missed, its minute is not.
  await boss.schedule('lift-embargoes', EACH_MINUTE, {}, { singletonKey: 'minute' });
  let looking = Promise.resolve();
  const look = () => {
    looking = looking
      .then(() => queueDue(db, boss))
      .catch((error: unknown) => log.warn({ err: error }, 'Could not look for what is due'));
  };
  look();
  const timer = setInterval(look, lookEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
      await boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS, close: false });
    },
  };
}

export interface Runnable {
  readonly data: object;
  readonly signal: AbortSignal;
}

export async function run<Name extends JobName>(
  handlers: Handlers,
  name: Name,
  { data, signal }: Runnable,
): Promise<void> {
  await handlers[name](data as JobData[Name], signal);
}
