import pg from 'pg';
import { type Db, PgBoss, type Queue } from 'pg-boss';
import type { Logger } from 'pino';
import { FAILED, FAILED_QUEUE, QUEUES } from './queues.ts';

export interface QueueOptions {
  readonly pool: pg.Pool;
  readonly log: Logger;
  /** Whether it looks after the queue as well: jobs of killed workers, schedules, old jobs. */
  readonly tends: boolean;
  /** How often it looks for jobs whose worker was killed. */
  readonly tendEveryS?: number;
  /** In place of each queue's own. */
  readonly retries?: Retries;
}

export type Retries = Pick<Queue, 'retryLimit' | 'retryDelay' | 'retryDelayMax'>;

/** The job queue, in the database's schema `pgboss`; made where it is not there yet. */
export async function openQueue(options: QueueOptions): Promise<PgBoss> {
  const { pool, log, tends, tendEveryS = 15, retries } = options;
  const boss = new PgBoss({
    db: within(pool),
    supervise: tends,
    schedule: tends,
    superviseIntervalSeconds: tendEveryS,
    monitorIntervalSeconds: tendEveryS,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  boss.on('error', (error) => log.warn({ err: error }, 'The job queue met an error'));
  boss.on('warning', ({ message, data }) => log.warn({ data }, message));
  await boss.start().catch(explain);
  await boss.createQueue(FAILED, FAILED_QUEUE);
  for (const [name, { policy, ...settings }] of Object.entries(QUEUES)) {
    const own = { ...settings, ...retries };
    await boss.createQueue(name, { ...own, ...(policy && { policy }) });
    // One that another version of Newsgraph made takes over what has changed since.
    if (tends) await boss.updateQueue(name, own);
  }
  return boss;
}

const INSUFFICIENT_PRIVILEGE = '42501';

function explain(error: Error & { code?: string }): never {
  if (error.code !== INSUFFICIENT_PRIVILEGE) throw error;
  const advice = 'Grant its user CREATE on the database, or set WORKER to false and follow nothing.';
  throw new Error(`The job queue can't make its schema pgboss: ${error.message}. ${advice}`, {
    cause: error,
  });
}

/** Over the pool of the process, with the driver's own types: the queue reads moments as dates. */
function within(pool: pg.Pool): Db {
  return {
    executeSql: (text, values = []) => pool.query({ text, values: [...values], types: pg.types }),
  };
}
