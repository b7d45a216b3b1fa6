import type { Kysely } from 'kysely';
import type { ArticleHeader } from '../../../db/article-identity.ts';
import { addArticleUrls, keyedUrls } from '../../../db/article-url.ts';
import { type ArticleContent, addArticles, type StoredHead, setArticle } from '../../../db/article-write.ts';
import { setEmbargo } from '../../../db/embargo.ts';
import { type AwaitedRetraction, setRetracted } from '../../../db/retraction.ts';
import type { StoredVersion } from '../../../db/stored-version.ts';
import type { Moment, Tables, Visibility } from '../../../db/tables.ts';
import type { Identity } from '../identity.ts';
import type { ReadingToStore } from './store-reading.ts';

export interface ToStore extends ReadingToStore {
  /** The article of which this is the next version; null for a new one. */
  readonly former: ArticleHeader | null;
  /** By which its source took a new one back before it came. */
  readonly retraction: AwaitedRetraction | null;
  readonly identity: Identity;
  /** What it is shown with. */
  readonly url: string | null;
  readonly contentHash: Buffer;
  readonly extractor: string;
  readonly listedAt: Moment;
  readonly now: Moment;
}

export type WithHead = ToStore & {
  readonly article: StoredVersion;
  /** Of its former version, as this one found it; null for a new article. */
  readonly formerText: Visibility | null;
};

/** The articles themselves with their addresses, in their order. */
export async function storeHeads(db: Kysely<Tables>, articles: readonly ToStore[]): Promise<WithHead[]> {
  const added = (
    await addNewOnes(
      db,
      articles.filter(({ former }) => former === null),
    )
  ).values();
  const stored: WithHead[] = [];
  for (const what of articles) {
    const { head, formerText } = what.former
      ? await nextVersion(db, what.former, what)
      : { head: added.next().value!, formerText: null };
    const article = { ...head, extractor: what.extractor, again: what.former !== null };
    stored.push({ ...what, article, formerText });
  }
  await addArticleUrls(
    db,
    stored.map(({ article, document, url, identity }) => ({
      article_id: article.id,
      own: url,
      others: [...keyedUrls([document.url]), ...identity.others],
      again: article.again,
    })),
  );
  return stored;
}

async function nextVersion(
  db: Kysely<Tables>,
  former: ArticleHeader,
  what: ToStore,
): Promise<{ head: StoredHead; formerText: Visibility }> {
  const lifted = await setEmbargo(db, former.id, what.document.embargoedUntil, what.now);
  const head = await setArticle(db, former.id, articleContent(what));
  return { head, formerText: lifted && former.text_visibility === 1 ? 2 : former.text_visibility };
}

/** Withdrawn where their sources took them back before they came. */
async function addNewOnes(db: Kysely<Tables>, articles: readonly ToStore[]): Promise<StoredHead[]> {
  const heads = await addArticles(
    db,
    articles.map((what) => ({
      ...articleContent(what),
      visible_from: what.document.embargoedUntil ?? what.now,
      ingested_at: what.now,
      withdrawn_notice: what.retraction?.notice ?? null,
    })),
  );
  for (const [i, { retraction }] of articles.entries())
    if (retraction) await setRetracted(db, retraction.id, heads[i]!.id);
  return heads;
}

/** An address or guid that the article had stays where the document gives none. */
function articleContent(what: ToStore): ArticleContent {
  const { document, identity, former } = what;
  return {
    url: what.url,
    guid: former?.guid ?? identity.guid,
    publisher_id: what.publisherId,
    headline: document.headline,
    standfirst: document.standfirst,
    body: document.body === '' ? null : document.body,
    source_body_status: document.bodyStatus,
    section: document.section,
    language: document.language,
    dateline: document.dateline,
    published_at: document.publishedAt,
    published_zone_assumed: document.publishedZoneAssumed,
    modified_at: document.modifiedAt,
    corrections: [...document.corrections],
    usage_terms: document.usageTerms,
    copyright_holder: document.copyrightHolder,
    copyright_notice: document.copyrightNotice,
    live_blog: document.liveBlog,
    field_sources: document.fieldSources,
    content_hash: what.contentHash,
    extractor: what.extractor,
    published_offset_minutes: document.publishedAt === null ? null : offsetMinutes(document.publishedAt),
    listed_at: what.listedAt,
  };
}

/** Of an RFC 3339 moment, east of Greenwich. */
function offsetMinutes(moment: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(moment) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -size : size;
}
