import { type Kysely, sql } from 'kysely';
import { recordset } from './recordset.ts';
import { by, source, toMany } from './relation.ts';
import type { Id, Tables } from './tables.ts';
import { isAmpUrl, urlKey } from './url.ts';

const addresses = source('article_url', ['article_id', 'url'], { guarded: true });

/** Those beside its own. */
export const otherUrlsOfArticle = toMany<'article'>()('otherUrlsOfArticle', addresses, {
  key: 'article_id',
  where: [{ of: 'target', column: 'own', is: '=', value: false }],
  orders: { KEY: by(['key', 'text', 'asc']) },
});

/** An address as it is shown, and as it is compared. */
export interface KeyedUrl {
  readonly url: string;
  readonly key: string;
}

/** Those that tell an article, each key once. */
export function keyedUrls(urls: readonly (string | null)[]): KeyedUrl[] {
  const keyed = urls.flatMap((url) => {
    const key = url === null ? null : urlKey(url);
    return url === null || key === null ? [] : [{ url, key }];
  });
  return [...new Map(keyed.toReversed().map((each) => [each.key, each])).values()].reverse();
}

/** The one of an article's two addresses that is to be shown: the plain page's, and the secure one's. */
export function shownUrl(former: string, now: string): string {
  const drawback = (url: string) => Number(isAmpUrl(url)) * 2 + Number(url.startsWith('http:'));
  return drawback(now) < drawback(former) ? now : former;
}

/**
 * Adds addresses to those of an article, `own` as the one that it is shown with; returns how many were new. One that another
 * article has stays with that one. To be called behind a lock on every key.
 */
export async function addArticleUrls(
  db: Kysely<Tables>,
  articleId: Id,
  own: string | null,
  others: readonly KeyedUrl[],
): Promise<number> {
  const ownKey = own === null ? null : urlKey(own);
  const rows = [
    ...(own === null || ownKey === null ? [] : [{ url: own, key: ownKey }]),
    ...others.filter(({ key }) => key !== ownKey),
  ];
  if (rows.length === 0) return 0;
  if (ownKey !== null) {
    await sql`
      update article_url set own = key = ${ownKey}, url = case when key = ${ownKey} then ${own} else url end
      where article_id = ${articleId} and (own <> (key = ${ownKey}) or key = ${ownKey} and url <> ${own})`.execute(
      db,
    );
  }
  const { numAffectedRows } = await sql`
    insert into article_url (key, article_id, url, own, listed_at, visibility)
    select r.key, a.id, r.url, r.key is not distinct from ${ownKey}, a.listed_at, a.visibility
    from ${recordset(rows, 'key text, url text')} join article as a on a.id = ${articleId}
    on conflict (key) do nothing`.execute(db);
  return Number(numAffectedRows ?? 0);
}
