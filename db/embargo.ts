import { type Kysely, sql } from 'kysely';
import { settleEventsOf } from './event-facts.ts';
import { appendVisibilityOf, type MovedArticle } from './outbox.ts';
import type { Id, Moment, Tables, Visibility } from './tables.ts';
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
    await afterLift(trx, rows);
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

/**
 * The embargo that a new version of an article states, null for none. It holds for what was never public: it is brought forward,
 * put off or lifted, and what was seen stays seen. Whether it was lifted. To be called within a transaction, before the version is
 * written.
 */
export async function setEmbargo(
  db: Kysely<Tables>,
  articleId: Id,
  until: Moment | null,
  now: Moment,
): Promise<boolean> {
  const { rows } = await sql<MovedArticle & { after: Visibility }>`
    with stated as (select coalesce(cast(${until} as timestamptz), cast(${now} as timestamptz)) as until)
    update article set visible_from = stated.until,
      visibility = case when visibility = 1 and stated.until <= cast(${now} as timestamptz) then 2 else visibility end
    from stated where id = ${articleId} and (visibility = 1 or visibility = 0 and visible_from > withdrawn_at)
    returning id, 1 as before, visibility as after`.execute(db);
  const lifted = rows.filter(({ after }) => after === 2);
  await afterLift(db, lifted);
  return lifted.length > 0;
}

async function afterLift(db: Kysely<Tables>, moved: readonly MovedArticle[]): Promise<void> {
  await settleEventsOf(db, moved);
  await appendVisibilityOf(db, moved);
}
