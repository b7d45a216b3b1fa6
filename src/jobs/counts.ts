import type { PgBoss } from 'pg-boss';
import { FAILED, QUEUES } from './queues.ts';

/** Jobs of one queue; of `failed`, those that nobody has put back in line wait. */
export interface JobCounts {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
}

/** As the worker that tends the queue counted them last, which it does every few seconds. */
export async function jobCounts(boss: PgBoss): Promise<JobCounts[]> {
  const queues = await boss.getQueues([...Object.keys(QUEUES), FAILED]);
  return queues.map(({ name, queuedCount, activeCount }) => ({
    queue: name,
    waiting: queuedCount,
    active: activeCount,
  }));
}
