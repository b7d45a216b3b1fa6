import { type ReadResult, type Retraction, refused } from '../document.ts';
import type { FormatReader, ReadOptions } from '../format.ts';
import { absolute } from './address.ts';
import type { DeletedItem, Feed } from './feed-item.ts';
import { feedFormatOf, parseFeed } from './parse-feed.ts';
import { publisherOf } from './publisher.ts';
import { type FeedContext, languageOf, readItem } from './read-item.ts';

export const FEED: FormatReader = {
  format: 'feed',
  isMine: (text) => feedFormatOf(text) !== null,
  read: readFeed,
};

/** The items in the feed's order, then what it takes back. */
export function readFeed(text: string, options: ReadOptions = {}): readonly ReadResult[] {
  const feed = parseFeed(text);
  if ('kind' in feed) return [feed];
  const context = contextOf(feed, options);
  const results = [
    ...feed.items.map((item, at) => readItem(item, context, at)),
    ...retractionsOf(feed, context).map((retraction) => ({ kind: 'retraction' as const, retraction })),
  ];
  return results.length > 0 ? results : [refused('NO_ARTICLE', 'wanted a feed with items, got one without')];
}

export function contextOf(feed: Feed, { language, timeZone = 'UTC', url }: ReadOptions): FeedContext {
  const title = feed.title?.trim() ?? '';
  const site = absolute(feed.site, url ?? null);
  return {
    publisher: feed.publisher ?? (title === '' ? null : publisherOf(title, site ?? url ?? null)),
    language: languageOf(feed.language),
    assumedLanguage: language ?? 'en',
    rights: feed.rights,
    timeZone,
    base: url ?? site,
  };
}

/** An entry that was changed after it was deleted is there again. */
export function retractionsOf({ deleted, items }: Feed, { publisher, base }: FeedContext): Retraction[] {
  const updated = new Map(
    items.flatMap((item) =>
      'broken' in item ? [] : [[item.guid, Date.parse(item.updated ?? item.published ?? '')] as const],
    ),
  );
  const isBack = ({ ref, when }: DeletedItem) => (updated.get(ref) ?? Number.NaN) > Date.parse(when ?? '');
  return deleted
    .filter((item) => !isBack(item))
    .map(({ ref, comment, link, guid, publisher: named }) => ({
      url: absolute(link ?? ref, base),
      guid: guid ?? ref,
      publisher: named ?? publisher,
      notice: comment,
    }));
}
