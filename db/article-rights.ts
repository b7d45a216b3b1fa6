import { type Kysely, sql } from 'kysely';
import { appendChanges } from './outbox.ts';
import type { Id, Tables, Visibility } from './tables.ts';
import { inTransaction } from './transaction.ts';

interface Moved {
  readonly visibility: Visibility;
  readonly before: Visibility;
  readonly after: Visibility;
}

/**
 * Withholds the body of an article, whatever its source says, until it is released; then what the source says holds again. The
 * body and whatever shows words of it (quotes, mentions, texts of versions) are then shown to nobody. False where it is so
 * already or there is no such article.
 */
export async function setBodyWithheld(
  db: Kysely<Tables>,
  articleId: Id,
  withheld: boolean,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<Moved>`
      with seen as (
        select id, text_visibility from article where id = ${articleId} and body_withheld <> ${withheld} for update
      )
      update article set body_withheld = ${withheld},
        body_status = case when ${withheld} then 'withheld' else source_body_status end
      from seen where article.id = seen.id
      returning article.visibility, seen.text_visibility as before, article.text_visibility as after`.execute(
      trx,
    );
    const [moved] = rows;
    if (moved) await appendTextChanges(trx, articleId, moved);
    return moved !== undefined;
  });
}

async function appendTextChanges(db: Kysely<Tables>, articleId: Id, moved: Moved): Promise<void> {
  const { visibility, before, after } = moved;
  const quotes = before === after ? [] : await standingQuoteIds(db, articleId);
  await appendChanges(db, [
    { noun: 'article', row_id: articleId, visibility_before: visibility, visibility_after: visibility },
    ...quotes.map((row_id) => ({
      noun: 'quote' as const,
      row_id,
      visibility_before: before,
      visibility_after: after,
    })),
  ]);
}

async function standingQuoteIds(db: Kysely<Tables>, articleId: Id): Promise<Id[]> {
  const rows = await db
    .selectFrom('quote')
    .select('id')
    .where('article_id', '=', articleId)
    .where('gone_in_version', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}
