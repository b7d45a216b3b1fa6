import type { MediaNs, RdfFeed, RssFeed } from 'feedsmith';
import {
  type Feed,
  type FeedItem,
  type FeedMedia,
  type FeedText,
  type FeedTopic,
  mediaType,
} from './feed-item.ts';

type Channel = Partial<Pick<RssFeed.Feed<string>, 'language' | 'copyright' | 'xml'>> &
  Pick<RdfFeed.Feed<string>, 'title' | 'link' | 'dc' | 'atom'>;
/** RSS 1.0 has of these what it shares with 2.0. */
type Item = RssFeed.Item<string>;
type FromRdf = RdfFeed.Item<string>;

/** https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec */
export function fromRss(channel: Channel, items: readonly (Item | FromRdf)[]): Feed {
  return {
    title: channel.title ?? null,
    publisher: channel.dc?.publishers?.[0] ?? null,
    language: channel.language ?? channel.dc?.languages?.[0] ?? channel.xml?.lang ?? null,
    rights: channel.copyright ?? channel.dc?.rights?.[0] ?? null,
    site: channel.link ?? channel.atom?.links?.find(isAlternate)?.href ?? null,
    items: items.map(itemOf),
    deleted: [],
  };
}

const isAlternate = ({ rel }: { rel?: string }) => rel === undefined || rel === 'alternate';

function itemOf(item: Item): FeedItem {
  const { dc, dcterms, atom } = item;
  const addresses = [item.link, permalinkOf(item), atom?.links?.find(isAlternate)?.href].filter(
    (link) => link !== undefined,
  );
  const about = 'rdf' in item ? (item as FromRdf).rdf?.about : undefined;
  const encoded = item.content?.encoded;
  const description = item.description ?? dc?.descriptions?.[0];
  return {
    title: loose(item.title ?? dc?.titles?.[0] ?? item.media?.title?.value),
    link: addresses[0] ?? about ?? null,
    otherLinks: addresses.slice(1),
    guid: item.guid?.value ?? atom?.id ?? dc?.identifiers?.[0] ?? about ?? null,
    published:
      item.pubDate ??
      atom?.published ??
      dc?.dates?.[0] ??
      dcterms?.created?.[0] ??
      dcterms?.issued?.[0] ??
      null,
    updated: atom?.updated ?? dcterms?.modified?.[0] ?? item.prism?.modificationDate ?? null,
    authors: authorsOf(item),
    contributors: dc?.contributors ?? [],
    content: html(encoded ?? atom?.content?.value),
    summary: loose(description ?? atom?.summary?.value),
    section: item.prism?.section ?? null,
    topics: topicsOf(item),
    media: mediaOf(item),
    publisher: dc?.publishers?.[0] ?? item.source?.title ?? null,
    language: dc?.languages?.[0] ?? item.xml?.lang ?? null,
    rights: dc?.rights?.[0] ?? item.media?.copyright?.value ?? atom?.rights?.value ?? null,
    usageTerms: item.creativeCommons?.licenses?.[0] ?? item.cc?.license ?? null,
    base: item.xml?.base ?? null,
    isOurs: false,
  };
}

function permalinkOf({ guid }: Item): string | undefined {
  return guid?.isPermaLink !== false && /^https?:\/\//i.test(guid?.value ?? '') ? guid?.value : undefined;
}

function loose(value: string | undefined): FeedText | null {
  return value === undefined ? null : { value, form: 'loose' };
}

function html(value: string | undefined): FeedText | null {
  return value === undefined ? null : { value, form: 'html' };
}

/** The element of RSS holds an address of email, as a rule, and Dublin Core's the name. */
function authorsOf({ authors = [], dc, itunes, atom }: Item): string[] {
  const named = authors.flatMap(({ name }) => name ?? []);
  const lists = [dc?.creators ?? [], named, atom?.authors?.flatMap(({ name }) => name ?? []) ?? []];
  return lists.find((list) => list.length > 0) ?? (itunes?.author ? [itunes.author] : []);
}

function topicsOf({ categories = [], dc, media }: Item): FeedTopic[] {
  return [
    ...categories.flatMap(({ name, domain }) => (name ? { name, uri: null, scheme: domain ?? null } : [])),
    ...(dc?.subjects ?? []).map((name) => ({ name, uri: null, scheme: null })),
    ...(media?.categories ?? []).flatMap(({ name, label, scheme }) =>
      name ? { name: label ?? name, uri: null, scheme: scheme ?? null } : [],
    ),
  ];
}

function mediaOf({ media, enclosures = [] }: Item): FeedMedia[] {
  return [
    ...mediaOfMrss(media),
    ...enclosures.flatMap(({ url, type }) =>
      url ? { url, type: mediaType(type, url), caption: null, credit: null, isThumbnail: false } : [],
    ),
  ];
}

/** https://www.rssboard.org/media-rss: what a group or the item itself says holds for each of its contents. */
export function mediaOfMrss(media: MediaNs.ItemOrFeed | undefined): FeedMedia[] {
  if (!media) return [];
  const inGroups = (media.groups ?? []).flatMap((group) =>
    // The same in several sizes.
    (group.contents ?? []).slice(0, 1).map((content) => ({ ...group, ...content })),
  );
  const contents = [...(media.contents ?? []), ...inGroups].flatMap((content) => {
    if (!content.url) return [];
    const words = content.description?.value ?? content.title?.value ?? media.description?.value ?? null;
    const credit = content.credits?.[0]?.value ?? media.credits?.[0]?.value ?? null;
    const type = mediaType(content.type, content.url, content.medium);
    return { url: content.url, type, caption: words, credit, isThumbnail: false };
  });
  const thumbnails = [
    ...(media.thumbnails ?? []),
    ...(media.contents ?? []).flatMap((one) => one.thumbnails ?? []),
  ];
  return [
    ...contents,
    ...thumbnails.flatMap(({ url }) =>
      url ? { url, type: 'picture' as const, caption: null, credit: null, isThumbnail: true } : [],
    ),
  ];
}
