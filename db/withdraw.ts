import { type Kysely, sql } from 'kysely';
import { settleEventsOf } from './event-facts.ts';
import { appendVisibilityOf } from './outbox.ts';
import type { Id, Tables } from './tables.ts';
import { inTransaction } from './transaction.ts';

/**
 * Leaves a tombstone with its notice: the article and all that rests on it alone are gone from every read. False where
 * there is no such article, or it is withdrawn already; its first notice then stands.
 */
export async function setWithdrawn(db: Kysely<Tables>, articleId: Id, notice: string): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<{ id: Id }>`
      update article set withdrawn_at = now(), withdrawn_notice = ${notice}, visibility = 0
      where id = ${articleId} and withdrawn_at is null returning id`.execute(trx);
    await afterMove(
      trx,
      rows.map((row) => row.id),
    );
    return rows.length > 0;
  });
}

/** Brings back what `setWithdrawn` took; an embargo that has not ended holds again. */
export async function undoWithdrawn(db: Kysely<Tables>, articleId: Id): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<{ id: Id }>`
      update article set withdrawn_at = null, withdrawn_notice = null,
        visibility = case when visible_from <= now() then 2 else 1 end
      where id = ${articleId} and withdrawn_at is not null returning id`.execute(trx);
    await afterMove(
      trx,
      rows.map((row) => row.id),
    );
    return rows.length > 0;
  });
}

async function afterMove(db: Kysely<Tables>, articleIds: readonly Id[]): Promise<void> {
  await settleEventsOf(db, articleIds);
  await appendVisibilityOf(db, articleIds);
}
