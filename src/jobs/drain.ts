import type { PgBoss } from 'pg-boss';
import type { Handlers } from './handlers.ts';
import type { JobName } from './queues.ts';
import { type Runnable, run } from './worker.ts';

/** Does the jobs of a queue that are ready, `most` at a time, until none is; returns how many it did. */
export async function drain(boss: PgBoss, handlers: Handlers, name: JobName, most: number): Promise<number> {
  let done = 0;
  const hand = async () => {
    for (;;) {
      const [job] = await boss.fetch<Runnable['data']>(name, { groupConcurrency: 1 });
      if (!job) return;
      const signal = AbortSignal.timeout(job.expireInSeconds * 1_000);
      try {
        await run(handlers, name, { data: job.data, signal });
        await boss.complete(name, job);
      } catch (error) {
        await boss.fail(name, job, { message: (error as Error).message });
      }
      done++;
    }
  };
  await Promise.all(Array.from({ length: most }, hand));
  return done;
}
