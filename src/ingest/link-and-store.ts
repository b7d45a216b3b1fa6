import type { Kysely } from 'kysely';
import { articleByGuid, articleByIdentity, type KnownArticle } from '../../db/article-write.ts';
import { keepOrigins } from '../../db/held-links.ts';
import type { Id, Moment, Tables } from '../../db/tables.ts';
import type { NewsDocument } from './document.ts';
import { contentHash, type Identity, isUnchanged, keysOf, urlToShow } from './identity.ts';
import { linkEvents } from './link/link-events.ts';
import { type LinkedNames, linkNamed } from './link/link-named.ts';
import type { Extractor, Reading } from './reading.ts';
import { type ReadingToStore, storeArticle } from './store/store.ts';
import { holdIdentity, keepUrls } from './store/store-urls.ts';

export interface Stored {
  readonly kind: 'stored' | 'unchanged' | 'retracted';
  readonly articleId: Id;
  readonly version: number;
}

/** A document that was read, before it is known whom it speaks of. */
export interface Work {
  readonly document: NewsDocument;
  readonly identity: Identity;
  readonly reading: Reading;
  readonly extractor: Extractor;
  readonly now: string;
}

/** To be called within a transaction. The same article waits for itself, so that it is stored once. */
export async function linkAndStore(db: Kysely<Tables>, work: Work): Promise<Stored> {
  const { document, identity, reading, extractor, now } = work;
  await holdIdentity(db, identity);
  const known = await articleByIdentity(db, keysOf(identity));
  if (known && isUnchanged(known, document)) return unchanged(db, known, work);
  const linked = await linkNamed(db, document, reading, known?.id ?? null);
  const former = known ?? (identity.guid ? await articleByGuid(db, identity.guid, linked.publisherId) : null);
  if (former && isUnchanged(former, document)) return unchanged(db, former, work);
  const listedAt = document.publishedAt ?? former?.listed_at ?? now;
  const url = urlToShow(former, document);
  const { id, version, visibility } = await storeArticle(db, former, {
    ...(await withEvents(db, work, linked, { id: former?.id ?? null, listedAt })),
    identity,
    contentHash: contentHash({ ...document, url }),
    url,
    extractor: extractorName(extractor),
    listedAt,
    now,
  });
  await keepMerged(db, id, linked);
  const isTombstone = former === null && visibility === 0;
  return { kind: isTombstone ? 'retracted' : 'stored', articleId: id, version };
}

/** Undoing a merge finds what a later reading brought by the name of who was merged, too. */
export async function keepMerged(
  db: Kysely<Tables>,
  articleId: Id,
  { held, byMergedName }: LinkedNames,
): Promise<void> {
  if (byMergedName || held.origins.length > 0) await keepOrigins(db, articleId, held.origins);
}

/** As it stands with what it read. */
export function extractorName({ name, version }: Extractor): string {
  return `${name}-${version}`;
}

/** A reading that is linked to those whom it names, with the events that it tells of, to be stored. */
export async function withEvents(
  db: Kysely<Tables>,
  { document, reading }: Pick<Work, 'document' | 'reading'>,
  linked: LinkedNames,
  article: { readonly id: Id | null; readonly listedAt: Moment },
): Promise<ReadingToStore> {
  const { actorIds, publisherId, bylineIds, subjectIds, decisions, decidedBy } = linked;
  const { language } = document;
  const day = article.listedAt.slice(0, 10);
  const events = await linkEvents(db, { ...reading, actorIds, language, articleId: article.id, day });
  return {
    document,
    reading: { ...reading, text: document.body, language, actorIds, eventIds: events.ids },
    publisherId,
    bylineIds,
    subjectIds,
    created: { actors: linked.created, events: events.created },
    toldEvents: events.told,
    decisions,
    decidedBy,
  };
}

async function unchanged(db: Kysely<Tables>, known: KnownArticle, work: Work): Promise<Stored> {
  await keepUrls(db, known, work.document, work.identity);
  return { kind: 'unchanged', articleId: known.id, version: known.version };
}
