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

export interface ArticleUrls {
  readonly article_id: Id;
  /** The one that it is shown with. */
  readonly own: string | null;
  readonly others: readonly KeyedUrl[];
  /** It may have some already. */
  readonly again: boolean;
}

/**
 * Adds addresses to those of articles; returns how many were new. One that another article has stays with that one. To be called
 * behind a lock on every key.
 */
export async function addArticleUrls(db: Kysely<Tables>, articles: readonly ArticleUrls[]): Promise<number> {
  const rows = articles.flatMap(urlRows);
  if (rows.length === 0) return 0;
  const again = new Set(articles.filter((each) => each.again).map((each) => each.article_id));
  const shown = rows.filter((row) => row.own && again.has(row.article_id));
  if (shown.length > 0) {
    await sql`
      update article_url as u set own = u.key = r.key, url = case when u.key = r.key then r.url else u.url end
      from ${recordset(shown, AS_WRITTEN)}
      where u.article_id = r.article_id and (u.own <> (u.key = r.key) or u.key = r.key and u.url <> r.url)`.execute(
      db,
    );
  }
  const { numAffectedRows } = await sql`
    insert into article_url (key, article_id, url, own, listed_at, visibility)
    select r.key, a.id, r.url, r.own, a.listed_at, a.visibility
    from ${recordset(rows, AS_WRITTEN)} join article as a on a.id = r.article_id
    on conflict (key) do nothing`.execute(db);
  return Number(numAffectedRows ?? 0);
}

const AS_WRITTEN = 'article_id int8, key text, url text, own bool';

function urlRows({ article_id, own, others }: ArticleUrls) {
  const ownKey = own === null ? null : urlKey(own);
  return [
    ...(own === null || ownKey === null ? [] : [{ article_id, key: ownKey, url: own, own: true }]),
    ...others
      .filter(({ key }) => key !== ownKey)
      .map(({ key, url }) => ({ article_id, key, url, own: false })),
  ];
}
