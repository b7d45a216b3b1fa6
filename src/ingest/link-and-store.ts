import type { Kysely } from 'kysely';
import { articlesByGuid, articlesByIdentity, type KnownArticle } from '../../db/article-identity.ts';
import { keepOrigins } from '../../db/held-links.ts';
import { awaitedRetractions } from '../../db/retraction.ts';
import type { Id, Moment, Tables } from '../../db/tables.ts';
import type { NewsDocument } from './document.ts';
import { contentHash, type Identity, isUnchanged, keysOf, urlToShow } from './identity.ts';
import { linkEvents } from './link/link-events.ts';
import { type LinkedNames, linkNamed } from './link/link-named.ts';
import { LINKER } from './link/settle-actors.ts';
import type { Extractor, Reading } from './reading.ts';
import { storeArticles } from './store/store.ts';
import type { ToStore } from './store/store-head.ts';
import type { Linker, ReadingToStore } from './store/store-reading.ts';
import { holdIdentities, keepUrls, lockKeys } from './store/store-urls.ts';

export interface Stored {
  readonly kind: 'stored' | 'unchanged' | 'retracted';
  readonly articleId: Id;
  readonly version: number;
  /** What readers get to see of what was stored, where that is not the article. */
  readonly shows?: 'nothing' | 'beginning';
}

/** A document that was read, before it is known whom it speaks of. */
export interface Work {
  readonly document: NewsDocument;
  readonly identity: Identity;
  readonly reading: Reading;
  readonly extractor: Extractor;
  readonly now: string;
}

/**
 * Stores works in their order, as if one by one: what does not hang on each other at once. To be called within a transaction. The same
 * article waits for itself, so that it is stored once.
 */
export async function linkAndStore(db: Kysely<Tables>, works: readonly Work[]): Promise<Stored[]> {
  const results: Stored[] = [];
  while (results.length < works.length) {
    const apart = works.slice(results.length, endOfApart(works, results.length));
    await holdIdentities(
      db,
      apart.map(({ identity }) => identity),
    );
    const known = await articlesByIdentity(
      db,
      apart.map(({ identity }) => keysOf(identity)),
    );
    const run = apart.slice(0, endOfRun(apart, known));
    results.push(...(await storeRun(db, run, known)));
  }
  return results;
}

/** Up to the first that may be the same article as one before it. */
function endOfApart(works: readonly Work[], from: number): number {
  const keys = new Set<string>();
  for (let end = from; end < works.length; end++) {
    const own = lockKeys(works[end]!.identity);
    if (own.some((key) => keys.has(key))) return end;
    for (const key of own) keys.add(key);
  }
  return works.length;
}

/** Up to the first that is an article of one before it, and up to one that changed: what no longer stands in it changes what others link to. */
function endOfRun(works: readonly Work[], known: readonly (KnownArticle | null)[]): number {
  const ids = new Set<Id>();
  for (const [end, { document }] of works.entries()) {
    const article = known[end];
    if (!article) continue;
    const changed = !isUnchanged(article, document);
    if (ids.has(article.id) || (changed && end > 0)) return end;
    if (changed) return 1;
    ids.add(article.id);
  }
  return works.length;
}

interface LinkedWork {
  readonly work: Work;
  readonly linked: LinkedNames;
  readonly former: KnownArticle | null;
  readonly retraction: ToStore['retraction'];
}

/** Of different articles. */
async function storeRun(
  db: Kysely<Tables>,
  works: readonly Work[],
  known: readonly (KnownArticle | null)[],
): Promise<Stored[]> {
  const isNews = (_: unknown, i: number) => !(known[i] && isUnchanged(known[i], works[i]!.document));
  const news = await linked(db, works.filter(isNews), known.slice(0, works.length).filter(isNews));
  const stored = new Map<Work, Stored>();
  for (const [i, work] of works.entries())
    if (!isNews(work, i)) stored.set(work, await unchanged(db, known[i]!, work));
  // What is known by its guid alone is a next version, and is stored alone, too.
  for (let at = 0; at < news.length; ) {
    const next = news.findIndex(({ former }, i) => i > at && former !== null);
    const end = news[at]!.former ? at + 1 : next < 0 ? news.length : next;
    const together = news.slice(at, end);
    const results = await storeLinked(db, together);
    for (const [i, { work }] of together.entries()) stored.set(work, results[i]!);
    at = end;
  }
  return works.map((work) => stored.get(work)!);
}

