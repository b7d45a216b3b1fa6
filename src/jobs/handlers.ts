import { liftEmbargoes } from '../../db/embargo.ts';
import { checkPage } from '../follow/check-page.ts';
import type { Following } from '../follow/following.ts';
import { pollFeed } from '../follow/poll-feed.ts';
import type { JobData, JobName } from './queues.ts';

export type Handlers = {
  readonly [Name in JobName]: (data: JobData[Name], signal: AbortSignal) => Promise<unknown>;
};

export function handlersOf(on: Following): Handlers {
  return {
    'poll-feed': (subject, signal) => pollFeed(on, subject, signal),
    'check-page': (subject, signal) => checkPage(on, subject, signal),
    'lift-embargoes': () => liftEmbargoes(on.db),
  };
}
