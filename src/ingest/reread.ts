import type { Kysely } from 'kysely';
import { holdLinks } from '../../db/curation.ts';
import { appendChanges, type Change } from '../../db/outbox.ts';
import {
  type ArticleToRead,
  articlesReadByOthers,
  holdForReading,
  type ReadingDigest,
  readingDigest,
} from '../../db/reread.ts';
import type { StoredVersion } from '../../db/stored-version.ts';
import type { Id, Tables } from '../../db/tables.ts';
import { inTransaction } from '../../db/transaction.ts';
import { mapInOrder } from './bulk/in-order.ts';
import { newsDocument } from './document.ts';
import { type IngestOptions, readingOf } from './ingest.ts';
import { linkNamed } from './link/link-named.ts';
import { extractorName, keepMerged, linker, type Work, withNames } from './link-and-store.ts';
import type { Extractor } from './reading.ts';
import { changesOf } from './store/store-changes.ts';
import { storeReadings } from './store/store-reading.ts';
import { holdIdentities } from './store/store-urls.ts';

export interface Reread {
  readonly articleId: Id;
  /** superseded: another version or another process came first. failed: the former reading stays. */
  readonly outcome: 'changed' | 'same' | 'superseded' | 'failed';
  /** Of one that failed. */
  readonly why?: string;
}

export interface RereadOptions extends IngestOptions {
  readonly extractor: Extractor;
  /** Texts that are read while others are stored. */
  readonly ahead?: number;
  readonly signal?: AbortSignal;
}

const AT_ONCE = 100;

/**
 * Reads anew what others than `extractor` have read, as one transaction an article. What still stands keeps its id. It may be
 * stopped at any time and run again: each article says who has read it.
 */
export async function* reread(db: Kysely<Tables>, options: RereadOptions): AsyncGenerator<Reread> {
  const { ahead = 16, signal } = options;
  const extractor = alone(options.extractor);
  const articles = articlesToRead(db, extractorName(extractor));
  const read = mapInOrder(articles, ahead, async (article) => ({
    article,
    read: await readingOf(documentOf(article), { ...options, extractor }),
  }));
  for await (const { article, read: result } of read) {
    if (signal?.aborted) return;
    if (result.kind === 'refused') yield { articleId: article.id, outcome: 'failed', why: result.message };
    else yield await inTransaction(db, (trx) => storeAnew(trx, article, result.work));
  }
}

/** Where it fails nobody reads in its place: the former reading is as good as theirs. */
function alone({ name, version, read }: Extractor): Extractor {
  return { name, version, read };
}

async function* articlesToRead(db: Kysely<Tables>, extractor: string): AsyncGenerator<ArticleToRead> {
  let after = '0';
  for (;;) {
    const articles = await articlesReadByOthers(db, extractor, after, AT_ONCE);
    yield* articles;
    const last = articles.at(-1);
    if (!last) return;
    after = last.id;
  }
}

function documentOf(row: ArticleToRead) {
  return newsDocument({
    url: row.url,
    otherUrls: row.other_urls,
    guid: row.guid,
    publisher: row.publisher,
    headline: row.headline,
    body: row.body,
    language: row.language,
    publishedAt: row.published_at,
    publishedZoneAssumed: row.published_zone_assumed,
    bylines: row.bylines,
    images: row.images,
    subjects: row.subjects,
  });
}

async function storeAnew(db: Kysely<Tables>, row: ArticleToRead, work: Work): Promise<Reread> {
  const { document } = work;
  await holdIdentities(db, [work.identity]);
  await holdLinks(db);
  const article = await holdForReading(db, row, extractorName(work.extractor));
  if (!article) return { articleId: row.id, outcome: 'superseded' };
  const before = await readingDigest(db, row.id);
  const seen = article.text_visibility === 2;
  const listedAt = document.publishedAt ?? row.listed_at;
  const stands = article.visibility > 0;
  const { reading } = work;
  const [linked] = await linkNamed(db, [{ document, reading, seen, stands, listedAt, articleId: row.id }]);
  const [stored] = await storeReadings(db, linker, [{ ...withNames(work, linked!, listedAt), article }]);
  const { quotes, supports } = stored!;
  await keepMerged(db, row.id, linked!);
  const after = await readingDigest(db, row.id);
  if (after.whole === before.whole) {
    await appendChanges(db, [readByAnother(article)]);
    return { articleId: row.id, outcome: 'same' };
  }
  await appendChanges(db, changesOf(article, quotes, null, []).filter(isNews(before, after)), supports);
  return { articleId: row.id, outcome: 'changed' };
}

/** No news to anybody. Answers show who read it, so those that are held go. */
function readByAnother({ id, visibility }: StoredVersion): Change {
  return {
    noun: 'article',
    row_id: id,
    visibility_before: visibility,
    visibility_after: visibility,
    audience: 0,
  };
}

/** A quote that is as it was is none. */
function isNews(before: ReadingDigest, after: ReadingDigest) {
  return ({ noun, row_id }: Change) =>
    noun !== 'quote' || before.quotes.get(row_id) !== after.quotes.get(row_id);
}
