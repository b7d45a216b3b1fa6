import { type Kysely, sql } from 'kysely';
import type { ArticleIdentity } from './article-identity.ts';
import { recordset } from './recordset.ts';
import type { Id, Row, Tables } from './tables.ts';

/** Who retracts, where it is the article's own source. */
export const SOURCE = 'source';

/** A retraction of an article that was not here when it was taken back. */
export type AwaitedRetraction = Pick<Row<'retraction'>, 'id' | 'notice'>;

type Named = Pick<ArticleIdentity, 'urlKey' | 'guid' | 'publisher'>;

/** Remembers that an article was taken back before it came; false where neither address nor guid would tell it. */
export async function awaitRetracted(
  db: Kysely<Tables>,
  { urlKey, guid, publisher }: Named,
  notice: string,
): Promise<boolean> {
  if (urlKey === null && guid === null) return false;
  await sql`
    insert into retraction (url_key, guid, publisher_key, notice, retracted_by)
    values (${urlKey}, ${guid}, public.fold(${publisher}), ${notice}, ${SOURCE})
    on conflict (url_key, guid, publisher_key) where article_id is null do nothing`.execute(db);
  return true;
}

/**
 * By any address of each article that comes, or its guid within its publisher; a guid that is a URI, where the retraction named no
 * publisher, is nobody else's. In the order of the articles.
 */
export async function awaitedRetractions(
  db: Kysely<Tables>,
  articles: readonly ArticleIdentity[],
): Promise<(AwaitedRetraction | null)[]> {
  const asked = articles.map(({ urlKey, otherKeys, guid, publisher }, n) => {
    const keys = [urlKey, ...otherKeys].filter((key) => key !== null);
    return { n, keys, guid, publisher };
  });
  const { rows } = await sql<AwaitedRetraction & { n: number }>`
    select r.n, awaited.id, awaited.notice
    from ${recordset(asked, 'n int4, keys text[], guid text, publisher text')} cross join lateral (
      select id, notice from retraction where article_id is null and url_key = any(r.keys)
      union all
      select id, notice from retraction
      where article_id is null and guid = r.guid and (publisher_key is not distinct from public.fold(r.publisher)
        or publisher_key is null and guid ~* '^[a-z][a-z0-9+.-]*:[^[:space:]]')
      order by id limit 1
    ) as awaited`.execute(db);
  const found = new Map(rows.map(({ n, ...retraction }) => [n, retraction]));
  return articles.map((_, n) => found.get(n) ?? null);
}

/** The article that was awaited is here, and withdrawn. */
export async function setRetracted(db: Kysely<Tables>, retractionId: Id, articleId: Id): Promise<void> {
  await db.updateTable('retraction').set({ article_id: articleId }).where('id', '=', retractionId).execute();
}