async function linked(
  db: Kysely<Tables>,
  works: readonly Work[],
  known: readonly (KnownArticle | null)[],
): Promise<LinkedWork[]> {
  if (works.length === 0) return [];
  const retractions = await awaitedRetractions(
    db,
    works.map(({ identity }) => keysOf(identity)),
  );
  const names = await linkNamed(
    db,
    works.map(({ document, reading, now }, i) => {
      const stands = known[i] ? known[i].visibility > 0 : !retractions[i];
      const seen = document.bodyStatus !== 'withheld' && stands && isPublic(document, known[i] ?? null, now);
      const listedAt = document.publishedAt ?? known[i]?.listed_at ?? now;
      return { document, reading, seen, stands, listedAt, articleId: known[i]?.id ?? null };
    }),
  );
  const ofGuid = await articlesByGuid(
    db,
    works.map(({ identity }, i) => ({
      guid: known[i] ? null : identity.guid,
      publisher_id: names[i]!.publisherId,
    })),
  );
  return works.map((work, i) => {
    const former = known[i] ?? ofGuid[i] ?? null;
    return { work, linked: names[i]!, former, retraction: former ? null : retractions[i]! };
  });
}

function isPublic({ embargoedUntil }: NewsDocument, known: KnownArticle | null, now: string): boolean {
  if (known) return known.visibility === 2;
  if (embargoedUntil === null) return true;
  return embargoedUntil !== 'infinity' && Date.parse(embargoedUntil) <= Date.parse(now);
}

async function storeLinked(db: Kysely<Tables>, news: readonly LinkedWork[]): Promise<Stored[]> {
  const [first] = news;
  if (first?.former && isUnchanged(first.former, first.work.document))
    return [await unchanged(db, first.former, first.work)];
  const articles = await storeArticles(db, linker, news.map(toStore));
  for (const [i, { id }] of articles.entries()) await keepMerged(db, id, news[i]!.linked);
  return articles.map(({ id, version, visibility }, i) => {
    const { former, work } = news[i]!;
    const isTombstone = former === null && visibility === 0;
    const shows = visibility === 0 ? 'nothing' : work.document.bodyStatus === 'stub' ? 'beginning' : null;
    const kind = isTombstone ? 'retracted' : 'stored';
    return { kind, articleId: id, version, ...(kind === 'stored' && shows && { shows }) };
  });
}

function toStore({ work, linked, former, retraction }: LinkedWork): ToStore {
  const { document, identity, extractor, now } = work;
  const listedAt = document.publishedAt ?? former?.listed_at ?? now;
  const url = urlToShow(former, document);
  return {
    ...withNames(work, linked, listedAt),
    former,
    retraction,
    identity,
    contentHash: contentHash({ ...document, url }),
    url,
    extractor: extractorName(extractor),
    listedAt,
    now,
  };
}

/** Undoing a merge finds what a later reading brought by the name of who was merged, too. */
export async function keepMerged(
  db: Kysely<Tables>,
  articleId: Id,
  { held, byMergedName }: LinkedNames,
): Promise<void> {
  if (byMergedName || held.origins.length > 0) await keepOrigins(db, articleId, held.origins);
}

export const linker: Linker = { name: LINKER, linkEvents };

/** As it stands with what it read. */
export function extractorName({ name, version }: Extractor): string {
  return `${name}-${version}`;
}

/** A reading that is linked to those whom it names, to be stored. */
export function withNames(
  { document, reading }: Pick<Work, 'document' | 'reading'>,
  { actorIds, isLaterName, ...linked }: LinkedNames,
  listedAt: Moment,
): ReadingToStore {
  const { language } = document;
  return {
    ...linked,
    document,
    reading: { ...reading, text: document.body, language, actorIds, isLaterName },
    day: listedAt.slice(0, 10),
  };
}

async function unchanged(db: Kysely<Tables>, known: KnownArticle, work: Work): Promise<Stored> {
  await keepUrls(db, known, work.document, work.identity);
  return { kind: 'unchanged', articleId: known.id, version: known.version };
}
