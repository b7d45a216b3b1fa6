import { createHash } from 'node:crypto';
import { type ListedPage, setListedPages, setPageChecked } from '../../db/followed-page.ts';
import type { Id } from '../../db/tables.ts';
import { canonicalUrl } from '../../db/url.ts';
import type { FeedEntry, FeedListing } from '../ingest/feed/feed-entries.ts';
import { contentHash } from '../ingest/identity.ts';
import { ingestDocument } from '../ingest/ingest.ts';
import { ingestRetraction } from '../ingest/retract.ts';
import { type Following, outcomeOf } from './following.ts';
import { nextCheckInS } from './intervals.ts';

/** A feed that lists more is read to here; it would be an archive. */
const MOST_ENTRIES = 1_000;

/**
 * Registers what a feed lists: what it holds whole is stored from it, other pages become due, and what it takes back is
 * retracted. True where it said something new.
 */
export async function takeEntries(on: Following, feedId: Id, listing: FeedListing): Promise<boolean> {
  const entries = listing.entries.slice(0, MOST_ENTRIES);
  const listed = new Map(entries.flatMap((entry) => pageOf(entry)).map((each) => [each.page.url, each]));
  const fresh = await setListedPages(
    on.db,
    feedId,
    [...listed.values()].map(({ page }) => page),
  );
  for (const [url, id] of fresh) {
    const { page, entry } = listed.get(url)!;
    if (page.whole) await storeWhole(on, entry, { id, url });
  }
  for (const entry of entries) if (linkOf(entry) === null) await storeLinkless(on, entry);
  for (const retraction of listing.retractions) {
    const result = await ingestRetraction(on.db, retraction);
    if (result.kind !== 'refused') on.onOutcome(outcomeOf(retraction.url ?? retraction.guid ?? '', result));
  }
  return fresh.size > 0;
}

function linkOf({ link }: FeedEntry): string | null {
  return link === null ? null : canonicalUrl(link);
}

function pageOf(entry: FeedEntry): { page: ListedPage; entry: FeedEntry }[] {
  const url = linkOf(entry);
  if (url === null) return [];
  const { title, publishedAt, updatedAt, isWhole, said, result } = entry;
  const body = isWhole && result.kind === 'document' ? contentHash(result.document).toString('hex') : null;
  const words = JSON.stringify([title, publishedAt, updatedAt, body]);
  const entry_hash = createHash('sha256').update(words).digest('hex');
  return [{ page: { url, entry_hash, whole: isWhole, published_at: publishedAt, said }, entry }];
}

async function storeWhole(on: Following, entry: FeedEntry, page: { id: Id; url: string }): Promise<void> {
  const result = await ingestEntry(on, entry, page.url);
  const published = entry.publishedAt === null ? new Date() : new Date(entry.publishedAt);
  const articleId = result.kind === 'refused' ? null : result.articleId;
  // What the feed's words do not make an article may do so on its page, which stays due.
  if (articleId !== null) {
    const next = nextCheckInS(published, new Date());
    await setPageChecked(on.db, page.id, {
      status: 'read',
      article_id: articleId,
      last_error: null,
      nextCheckInS: next,
    });
  }
}

async function storeLinkless(on: Following, entry: FeedEntry): Promise<void> {
  await ingestEntry(on, entry, null);
}

async function ingestEntry(on: Following, { result, guid, title }: FeedEntry, url: string | null) {
  const stored =
    result.kind === 'document'
      ? await ingestDocument(on.db, { ...result.document, url: result.document.url ?? url }, on.ingest)
      : result.kind === 'retraction'
        ? await ingestRetraction(on.db, result.retraction)
        : result;
  on.onOutcome(outcomeOf(url ?? guid ?? title ?? 'an entry without a link', stored));
  return stored;
}
