import { type Kysely, sql } from 'kysely';
import { actors } from './actor.ts';
import { recordset } from './recordset.ts';
import { by, source, toMany, toOne } from './relation.ts';
import { dropFormer, type OfArticle, placed, type StoredVersion, written } from './stored-version.ts';
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
  articles: readonly StoredVersion[],
  rows: readonly OfArticle<NewSubject>[],
): Promise<void> {
  await dropFormer(db, 'article_subject', articles);
  if (rows.length === 0) return;
  const columns = 'article_id int8, position int4, kind text, name text, uri text, role text, actor_id int8';
  await sql`
    insert into article_subject (article_id, position, kind, name, uri, role, actor_id, listed_at, visibility)
    select a.id, r.position, r.kind, r.name, r.uri, r.role, r.actor_id, a.listed_at, a.visibility
    from ${recordset(placed(rows), columns)} join ${written(articles)} on a.id = r.article_id`.execute(db);
}
