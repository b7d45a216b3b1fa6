import type { FieldSources, NewsDocument, PageSaid } from '../document.ts';
import { bylinesOf } from './bylines.ts';
import { feedDate } from './feed-date.ts';
import type { FeedItem } from './feed-item.ts';

/**
 * What an item says of the page that it leads to, as far as it can be trusted. A publisher is one that is stated as such: a
 * feed's title may as well be that of a section or of who collects links.
 */
export function saidOfPage(item: FeedItem, statedPublisher: string | null, timeZone: string): PageSaid {
  const publisher = (item.publisher ?? statedPublisher)?.trim();
  const published = item.published === null ? null : feedDate(item.published, timeZone);
  const bylines = bylinesOf(item, publisher ?? null, []);
  return {
    ...(published && { publishedAt: published.at }),
    ...(published?.zoneAssumed && { publishedZoneAssumed: true }),
    ...(publisher && { publisher }),
    ...(bylines.length > 0 && { bylines }),
  };
}

/** Whether its feed is worth asking. */
export function isLacking({ publishedAt, publisher, bylines }: NewsDocument): boolean {
  return publishedAt === null || publisher === null || bylines.length === 0;
}

/** The page with what it does not say itself. */
export function withSaid(page: NewsDocument, said: PageSaid): NewsDocument {
  const { publishedAt, publishedZoneAssumed = false, publisher, bylines } = said;
  const taken: Partial<NewsDocument> = {
    ...(page.publishedAt === null && publishedAt && { publishedAt, publishedZoneAssumed }),
    ...(page.publisher === null && publisher && { publisher }),
    ...(page.bylines.length === 0 && bylines && { bylines }),
  };
  const fields = Object.entries(taken).filter(([, value]) => value !== false);
  const sources: FieldSources = Object.fromEntries(fields.map(([field]) => [field, 'feed']));
  return { ...page, ...taken, fieldSources: { ...page.fieldSources, ...sources } };
}
