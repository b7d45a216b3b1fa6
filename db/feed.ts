import { type Kysely, sql } from 'kysely';
import type { Id, Moment, Row, Tables } from './tables.ts';
import { inTransaction } from './transaction.ts';

export type FeedRow = Row<'feed'>;

/** Registers a feed, to be polled at once. False where it is followed already. */
export async function followFeed(db: Kysely<Tables>, url: string, intervalS: number): Promise<boolean> {
  const added = await db
    .insertInto('feed')
    .values({ url, interval_s: intervalS })
    .onConflict((conflict) => conflict.column('url').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Forgets a feed and its pages; the articles stay. False where it is not followed. */
export async function unfollowFeed(db: Kysely<Tables>, url: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('feed').where('url', '=', url).executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function feeds(db: Kysely<Tables>): Promise<FeedRow[]> {
  return db.selectFrom('feed').selectAll().orderBy('url').execute();
}

export async function feedById(db: Kysely<Tables>, id: Id): Promise<FeedRow | null> {
  return (await db.selectFrom('feed').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** What is to be done, and when it last was: who finds that changed knows that another was faster. */
export interface Due {
  readonly id: Id;
  readonly url: string;
  readonly seen: Moment | null;
}

/** Those whose time has come, the longest overdue first; with `early`, all that are not gone. */
export async function dueFeeds(db: Kysely<Tables>, limit: number, early = false): Promise<Due[]> {
  const due = db.selectFrom('feed').select(['id', 'url', 'polled_at as seen']).where('gone_at', 'is', null);
  return (early ? due : due.where('next_poll_at', '<=', sql<string>`now()`))
    .orderBy('next_poll_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** How a poll ended; what is left out stays. */
export type Polled = Partial<
  Pick<FeedRow, 'title' | 'fetched_url' | 'etag' | 'last_modified' | 'interval_s' | 'failures' | 'last_error'>
> & {
  /** From now. */
  readonly nextPollInS: number;
};

export async function setFeedPolled(db: Kysely<Tables>, id: Id, polled: Polled): Promise<void> {
  await setFeed(db, id, polled).set({ polled_at: sql<string>`now()` }).execute();
}

/** The poll came to no end: it is tried again by who began it, and by others from its next time on. */
export async function setFeedFailing(db: Kysely<Tables>, id: Id, polled: Polled): Promise<void> {
  await setFeed(db, id, polled).execute();
}

function setFeed(db: Kysely<Tables>, id: Id, { nextPollInS, ...columns }: Polled) {
  const next_poll_at = inSeconds(nextPollInS);
  return db
    .updateTable('feed')
    .set({ ...columns, next_poll_at })
    .where('id', '=', id);
}

export async function setFeedGone(db: Kysely<Tables>, id: Id): Promise<void> {
  const now = sql<string>`now()`;
  await db.updateTable('feed').set({ gone_at: now, polled_at: now }).where('id', '=', id).execute();
}

/** It moved for good, to an address that answers. Where that one is followed as well, it goes on for both. */
export async function moveFeed(db: Kysely<Tables>, id: Id, url: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const other = await trx
      .selectFrom('feed')
      .select('id')
      .where('url', '=', url)
      .where('id', '!=', id)
      .forUpdate()
      .executeTakeFirst();
    if (other === undefined) {
      await trx.updateTable('feed').set({ url }).where('id', '=', id).execute();
      return;
    }
    await trx.updateTable('followed_page').set({ feed_id: other.id }).where('feed_id', '=', id).execute();
    await trx.deleteFrom('feed').where('id', '=', id).execute();
    await trx.updateTable('feed').set({ gone_at: null }).where('id', '=', other.id).execute();
  });
}

export function inSeconds(seconds: number) {
  return sql<string>`now() + make_interval(secs => ${seconds})`;
}
