import {
  type DocumentAssociation,
  type DocumentImage,
  type DocumentResult,
  type DocumentSubject,
  type NewsDocument,
  newsDocument,
  refused,
} from '../document.ts';
import { captionOf } from '../scraped/captions.ts';
import { readBody } from '../scraped/text-body.ts';
import { bylinesOf } from './bylines.ts';
import { feedDate } from './feed-date.ts';
import type { BrokenItem, FeedItem, FeedMedia, FeedTopic } from './feed-item.ts';
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
  const body = readBody(text.lines);
  if (body.paragraphs.length === 0)
    return refused('NO_BODY', `${where}: wanted a content or a summary, got none`);
  const base = absolute(item.base, feed.base) ?? feed.base;
  const url = absolute(item.link, base);
  const published = item.published === null ? null : feedDate(item.published, feed.timeZone);
  const said = languageOf(item.language) ?? feed.language;
  const document = newsDocument({
    url,
    otherUrls: unique(item.otherLinks.flatMap((link) => absolute(link, base) ?? [])).filter(
      (other) => other !== url,
    ),
    guid: item.guid,
    publisher,
    headline,
    standfirst: standfirstOf(item, text.lines),
    body: body.paragraphs.join('\n\n'),
    bodyStatus: text.isWhole ? 'available' : 'stub',
    section: item.section,
    language: said ?? feed.assumedLanguage,
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
  const { language: _, ...sources } = fromFeed(document);
  const fieldSources = said === null ? sources : fromFeed(document);
  return { kind: 'document', document: { ...document, fieldSources } };
}

/** Names the item to whoever sent the feed. */
function placeOf(item: FeedItem | BrokenItem, at: number): string {
  const name = 'broken' in item ? null : (item.link ?? item.guid);
  return `item ${at + 1}${name === null ? '' : ` (${name.slice(0, 100)})`}`;
}

/** Aggregators put the outlet behind the title: "Bridge opens - Haven Courier". */
export function headlineOf({ title }: FeedItem, publisher: string | null): string {
  const line = lineOf(title) ?? '';
  const endings = publisher === null ? [] : ['-', '–', '—', '|'].map((mark) => ` ${mark} ${publisher}`);
  const ending = endings.find((each) => line.endsWith(each) && line.length > each.length);
  return ending ? line.slice(0, -ending.length).trim() : line;
}

/** As http or https; null where it is neither, or relative to nothing. */
export function absolute(address: string | null, base: string | null): string | null {
  if (address === null) return null;
  const url = URL.canParse(address)
    ? new URL(address)
    : base && URL.canParse(address, base)
      ? new URL(address, base)
      : null;
  return url && /^https?:$/.test(url.protocol) ? (URL.canParse(address) ? address : url.href) : null;
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

function imagesOf(
  { media }: FeedItem,
  { pictures }: ItemText,
  captions: readonly DocumentImage[],
  base: string | null,
): DocumentImage[] {
  const shown = media.filter(({ type }) => type === 'picture');
  const large = shown.filter(({ isThumbnail }) => !isThumbnail);
  const chosen = large.length > 0 ? large : pictures.length > 0 ? [] : shown.slice(0, 1);
  const found = [
    ...chosen.map(({ url, caption, credit }) => ({ caption, credit, url: absolute(url, base) })),
    ...pictures.map(({ src, caption }) => {
      const parted = caption === null ? null : captionOf(caption);
      return {
        caption: parted?.caption ?? (parted ? null : caption),
        credit: parted?.credit ?? null,
        url: absolute(src, base),
      };
    }),
    ...captions,
  ];
  const urls = new Set<string>();
  return found.filter(({ url, caption, credit }) => {
    if (url === null) return caption !== null || credit !== null;
    return !urls.has(url) && urls.add(url);
  });
}

function associationsOf({ media }: FeedItem, base: string | null): DocumentAssociation[] {
  const others = media.filter(({ type, isThumbnail }: FeedMedia) => type !== 'picture' && !isThumbnail);
  return others.map(({ url, type, caption }) => ({
    role: 'enclosure',
    type,
    uri: absolute(url, base) ?? url,
    headline: caption,
  }));
}

const KINDS = { person: 'person', organization: 'organization', place: 'place', event: 'event' } as const;

/** A scheme names the kind where it is a type of schema.org; it is the term's own address where it ends in the term. */
function subjectOf({ name, uri, scheme }: FeedTopic): DocumentSubject {
  const type = /^https?:\/\/schema\.org\/(\w+)$/.exec(scheme ?? '')?.[1]?.toLowerCase() ?? '';
  const kind = KINDS[type as keyof typeof KINDS] ?? 'topic';
  return { kind, name, uri: uri ?? (isTermOf(name, scheme) ? scheme : null), role: null };
}

function isTermOf(name: string, scheme: string | null): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return scheme !== null && URL.canParse(scheme) && letters(scheme.split('/').at(-1) ?? '') === letters(name);
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function fromFeed(document: NewsDocument): NewsDocument['fieldSources'] {
  const said = Object.entries(document).filter(
    ([, value]) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0),
  );
  const { fieldSources: _, ...sources } = Object.fromEntries(said.map(([field]) => [field, 'feed']));
  return sources;
}
