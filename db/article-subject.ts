import { type Kysely, sql } from 'kysely';
import { actors } from './actor.ts';
import type { StoredVersion } from './article-write.ts';
import { recordset } from './recordset.ts';
import { by, source, toMany, toOne } from './relation.ts';
import type { NewRow, Tables } from './tables.ts';

const subjects = source(
  'article_subject',
  ['article_id', 'position', 'kind', 'name', 'uri', 'role', 'actor_id'],
  { guarded: true },
);

export const subjectsOfArticle = toMany<'article'>()('subjectsOfArticle', subjects, {
  key: 'article_id',
  orders: { POSITION: by(['position', 'int4', 'asc']) },
});
export const actorOfSubject = toOne<'article_subject'>()('actorOfSubject', actors, 'actor_id');

export type NewSubject = Pick<NewRow<'article_subject'>, 'kind' | 'name' | 'uri' | 'role' | 'actor_id'>;

/** In the order of the source; instead of those of the former version. */
export async function setSubjects(
  db: Kysely<Tables>,
  article: StoredVersion,
  rows: readonly NewSubject[],
): Promise<void> {
  if (article.again) await db.deleteFrom('article_subject').where('article_id', '=', article.id).execute();
  if (rows.length === 0) return;
  const placed = rows.map((row, i) => ({ ...row, position: i + 1 }));
  await sql`
    insert into article_subject (article_id, position, kind, name, uri, role, actor_id, listed_at, visibility)
    select ${article.id}, r.position, r.kind, r.name, r.uri, r.role, r.actor_id, ${article.listed_at}, ${article.visibility}
    from ${recordset(placed, 'position int4, kind text, name text, uri text, role text, actor_id int8')}`.execute(
    db,
  );
}
