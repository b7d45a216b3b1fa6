import type { PgBoss } from 'pg-boss';
import { FAILED, type Subject } from './queues.ts';

/** A job that was tried as often as it may be. */
export interface FailedJob {
  readonly id: string;
  readonly job: string;
  /** What it was about; null where the job has no subject. */
  readonly url: string | null;
  readonly tries: number;
  readonly failedAt: Date;
  readonly why: string;
}

/** The oldest first. */
export async function failedJobs(boss: PgBoss, limit = 1_000): Promise<FailedJob[]> {
  const jobs = await boss.findJobs<Partial<Subject>>(FAILED, { queued: true, limit });
  return jobs.map(({ id, data, createdOn, sourceName, sourceRetryCount, sourceOutput }) => ({
    id,
    job: sourceName ?? 'unknown',
    url: data?.url ?? null,
    tries: (sourceRetryCount ?? 0) + 1,
    failedAt: createdOn,
    why: String((sourceOutput as { message?: unknown } | null)?.message ?? 'unknown'),
  }));
}

/** Puts them back in line; all, where no ids are given. Returns how many. */
export async function replayFailed(boss: PgBoss, ids: readonly string[] | null): Promise<number> {
  if (ids) return boss.redrive(FAILED, { ids: [...ids] });
  let replayed = 0;
  for (let moved = 1; moved > 0; replayed += moved) moved = await boss.redrive(FAILED);
  return replayed;
}
