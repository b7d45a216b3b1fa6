import type { PageSaid, ReadResult, Refusal, Retraction } from '../document.ts';
import type { ReadOptions } from '../format.ts';
import { absolute } from './address.ts';
import { feedDate } from './feed-date.ts';
import type { FeedItem } from './feed-item.ts';
import { parseFeed } from './parse-feed.ts';
import { contextOf, retractionsOf } from './read-feed.ts';
import { type FeedContext, headlineOf, readItem } from './read-item.ts';
import { saidOfPage } from './said-of-page.ts';

/** What a feed lists, for whoever follows it. */
export interface FeedListing {
  readonly kind: 'listing';
  readonly title: string | null;
  /** In the feed's order; what can't be parsed is left out. */
  readonly entries: readonly FeedEntry[];
  readonly retractions: readonly Retraction[];
}

export interface FeedEntry {
  /** Absolute; null where the feed gives none. */
  readonly link: string | null;
  readonly guid: string | null;
  readonly title: string | null;
  /** RFC 3339 with an offset. */
  readonly publishedAt: string | null;
  readonly updatedAt: string | null;
  /** False: the feed shows the beginning or nothing, and the rest is at `link`. */
  readonly isWhole: boolean;
  /** Of the page at `link`, which counts where that says nothing itself. */
  readonly said: PageSaid;
  /** The article as far as the feed has it. */
  readonly result: ReadResult;
}

/** What the feed at `baseUrl` lists and takes back; pure. */
export function feedEntries(text: string, baseUrl: string, options: ReadOptions = {}): FeedListing | Refusal {
  const feed = parseFeed(text);
  if ('kind' in feed) return feed;
  const context = contextOf(feed, { ...options, url: baseUrl });
  return {
    kind: 'listing',
    title: feed.title?.trim() || null,
    entries: feed.items.flatMap((item, at) =>
      'broken' in item ? [] : entryOf(item, at, context, feed.publisher),
    ),
    retractions: retractionsOf(feed, context),
  };
}

function entryOf(item: FeedItem, at: number, context: FeedContext, publisher: string | null): FeedEntry {
  const momentOf = (date: string | null) =>
    date === null ? null : (feedDate(date, context.timeZone)?.at ?? null);
  const result = readItem(item, context, at);
  return {
    link: absolute(item.link, absolute(item.base, context.base) ?? context.base),
    guid: item.guid,
    title: headlineOf(item, item.publisher ?? context.publisher) || null,
    publishedAt: momentOf(item.published),
    updatedAt: momentOf(item.updated),
    isWhole: result.kind === 'document' && result.document.bodyStatus === 'available',
    said: saidOfPage(item, publisher, context.timeZone),
    result,
  };
}
