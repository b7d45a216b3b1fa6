import { type Kysely, sql } from 'kysely';
import { recordset } from './recordset.ts';
import { by, source, toMany } from './relation.ts';
import { dropFormer, type OfArticle, placed, type StoredVersion, written } from './stored-version.ts';
import type { NewRow, Tables } from './tables.ts';

const associations = source(
  'article_association',
  ['article_id', 'position', 'role', 'type', 'uri', 'headline'],
  { guarded: true },
);

export const associationsOfArticle = toMany<'article'>()('associationsOfArticle', associations, {
  key: 'article_id',
  orders: { POSITION: by(['position', 'int4', 'asc']) },
});

export type NewAssociation = Pick<NewRow<'article_association'>, 'role' | 'type' | 'uri' | 'headline'>;

/** In the order of the source; instead of those of the former version. */
export async function setAssociations(
  db: Kysely<Tables>,
  articles: readonly StoredVersion[],
  rows: readonly OfArticle<NewAssociation>[],
): Promise<void> {
  await dropFormer(db, 'article_association', articles);
  if (rows.length === 0) return;
  const columns = 'article_id int8, position int4, role text, type text, uri text, headline text';
  await sql`
    insert into article_association (article_id, position, role, type, uri, headline, listed_at, visibility)
    select a.id, r.position, r.role, r.type, r.uri, r.headline, a.listed_at, a.visibility
    from ${recordset(placed(rows), columns)} join ${written(articles)} on a.id = r.article_id`.execute(db);
}
