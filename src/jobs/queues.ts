import type { Queue } from 'pg-boss';
import type { Due } from '../../db/feed.ts';

/** Where a job goes that failed as often as it may, or that nothing can mend. */
export const FAILED = 'failed';

/** What each job is about. */
export interface JobData {
  'poll-feed': Subject;
  'check-page': Subject;
  'lift-embargoes': object;
}
export type JobName = keyof JobData;

/** Of a feed or a page; its address is for people, since the row says what holds now. */
export type Subject = Due;

const KEPT_S = 30 * 86_400;

/** Of one feed or page there is one job at a time, waiting or running. */
const FETCHING = {
  policy: 'exclusive',
  retryLimit: 5,
  retryDelay: 30,
  retryBackoff: true,
  retryDelayMax: 3_600,
  expireInSeconds: 600,
  /** A job whose worker was killed is another's after that. */
  heartbeatSeconds: 30,
  deleteAfterSeconds: 3_600,
  deadLetter: FAILED,
} as const satisfies Omit<Queue, 'name'>;

export const QUEUES: Readonly<Record<JobName, Omit<Queue, 'name'>>> = {
  'poll-feed': FETCHING,
  'check-page': FETCHING,
  'lift-embargoes': { ...FETCHING, expireInSeconds: 60, retryDelay: 1, retryDelayMax: 60 },
};

export const FAILED_QUEUE = { retentionSeconds: KEPT_S, deleteAfterSeconds: KEPT_S } as const;
