import {
  type FeedRow,
  feedById,
  moveFeed,
  type Polled,
  setFeedFailing,
  setFeedGone,
  setFeedPolled,
} from '../../db/feed.ts';
import { decode } from '../ingest/decode.ts';
import { feedEntries } from '../ingest/feed/feed-entries.ts';
import { type Fetched, type FetchRefusal, mayPass } from '../ingest/fetch/result.ts';
import { type Asked, type Following, PassingFailure } from './following.ts';
import { intervalAfterFailures, jittered, nextInterval, notSooner } from './intervals.ts';
import { takeEntries } from './take-entries.ts';

/** Asks a feed what is new, and has that read; nothing where that was done since it was `seen`. */
export async function pollFeed(on: Following, { id, seen }: Asked, signal?: AbortSignal): Promise<void> {
  const feed = await feedById(on.db, id);
  if (feed === null || feed.gone_at !== null) return;
  if (seen !== undefined && seen !== feed.polled_at) return;
  const known = { url: feed.fetched_url ?? feed.url, etag: feed.etag, lastModified: feed.last_modified };
  const came = await on.fetcher.fetch(feed.url, known, signal);
  if (came.kind === 'document') return readFeed(on, feed, came);
  if (came.kind === 'notModified') return setFeedPolled(on.db, id, answered(on, feed, false));
  if (came.kind === 'refused') return notFetched(on, feed, came);
  on.onOutcome({ kind: 'gone', url: feed.url });
  return setFeedGone(on.db, id);
}

async function readFeed(on: Following, feed: FeedRow, came: Fetched): Promise<void> {
  const { db } = on;
  const text = decode(came.bytes, came.charset ?? undefined);
  const { assumedTimeZone: timeZone } = on.ingest;
  const listing =
    text === null
      ? ({ kind: 'refused', reason: 'NOT_TEXT', message: 'wanted a feed, got binary data' } as const)
      : feedEntries(text, came.url, timeZone ? { timeZone } : {});
  if (listing.kind === 'refused') {
    const why = `${listing.reason}: ${listing.message}`;
    on.onOutcome({ kind: 'refused', url: feed.url, why });
    return setFeedPolled(db, feed.id, failed(on, feed, why));
  }
  const news = await takeEntries(on, feed.id, listing);
  if (came.movedForGood) await moveFeed(db, feed.id, came.url);
  await setFeedPolled(db, feed.id, {
    ...answered(on, feed, news),
    title: listing.title,
    fetched_url: came.url,
    etag: came.etag,
    last_modified: came.lastModified,
  });
}

/** A host that names a time is asked then. Other failures that may pass are the queue's to try again. */
async function notFetched(on: Following, feed: FeedRow, refusal: FetchRefusal): Promise<void> {
  const why = `${refusal.reason}: ${refusal.message}`;
  const polled = failed(on, feed, why);
  const passes = mayPass(refusal);
  on.onOutcome({ kind: passes ? 'later' : 'refused', url: feed.url, why });
  if (passes && refusal.retryAfterMs !== null) {
    const nextPollInS = Math.max(polled.nextPollInS, notSooner(refusal.retryAfterMs));
    return setFeedPolled(on.db, feed.id, { ...polled, nextPollInS });
  }
  if (!passes) return setFeedPolled(on.db, feed.id, polled);
  await setFeedFailing(on.db, feed.id, polled);
  throw new PassingFailure(why);
}

function answered({ intervalS }: Following, feed: FeedRow, news: boolean): Polled {
  const interval_s = nextInterval(feed.interval_s, news, intervalS);
  return { interval_s, failures: 0, last_error: null, nextPollInS: jittered(interval_s) };
}

function failed({ intervalS }: Following, feed: FeedRow, last_error: string): Polled {
  const failures = feed.failures + 1;
  const nextPollInS = jittered(intervalAfterFailures(feed.interval_s, failures, intervalS));
  return { failures, last_error, nextPollInS };
}
