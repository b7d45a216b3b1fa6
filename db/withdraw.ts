import { type Kysely, sql } from 'kysely';
import { settleEventsOf } from './event-facts.ts';
import { appendVisibilityOf, type MovedArticle } from './outbox.ts';
import { SOURCE } from './retraction.ts';
import type { Id, Tables } from './tables.ts';
import { inTransaction } from './transaction.ts';

/**
 * Leaves a tombstone with its notice: the article and all that rests on it alone are gone from every read. False where
 * there is no such article, or it is withdrawn already; its first notice then stands. What an editor gave back is not taken
 * again by its source with the same notice, which sources repeat.
 */
export async function setWithdrawn(
  db: Kysely<Tables>,
  articleId: Id,
  notice: string,
  by: string = SOURCE,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<MovedArticle>`
      with seen as (
        select id, visibility from article where id = ${articleId} and withdrawn_at is null and not exists (
          select from retraction as r where r.article_id = ${articleId} and r.undone_at is not null
            and r.notice = ${notice} and r.retracted_by = ${SOURCE} and ${by} = ${SOURCE})
        for update
      ), withdrawn as (
        update article set withdrawn_at = now(), withdrawn_notice = ${notice}, visibility = 0
        from seen where article.id = seen.id returning article.id, seen.visibility as before
      ), kept as (
        insert into retraction (article_id, notice, retracted_by) select id, ${notice}, ${by} from withdrawn
      ) select id, before from withdrawn`.execute(trx);
    await afterMove(trx, rows);
    return rows.length > 0;
  });
}

/** Brings back what `setWithdrawn` took; an embargo that has not ended holds again. */
export async function undoWithdrawn(
  db: Kysely<Tables>,
  articleId: Id,
  by: string = SOURCE,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<MovedArticle>`
      with returned as (
        update article set withdrawn_at = null, withdrawn_notice = null,
          visibility = case when visible_from <= now() then 2 else 1 end
        where id = ${articleId} and withdrawn_at is not null returning id, 0 as before
      ), undone as (
        update retraction set undone_at = now(), undone_by = ${by}
        from returned where article_id = returned.id and undone_at is null
      ) select id, before from returned`.execute(trx);
    await afterMove(trx, rows);
    return rows.length > 0;
  });
}

async function afterMove(db: Kysely<Tables>, moved: readonly MovedArticle[]): Promise<void> {
  await settleEventsOf(db, moved);
  await appendVisibilityOf(db, moved);
}
