import { type Kysely, sql } from 'kysely';
import { type Due, inSeconds } from './feed.ts';
import { recordset } from './recordset.ts';
import type { Id, Moment, PageSaid, Row, Tables } from './tables.ts';
import { canonicalUrl, urlKey } from './url.ts';

export type FollowedPage = Row<'followed_page'>;

export interface ListedPage {
  readonly url: string;
  /** Hexadecimal. */
  readonly entry_hash: string;
  readonly whole: boolean;
  readonly published_at: Moment | null;
  readonly said: PageSaid;
}

/** Time enough to store what a feed holds whole. Where that came to nothing, its page is read instead. */
const WHOLE_DUE_S = 600;

/**
 * Of what a feed lists, that of which it says something new, by url; those pages are due. What was said of a page first stays: many
 * feeds date an entry anew whenever it is touched. One statement for all.
 */
export async function setListedPages(
  db: Kysely<Tables>,
  feedId: Id,
  pages: readonly ListedPage[],
): Promise<Map<string, Id>> {
  if (pages.length === 0) return new Map();
  const { rows } = await sql<Pick<FollowedPage, 'id' | 'url'>>`
    insert into followed_page as known (feed_id, url, entry_hash, whole, published_at, said, next_check_at)
    select ${feedId}, r.url, decode(r.entry_hash, 'hex'), r.whole, coalesce(r.published_at, now()), r.said,
      case when r.whole then ${inSeconds(WHOLE_DUE_S)} else now() end
    from ${recordset(pages, 'url text, entry_hash text, whole bool, published_at timestamptz, said jsonb')}
    order by r.url
    on conflict (url) do update set
      entry_hash = excluded.entry_hash, whole = excluded.whole, said = excluded.said || known.said, next_check_at = excluded.next_check_at
      where known.entry_hash <> excluded.entry_hash and known.feed_id = excluded.feed_id
    returning known.id, known.url`.execute(db);
  return new Map(rows.map(({ url, id }) => [url, id]));
}

/** What feeds say of the page at any of these addresses, or of the article that has one. The page that was listed first decides. */
export async function saidByFeeds(db: Kysely<Tables>, urls: readonly string[]): Promise<PageSaid | null> {
  const keys = urls.flatMap((url) => urlKey(url) ?? []);
  const listed = urls.flatMap((url) => canonicalUrl(url) ?? []);
  const { rows } = await sql<Pick<FollowedPage, 'said'>>`
    select p.said from followed_page as p where p.id in (
      select id from followed_page where url = any(cast(${listed} as text[])) union all
      select page.id from article_url as u join followed_page as page on page.article_id = u.article_id
      where u.key = any(cast(${keys} as text[]))
    ) and p.said <> '{}' order by p.id limit 1`.execute(db);
  return rows[0]?.said ?? null;
}

export async function pageById(db: Kysely<Tables>, id: Id): Promise<FollowedPage | null> {
  return (await db.selectFrom('followed_page').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Those whose time has come, the longest overdue first. */
export async function duePages(db: Kysely<Tables>, limit: number): Promise<Due[]> {
  return db
    .selectFrom('followed_page')
    .select(['id', 'url', 'checked_at as seen'])
    .where('next_check_at', '<=', sql<string>`now()`)
    .orderBy('next_check_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** How a look at it ended; what is left out stays. */
export type Checked = Partial<
  Pick<FollowedPage, 'status' | 'fetched_url' | 'etag' | 'last_modified' | 'article_id' | 'last_error'>
> & {
  /** From now; null: never again. */
  readonly nextCheckInS: number | null;
};

export async function setPageChecked(db: Kysely<Tables>, id: Id, checked: Checked): Promise<void> {
  await setPage(db, id, checked).set({ checked_at: sql<string>`now()` }).execute();
}

/** The look came to no end: it is tried again by who began it, and by others from its next time on. */
export async function setPageFailing(db: Kysely<Tables>, id: Id, checked: Checked): Promise<void> {
  await setPage(db, id, checked).execute();
}

function setPage(db: Kysely<Tables>, id: Id, { nextCheckInS, ...columns }: Checked) {
  const next_check_at = nextCheckInS === null ? null : inSeconds(nextCheckInS);
  return db
    .updateTable('followed_page')
    .set({ ...columns, next_check_at })
    .where('id', '=', id);
}
