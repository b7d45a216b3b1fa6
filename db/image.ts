import { type Kysely, sql } from 'kysely';
import type { StoredVersion } from './article-write.ts';
import { recordset } from './recordset.ts';
import type { NewRow, Tables } from './tables.ts';

export type NewImage = Pick<NewRow<'image'>, 'caption' | 'credit' | 'url'>;

export async function setImages(
  db: Kysely<Tables>,
  article: StoredVersion,
  rows: readonly NewImage[],
): Promise<void> {
  if (article.again) await db.deleteFrom('image').where('article_id', '=', article.id).execute();
  if (rows.length === 0) return;
  const placed = rows.map((row, i) => ({ ...row, position: i + 1 }));
  await sql`
    insert into image (article_id, position, caption, credit, url, listed_at, visibility)
    select ${article.id}, r.position, r.caption, r.credit, r.url, ${article.listed_at}, ${article.visibility}
    from ${recordset(placed, 'position int4, caption text, credit text, url text')}`.execute(db);
}
