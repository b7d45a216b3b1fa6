import {
  type Checked,
  type FollowedPage,
  pageById,
  setPageChecked,
  setPageFailing,
} from '../../db/followed-page.ts';
import { setWithdrawn } from '../../db/withdraw.ts';
import { GONE_NOTICE, ingestUrl } from '../ingest/fetch/ingest-url.ts';
import { type Fetched, type FetchRefusal, mayPass } from '../ingest/fetch/result.ts';
import type { IngestResult } from '../ingest/ingest.ts';
import { type Asked, type Following, outcomeOf, PassingFailure } from './following.ts';
import { jittered, nextCheckInS, notSooner } from './intervals.ts';

/** How long a page is left to the queue, which tries it again sooner, before it is due anew. */
const LEFT_TO_QUEUE_S = 86_400;

/**
 * Looks at a page that a feed lists: reads it the first time and when it has changed, and retracts what is gone for good.
 * Nothing where that was done since it was `seen`.
 */
export async function checkPage(on: Following, { id, seen }: Asked, signal?: AbortSignal): Promise<void> {
  const page = await pageById(on.db, id);
  if (page === null || page.next_check_at === null) return;
  if (seen !== undefined && seen !== page.checked_at) return;
  const came = await ask(on, page, signal);
  const next = soonest(page);
  switch (came.kind) {
    case 'refused':
      return notFetched(on, page, came);
    case 'gone':
      if (page.article_id !== null) await setWithdrawn(on.db, page.article_id, GONE_NOTICE);
      on.onOutcome({ kind: 'gone', url: page.url });
      return setPageChecked(on.db, id, { status: 'gone', last_error: null, nextCheckInS: null });
    case 'notModified':
      on.onOutcome({ kind: 'unchanged', url: page.url });
      return setPageChecked(on.db, id, { last_error: null, nextCheckInS: next });
    case 'document':
      return setPageChecked(on.db, id, { ...validators(came), last_error: null, nextCheckInS: next });
    case 'ingested':
      for (const result of came.results) on.onOutcome(outcomeOf(page.url, result));
      return setPageChecked(on.db, id, {
        ...validators(came.page),
        ...readingOf(page, came.results),
        nextCheckInS: next,
      });
  }
}

/** The page of an article that was read in the feed itself is asked only whether it is still there. */
async function ask({ db, fetcher, ingest }: Following, page: FollowedPage, signal?: AbortSignal) {
  const url = page.fetched_url ?? page.url;
  const known = { url, etag: page.etag, lastModified: page.last_modified };
  if (page.whole && page.status === 'read') return fetcher.fetch(page.url, known, signal);
  return ingestUrl(db, fetcher, page.url, { ...ingest, known, ...(signal && { signal }) });
}

async function notFetched(on: Following, page: FollowedPage, refusal: FetchRefusal): Promise<void> {
  const { id, url } = page;
  const last_error = `${refusal.reason}: ${refusal.message}`;
  const status = (to: 'refused' | 'failed') => (page.status === 'read' ? 'read' : to);
  if (!mayPass(refusal)) {
    on.onOutcome({ kind: 'refused', url, why: last_error });
    return setPageChecked(on.db, id, { status: status('refused'), last_error, nextCheckInS: soonest(page) });
  }
  on.onOutcome({ kind: 'later', url, why: last_error });
  const wait = refusal.retryAfterMs;
  if (wait !== null) return setPageChecked(on.db, id, { last_error, nextCheckInS: notSooner(wait) });
  await setPageFailing(on.db, id, { status: status('failed'), last_error, nextCheckInS: LEFT_TO_QUEUE_S });
  throw new PassingFailure(last_error);
}

function readingOf(page: FollowedPage, results: readonly IngestResult[]): Omit<Checked, 'nextCheckInS'> {
  const taken = results.flatMap((result) => (result.kind === 'refused' ? [] : result.articleId));
  const [refused] = results.flatMap((result) => (result.kind === 'refused' ? result : []));
  return {
    status: taken.length > 0 || page.status === 'read' ? 'read' : 'refused',
    ...(taken.length === 1 && { article_id: taken[0]! }),
    last_error: refused ? `${refused.reason}: ${refused.message}` : null,
  };
}

function validators({ url, etag, lastModified }: Fetched) {
  return { fetched_url: url, etag, last_modified: lastModified };
}

function soonest({ published_at }: FollowedPage): number | null {
  const next = nextCheckInS(new Date(published_at), new Date());
  return next === null ? null : jittered(next);
}
