import { type DocumentResult, type NewsDocument, newsDocument, refused } from '../document.ts';
import { bodyReadBefore, readBody, type TextBody } from '../scraped/text-body.ts';
import { absolute } from './address.ts';
import { bylinesOf } from './bylines.ts';
import { feedDate } from './feed-date.ts';
import type { BrokenItem, FeedItem } from './feed-item.ts';
import { associationsOf, imagesOf } from './item-media.ts';
import { subjectOf } from './item-subjects.ts';
import { type ItemText, lineOf, standfirstOf, textOf } from './item-text.ts';

/** What holds for all items of a feed. */
export interface FeedContext {
  readonly publisher: string | null;
  /** Null where the feed does not say. */
  readonly language: string | null;
  /** Where neither the feed nor the item says. */
  readonly assumedLanguage: string;
  readonly rights: string | null;
  readonly timeZone: string;
  /** What relative addresses are read against; null where nothing is known. */
  readonly base: string | null;
}

/** `at` is its place in the feed, from 0. */
export function readItem(item: FeedItem | BrokenItem, feed: FeedContext, at: number): DocumentResult {
  const where = placeOf(item, at);
  if ('broken' in item) return refused('MALFORMED', `${where}: ${item.broken}`);
  const publisher = item.publisher ?? feed.publisher;
  const headline = headlineOf(item, publisher);
  if (headline === '') return refused('NO_HEADLINE', `${where}: wanted a title, got none`);
  const text = textOf(item);
  if (text === null)
    return refused(
      'MALFORMED',
      `${where}: wanted html as articles have it, got some that is nested too deep`,
    );
  const body = item.isOurs ? bodyReadBefore(text.lines) : readBody(text.lines);
  if (body.paragraphs.length === 0)
    return refused('NO_BODY', `${where}: wanted a content or a summary, got none`);
  return { kind: 'document', document: documentOf(item, feed, { publisher, headline, text, body }) };
}

interface ItemParts {
  readonly publisher: string | null;
  readonly headline: string;
  readonly text: ItemText;
  readonly body: TextBody;
}

function documentOf(
  item: FeedItem,
  feed: FeedContext,
  { publisher, headline, text, body }: ItemParts,
): NewsDocument {
  const base = absolute(item.base, feed.base) ?? feed.base;
  const url = absolute(item.link, base);
  const published = item.published === null ? null : feedDate(item.published, feed.timeZone);
  const language = languageOf(item.language) ?? feed.language;
  const others = item.otherLinks.flatMap((link) => absolute(link, base) ?? []);
  const document = newsDocument({
    url,
    otherUrls: [...new Set(others)].filter((other) => other !== url),
    guid: item.guid,
    publisher,
    headline,
    standfirst: standfirstOf(item, text.lines),
    body: body.paragraphs.join('\n\n'),
    bodyStatus: text.isWhole ? 'available' : 'stub',
    section: item.section,
    language: language ?? feed.assumedLanguage,
    dateline: body.dateline,
    publishedAt: published?.at ?? null,
    publishedZoneAssumed: published?.zoneAssumed ?? false,
    modifiedAt: modifiedOf(item, published?.at ?? null, feed.timeZone),
    bylines: bylinesOf(item, publisher, body.bylines),
    images: imagesOf(item, text, body.images, base),
    corrections: body.corrections,
    usageTerms: item.usageTerms,
    copyrightNotice: item.rights ?? feed.rights,
    subjects: item.topics.map(subjectOf),
    associations: associationsOf(item, base),
  });
  return { ...document, fieldSources: fromFeed({ ...document, language: language ?? '' }) };
}

/** Names the item to whoever sent the feed. */
function placeOf(item: FeedItem | BrokenItem, at: number): string {
  const name = 'broken' in item ? null : (item.link ?? item.guid);
  return `item ${at + 1}${name === null ? '' : ` (${name.slice(0, 100)})`}`;
}

/** Aggregators put the outlet behind the title: "Bridge opens - Haven Courier". */
export function headlineOf({ title, isOurs }: FeedItem, publisher: string | null): string {
  const line = lineOf(title) ?? '';
  const endings =
    publisher === null || isOurs ? [] : ['-', '–', '—', '|'].map((mark) => ` ${mark} ${publisher}`);
  const ending = endings.find((each) => line.endsWith(each) && line.length > each.length);
  return ending ? line.slice(0, -ending.length).trim() : line;
}

/** In canonical case; null for what is no tag of BCP 47. */
export function languageOf(tag: string | null): string | null {
  const written = tag?.trim().replaceAll('_', '-') ?? '';
  try {
    const [language = ''] = Intl.getCanonicalLocales(written);
    return /^[a-z]{2,3}(?:-|$)/.test(language) ? language : null;
  } catch {
    return null;
  }
}

function modifiedOf({ updated }: FeedItem, publishedAt: string | null, timeZone: string): string | null {
  const at = updated === null ? null : (feedDate(updated, timeZone)?.at ?? null);
  return at === null || (publishedAt !== null && Date.parse(at) === Date.parse(publishedAt)) ? null : at;
}

/** Each field that says something. */
function fromFeed(document: NewsDocument): NewsDocument['fieldSources'] {
  const said = Object.entries(document).filter(
    ([, value]) =>
      value !== null && value !== false && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  const { fieldSources: _, ...sources } = Object.fromEntries(said.map(([field]) => [field, 'feed']));
  return sources;
}
