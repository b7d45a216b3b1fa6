import { type Kysely, sql } from 'kysely';
import { settleEventsOf } from './event-facts.ts';
import { appendVisibilityOf, type MovedArticle } from './outbox.ts';
import type { Id, Moment, Tables } from './tables.ts';
import { inTransaction } from './transaction.ts';

/**
 * Makes public what was embargoed until `now` (the database's clock by default); returns the articles' ids. Articles that
 * another process is lifting are left to it, so it may run anywhere, as often as one likes.
 */
export async function liftEmbargoes(db: Kysely<Tables>, now: Moment | null = null): Promise<Id[]> {
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<MovedArticle>`
      with due as (
        select id from article
        where visibility = 1 and visible_from <= coalesce(cast(${now} as timestamptz), now())
        order by id for update skip locked
      )
      update article set visibility = 2 from due where article.id = due.id returning article.id, 1 as before`.execute(
      trx,
    );
    await settleEventsOf(trx, rows);
    await appendVisibilityOf(trx, rows);
    return rows.map((row) => row.id);
  });
}

/** When the next embargo ends, of those that are known to end; null where none is. */
export async function nextEmbargoEnd(db: Kysely<Tables>): Promise<Moment | null> {
  const row = await db
    .selectFrom('article')
    .select('visible_from')
    .where('visibility', '=', 1)
    .where(sql<boolean>`isfinite(visible_from)`)
    .orderBy('visible_from')
    .limit(1)
    .executeTakeFirst();
  return row?.visible_from ?? null;
}
