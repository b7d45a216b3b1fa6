import type { Kysely } from 'kysely';
import type { JobInsert, PgBoss } from 'pg-boss';
import { nextEmbargoEnd } from '../../db/embargo.ts';
import { type Due, dueFeeds } from '../../db/feed.ts';
import { duePages } from '../../db/followed-page.ts';
import type { Tables } from '../../db/tables.ts';
import type { Subject } from './queues.ts';

const AT_ONCE = 500;

export interface DueOptions {
  /** All feeds, whether their time has come or not. */
  readonly early?: boolean;
}

/**
 * Makes jobs of what is due. Any number of processes may do so at any time, since there is one job at a time of each; and what
 * is due stands in the tables, so that nothing is lost with a job.
 */
export async function queueDue(db: Kysely<Tables>, boss: PgBoss, options: DueOptions = {}): Promise<void> {
  await queue(boss, 'poll-feed', await dueFeeds(db, AT_ONCE, options.early));
  await queue(boss, 'check-page', await duePages(db, AT_ONCE));
  const end = await nextEmbargoEnd(db);
  if (end !== null) await boss.send('lift-embargoes', {}, { startAfter: end, singletonKey: end });
}

async function queue(boss: PgBoss, name: 'poll-feed' | 'check-page', due: readonly Due[]): Promise<void> {
  if (due.length > 0) await boss.insert(name, due.map(jobOf));
}

/** The group is the host: of each, one is asked at a time. */
function jobOf(due: Due): JobInsert<Subject> {
  return { data: due, singletonKey: due.id, group: { id: new URL(due.url).hostname } };
}
