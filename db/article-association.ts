import { type Kysely, sql } from 'kysely';
import type { StoredVersion } from './article-write.ts';
import { recordset } from './recordset.ts';
import { by, source, toMany } from './relation.ts';
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
  article: StoredVersion,
  rows: readonly NewAssociation[],
): Promise<void> {
  if (article.again)
    await db.deleteFrom('article_association').where('article_id', '=', article.id).execute();
  if (rows.length === 0) return;
  const placed = rows.map((row, i) => ({ ...row, position: i + 1 }));
  await sql`
    insert into article_association (article_id, position, role, type, uri, headline, listed_at, visibility)
    select ${article.id}, r.position, r.role, r.type, r.uri, r.headline, ${article.listed_at}, ${article.visibility}
    from ${recordset(placed, 'position int4, role text, type text, uri text, headline text')}`.execute(db);
}
