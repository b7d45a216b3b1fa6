import type { AtomFeed } from 'feedsmith';
import {
  type DeletedItem,
  type Feed,
  type FeedItem,
  type FeedMedia,
  type FeedText,
  mediaType,
} from './feed-item.ts';
import { lineOf } from './item-text.ts';
import { mediaOfMrss } from './rss.ts';

type Entry = AtomFeed.Entry<string>;

/** The scheme of a category that is a section: https://schema.org/articleSection */
const SECTION = 'https://schema.org/articleSection';

/** https://www.rfc-editor.org/rfc/rfc4287 */
export function fromAtom(feed: AtomFeed.Feed<string>, deleted: readonly DeletedItem[]): Feed {
  return {
    // Ours brings together what many publish, and each entry says who.
    title: feed.title && !isOurs(feed) ? words(feed.title) : null,
    publisher: feed.dc?.publishers?.[0] ?? null,
    language: feed.xml?.lang ?? feed.dc?.languages?.[0] ?? null,
    rights: feed.rights ? words(feed.rights) : null,
    site: linkOf(feed) ?? null,
    items: (feed.entries ?? []).map((entry) => entryOf(entry, feed)),
    deleted,
  };
}

function isOurs({ generator }: AtomFeed.Feed<string>): boolean {
  return generator?.text === 'Newsgraph';
}

function entryOf(entry: Entry, feed: AtomFeed.Feed<string>): FeedItem {
  const { source } = entry;
  const link = linkOf(entry);
  const said = entry.content ?? {};
  // A source has its own authors; without one, those of the feed count. https://www.rfc-editor.org/rfc/rfc4287#section-4.2.1
  const authors = entry.authors ?? source?.authors ?? feed.authors ?? [];
  return {
    title: textOf(entry.title),
    link: link ?? (/^https?:\/\//i.test(entry.id ?? '') ? (entry.id ?? null) : null),
    otherLinks: (entry.links ?? []).flatMap(({ href, rel }) =>
      href && isAlternate(rel) && href !== link ? href : [],
    ),
    guid: entry.dc?.identifiers?.[0] ?? entry.id ?? null,
    ...datesOf(entry, isOurs(feed)),
    authors: authors.flatMap(({ name }) => name ?? []),
    contributors: (entry.contributors ?? []).flatMap(({ name }) => name ?? []),
    content: isProse(said.type) ? textOf(said) : null,
    summary: textOf(entry.summary),
    section: entry.categories?.find(({ scheme }) => scheme === SECTION)?.term ?? null,
    topics: (entry.categories ?? []).flatMap(({ term, label, scheme }) =>
      term && scheme !== SECTION
        ? { name: label ?? term, uri: URL.canParse(term) ? term : null, scheme: scheme ?? null }
        : [],
    ),
    media: mediaOf(entry),
    publisher: entry.dc?.publishers?.[0] ?? (source?.title ? words(source.title) : null),
    language: entry.content?.xml?.lang ?? entry.xml?.lang ?? entry.dc?.languages?.[0] ?? null,
    rights: entry.rights ? words(entry.rights) : (entry.dc?.rights?.[0] ?? null),
    usageTerms:
      entry.links?.find(({ rel }) => rel === 'license')?.href ?? entry.creativeCommons?.licenses?.[0] ?? null,
    base: entry.content?.xml?.base ?? entry.xml?.base ?? feed.xml?.base ?? null,
    isOurs: isOurs(feed),
  };
}

/** Ours, where nobody knows when it was published, is `updated` when it came in, since Atom wants that. */
function datesOf({ published, updated, dc }: Entry, ours: boolean): Pick<FeedItem, 'published' | 'updated'> {
  const stated = published ?? dc?.dates?.[0] ?? null;
  if (ours && stated === null) return { published: null, updated: null };
  return { published: stated ?? updated ?? null, updated: updated ?? null };
}

const isAlternate = (rel: string | undefined) => rel === undefined || rel === 'alternate';

function linkOf({ links = [] }: Pick<Entry, 'links'>): string | undefined {
  const alternates = links.filter(({ href, rel }) => href && isAlternate(rel));
  return (alternates.find(({ type }) => type === undefined || type.includes('html')) ?? alternates[0])?.href;
}

/** Of a picture or of other XML, the content is no text. https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3 */
function isProse(type: string | undefined): boolean {
  return type === undefined || /^(?:text|html|xhtml|text\/.*|application\/xhtml\+xml)$/i.test(type.trim());
}

function textOf(said: { value?: string; type?: string } | undefined): FeedText | null {
  if (said?.value === undefined) return null;
  const isHtml = /html/i.test(said.type ?? '');
  return { value: said.value, form: isHtml ? 'html' : 'plain' };
}

/** Of a name or a notice, which markup only dresses. */
function words(said: AtomFeed.Text): string | null {
  return lineOf(textOf(said));
}

function mediaOf({ links = [], media }: Entry): FeedMedia[] {
  const enclosures = links.filter(({ rel }) => rel === 'enclosure');
  return [
    ...mediaOfMrss(media),
    ...enclosures.flatMap(({ href, type, title }) =>
      href
        ? { url: href, type: mediaType(type, href), caption: title ?? null, credit: null, isThumbnail: false }
        : [],
    ),
  ];
}
