import { createHash } from 'node:crypto';
import type { ArticleIdentity, KnownArticle } from '../../db/article-identity.ts';
import { type KeyedUrl, keyedUrls, shownUrl } from '../../db/article-url.ts';
import { urlKey } from '../../db/url.ts';
import type { FieldSource, NewsDocument } from './document.ts';

/** What makes two documents the same article. Where the source gives neither address nor guid, one is made of its head. */
export interface Identity {
  /** Its own address, and the others in their order; null where none tells an article. */
  readonly urlKey: string | null;
  readonly others: readonly KeyedUrl[];
  readonly guid: string | null;
  readonly publisher: string | null;
}

export function identityOf(document: NewsDocument): Identity {
  const { url, otherUrls, publisher } = document;
  const key = url === null ? null : urlKey(url);
  return {
    urlKey: key,
    others: keyedUrls(otherUrls).filter((other) => other.key !== key),
    publisher,
    guid: document.guid ?? (key === null ? textGuid(document) : null),
  };
}

/** As `articleByIdentity` asks for it. */
export function keysOf({ others, ...identity }: Identity): ArticleIdentity {
  return { ...identity, otherKeys: others.map(({ key }) => key) };
}

/**
 * The address that an article is shown with once a document of it came. What was shown before stays, unless the document has a
 * better form of it, or an address that the article did not have: then it moved.
 */
export function urlToShow(former: KnownArticle | null, { url }: NewsDocument): string | null {
  if (!former?.url) return url;
  if (url === null || urlKey(url) === null || former.address === 'other') return former.url;
  return former.address === 'own' ? shownUrl(former.url, url) : url;
}

/** Whether the document says what is stored already, wherever it was found this time, or what a later version has replaced. */
export function isUnchanged(former: KnownArticle, document: NewsDocument): boolean {
  const url = former.url ?? document.url;
  return isOvertaken(former, document) || former.content_hash.equals(contentHash({ ...document, url }));
}

/** Agencies send the versions of an item more than once and in no order; by its own time each knows its place. */
const VERSIONED: readonly (FieldSource | undefined)[] = ['ninjs', 'newsml-g2'];

function isOvertaken({ modified_at, field_sources }: KnownArticle, document: NewsDocument): boolean {
  const source = document.fieldSources.body;
  const at = document.modifiedAt ?? document.publishedAt;
  if (modified_at === null || at === null) return false;
  return (
    VERSIONED.includes(source) && field_sources.body === source && Date.parse(at) < Date.parse(modified_at)
  );
}

/**
 * Publisher, headline and time; where no time is printed, the first paragraph stands for it. A time without a zone counts
 * as printed, so that learning the publisher's zone later makes no second article.
 */
function textGuid({ publisher, headline, publishedAt, publishedZoneAssumed, body }: NewsDocument): string {
  const printed = publishedAt && (publishedZoneAssumed ? publishedAt.slice(0, 19) : moment(publishedAt));
  const parts = [publisher, headline, printed ?? body.split('\n\n', 1)[0]].map((part) => plain(part ?? ''));
  return `text:${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`;
}

function moment(rfc3339: string): string {
  return new Date(rfc3339).toISOString();
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/**
 * SHA-256 of all that the document says: two that say the same, whatever the order of their fields and wherever these were
 * found, have the same one. What is left unsaid does not count, so that a new field changes no article that has none; nor do
 * further addresses, which are kept without a new version.
 */
export function contentHash(document: NewsDocument): Buffer {
  const { fieldSources: _, otherUrls: __, bodyStatus, ...rest } = document;
  const said = bodyStatus === 'available' ? rest : { ...rest, bodyStatus };
  return createHash('sha256').update(canonicalJson(said)).digest();
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, held) => {
    if (held === null || typeof held !== 'object' || Array.isArray(held)) return held;
    const said = Object.entries(held).filter(([, part]) => !isUnsaid(part));
    return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function isUnsaid(value: unknown): boolean {
  return value === null || value === false || (Array.isArray(value) && value.length === 0);
}
