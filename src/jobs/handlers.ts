import { liftEmbargoes } from '../../db/embargo.ts';
import type { Following } from '../follow/following.ts';
import type { JobData, JobName } from './queues.ts';

export type Handlers = {
  readonly [Name in JobName]: (data: JobData[Name], signal: AbortSignal) => Promise<unknown>;
};

/** Who follows nothing does not load what reads pages. */
export function handlersOf(db: Following['db'], following: () => Promise<Following>): Handlers {
  return {
    'poll-feed': async (subject, signal) =>
      (await import('../follow/poll-feed.ts')).pollFeed(await following(), subject, signal),
    'check-page': async (subject, signal) =>
      (await import('../follow/check-page.ts')).checkPage(await following(), subject, signal),
    'lift-embargoes': () => liftEmbargoes(db),
  };
}
