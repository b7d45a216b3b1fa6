import { type Kysely, sql } from 'kysely';
import { recordset } from './recordset.ts';
import { dropFormer, type OfArticle, placed, type StoredVersion, written } from './stored-version.ts';
import type { NewRow, Tables } from './tables.ts';

export type NewImage = Pick<NewRow<'image'>, 'caption' | 'credit' | 'url'>;

export async function setImages(
  db: Kysely<Tables>,
  articles: readonly StoredVersion[],
  rows: readonly OfArticle<NewImage>[],
): Promise<void> {
  await dropFormer(db, 'image', articles);
  if (rows.length === 0) return;
  await sql`
    insert into image (article_id, position, caption, credit, url, listed_at, visibility)
    select a.id, r.position, r.caption, r.credit, r.url, a.listed_at, a.visibility
    from ${recordset(placed(rows), 'article_id int8, position int4, caption text, credit text, url text')}
    join ${written(articles)} on a.id = r.article_id`.execute(db);
}
