import { type Kysely, sql } from 'kysely';
import { recordset } from './recordset.ts';
import { dropFormer, type OfArticle, placed, type StoredVersion, written } from './stored-version.ts';
import type { NewRow, Tables } from './tables.ts';

export type NewByline = Pick<NewRow<'byline'>, 'name' | 'role' | 'actor_id'>;

/** Each article's in print order; instead of those of the former version. */
export async function setBylines(
  db: Kysely<Tables>,
  articles: readonly StoredVersion[],
  rows: readonly OfArticle<NewByline>[],
): Promise<void> {
  await dropFormer(db, 'byline', articles);
  if (rows.length === 0) return;
  await sql`
    insert into byline (article_id, position, name, role, actor_id, listed_at, visibility)
    select a.id, r.position, r.name, r.role, r.actor_id, a.listed_at, a.visibility
    from ${recordset(placed(rows), 'article_id int8, position int4, name text, role text, actor_id int8')}
    join ${written(articles)} on a.id = r.article_id`.execute(db);
}
