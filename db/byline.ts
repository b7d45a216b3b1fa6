import { type Kysely, sql } from 'kysely';
import type { StoredVersion } from './article-write.ts';
import { recordset } from './recordset.ts';
import type { NewRow, Tables } from './tables.ts';

export type NewByline = Pick<NewRow<'byline'>, 'name' | 'role' | 'actor_id'>;

/** In print order; instead of those of the former version. */
export async function setBylines(
  db: Kysely<Tables>,
  article: StoredVersion,
  rows: readonly NewByline[],
): Promise<void> {
  if (article.again) await db.deleteFrom('byline').where('article_id', '=', article.id).execute();
  if (rows.length === 0) return;
  const placed = rows.map((row, i) => ({ ...row, position: i + 1 }));
  await sql`
    insert into byline (article_id, position, name, role, actor_id, listed_at, visibility)
    select ${article.id}, r.position, r.name, r.role, r.actor_id, ${article.listed_at}, ${article.visibility}
    from ${recordset(placed, 'position int4, name text, role text, actor_id int8')}`.execute(db);
}
