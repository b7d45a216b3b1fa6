import { type Kysely, sql } from 'kysely';
import type { Id, Moment, Tables } from './tables.ts';

/** Keeps the text that the article now has as the one of its current version. */
export async function addArticleVersion(
  db: Kysely<Tables>,
  articleId: Id,
  ingestedAt: Moment,
): Promise<void> {
  await sql`
    insert into article_version
      (article_id, version, headline, standfirst, body, corrections, content_hash, modified_at, ingested_at, listed_at, visibility)
    select id, version, headline, standfirst, body, corrections, content_hash, modified_at, cast(${ingestedAt} as timestamptz),
      listed_at, visibility
    from article where id = ${articleId}`.execute(db);
}
