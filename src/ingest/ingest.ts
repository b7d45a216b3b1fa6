import type { Kysely } from 'kysely';
import { timeZoneOfPublisher } from '../../db/actor.ts';
import { articlesByIdentity, type KnownArticle } from '../../db/article-identity.ts';
import { saidByFeeds } from '../../db/followed-page.ts';
import type { Tables } from '../../db/tables.ts';
import { inTransaction } from '../../db/transaction.ts';
import { readDocuments } from './detect.ts';
import { type FieldSource, type NewsDocument, type ReadResult, type Refusal, refused } from './document.ts';
import { isLacking, withSaid } from './feed/said-of-page.ts';
import { identityOf, isUnchanged, keysOf } from './identity.ts';
import { linkAndStore, type Stored, type Work } from './link-and-store.ts';
import type { Extractor } from './reading.ts';
import { ingestRetraction } from './retract.ts';
import { storable } from './store/storable.ts';
import { keepUrls } from './store/store-urls.ts';
import { isTimeZone } from './time-zone.ts';

export interface IngestOptions {
  readonly extractor?: Extractor;
  /** The clock, for articles that print no time. */
  readonly now?: () => Date;
}

export interface IngestTextOptions extends IngestOptions {
  /** The file's name, a hint at its format. */
  readonly name?: string;
  /** IANA, for printed times where neither the input nor what is known of the publisher names a zone; else UTC. */
  readonly assumedTimeZone?: string;
}

/** An article as scraped. */
export interface ArticleText {
  readonly text: string | Uint8Array;
  /** Used where the text carries no address. */
  readonly url: string | null;
  /** Addresses that led to it, in addition to those in its text. */
  readonly otherUrls?: readonly string[];
  /** As the sender names it; what the bytes themselves declare comes after it. */
  readonly charset?: string | null;
  /** BCP 47; English where it is left out. */
  readonly language?: string | null;
  /** IANA, for printed times without a zone; else the publisher's own, else UTC. */
  readonly timeZone: string | null;
  /** RFC 3339; used where the text states no embargo. */
  readonly embargoedUntil?: string | null;
}

export type IngestResult = Stored | Refusal;

/** As `ingestFile`, for text that is to hold one article. */
export async function ingestText(
  db: Kysely<Tables>,
  input: ArticleText,
  options: IngestTextOptions = {},
): Promise<IngestResult> {
  const results = await readInput(db, input, options);
  const [first, ...others] = results;
  if (first === undefined || others.length > 0)
    return refused('NO_ARTICLE', `wanted one article, got ${results.length}`);
  return ingestRead(db, first, input, options);
}

/** Stores what a file holds, each article in a transaction of its own, in the order of the file. */
export async function* ingestFile(
  db: Kysely<Tables>,
  input: ArticleText,
  options: IngestTextOptions = {},
): AsyncGenerator<IngestResult> {
  const results = await readInput(db, input, options);
  // The address of a file of several is none of theirs.
  const ofEach = results.length === 1 ? input : { ...input, url: null, otherUrls: [] };
  for (const result of results) yield await ingestRead(db, result, ofEach, options);
}

async function readInput(
  db: Kysely<Tables>,
  { text, timeZone, url, language, charset }: ArticleText,
  { name, assumedTimeZone }: IngestTextOptions,
): Promise<readonly ReadResult[]> {
  if (timeZone !== null && !isTimeZone(timeZone)) {
    return [
      refused(
        'BAD_FIELD',
        `timeZone: wanted an IANA name such as "Europe/Oslo", got "${timeZone.slice(0, 60)}"`,
      ),
    ];
  }
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const given = {
    ...(language && { language }),
    ...(name && { name }),
    ...(url && { url }),
    ...(charset && { charset }),
  };
  const read = (zone: string | null) => readDocuments(bytes, { ...given, ...(zone && { timeZone: zone }) });
  return readInZone(db, read, timeZone, assumedTimeZone ?? null);
}

/** Only the document says whose it is, and only its publisher what its printed time means: it may be read twice. */
async function readInZone(
  db: Kysely<Tables>,
  read: (timeZone: string | null) => readonly ReadResult[],
  timeZone: string | null,
  assumed: string | null,
): Promise<readonly ReadResult[]> {
  const all = read(timeZone ?? assumed);
  if (timeZone !== null) return all;
  const unsure = all.flatMap((result) =>
    result.kind === 'document' && result.document.publishedZoneAssumed
      ? (result.document.publisher ?? [])
      : [],
  );
  const [publisher] = unsure;
  if (publisher === undefined) return all;
  const zone = await timeZoneOfPublisher(db, publisher);
  return zone === null ? all : read(zone);
}

async function ingestRead(
  db: Kysely<Tables>,
  result: ReadResult,
  { url, otherUrls = [], embargoedUntil = null }: ArticleText,
  options: IngestOptions,
): Promise<IngestResult> {
  if (result.kind === 'refused') return result;
  if (result.kind === 'retraction') return ingestRetraction(db, result.retraction);
  const page = isPage(result.document);
  const document = page ? await withFeed(db, result.document, [url, ...otherUrls]) : result.document;
  const given = {
    url: document.url ?? url,
    otherUrls: [...new Set([...document.otherUrls, ...(page ? otherUrls : [])])],
    embargoedUntil: document.embargoedUntil ?? embargoedUntil,
  };
  return ingestDocument(db, { ...document, ...given }, options);
}

const ITEM_SOURCES: ReadonlySet<string> = new Set<FieldSource>(['feed', 'ninjs', 'newsml-g2', 'jsonl']);

/** What serves items (a feed, an agency's service) serves another one tomorrow under the addresses that lead to it. */
function isPage({ fieldSources }: NewsDocument): boolean {
  return !Object.values(fieldSources).some((source) => ITEM_SOURCES.has(source));
}

/** A page with what feeds say of it where it says nothing itself, whoever has it read: an unchanged page stays as it was. */
async function withFeed(
  db: Kysely<Tables>,
  page: NewsDocument,
  foundAt: readonly (string | null)[],
): Promise<NewsDocument> {
  if (!isLacking(page)) return page;
  const urls = [page.url, ...foundAt].filter((url) => url !== null);
  const said = urls.length === 0 ? null : await saidByFeeds(db, urls);
  return said === null ? page : withSaid(page, said);
}

/** Stores what a document says as one transaction: the whole article with all that its text tells, or nothing. */
export async function ingestDocument(
  db: Kysely<Tables>,
  given: NewsDocument,
  options: IngestOptions = {},
): Promise<IngestResult> {
  const checked = storable(given);
  if (checked.kind === 'refused') return checked;
  const { document } = checked;
  const known = await unchanged(db, document);
  if (known) return known;
  const read = await readingOf(document, options);
  return read.kind === 'refused' ? read : storeWork(db, read.work);
}

/** One transaction. What the database finds to be no article for it is refused; all else that goes wrong is thrown. */
export async function storeWork(db: Kysely<Tables>, work: Work): Promise<IngestResult> {
  try {
    const [stored] = await inTransaction(db, (trx) => linkAndStore(trx, [work]));
    return stored!;
  } catch (error) {
    const fault = dataFault(error);
    if (fault === null) throw error;
    return refused('UNREADABLE', `could not be stored: ${fault.slice(0, LONGEST_FAULT_CHARS)}`);
  }
}

/** Says what in the data the database refuses, and would refuse again; null for what has another cause. */
export function dataFault(error: unknown): string | null {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const dataException = /^(22|23|54)...$/;
  return typeof code === 'string' && dataException.test(code) ? String(message) : null;
}

/** What its text tells. An extractor that fails on one text has failed on this text alone. */
export async function readingOf(
  document: NewsDocument,
  { extractor: given, now = () => new Date() }: IngestOptions,
): Promise<{ readonly kind: 'read'; readonly work: Work } | Refusal> {
  const { body: text, publishedAt, headline, language } = document;
  const captions = document.images.flatMap(({ caption }) => caption ?? []);
  // Not loaded where others read.
  const extractor = given ?? (await import('./find/rules.ts')).rulesExtractor;
  try {
    const reading = await extractor.read({ text, publishedAt, headline, language, captions });
    const identity = identityOf(document);
    return { kind: 'read', work: { document, identity, reading, extractor, now: now().toISOString() } };
  } catch (error) {
    if (extractor.otherwise) return readingOf(document, { extractor: extractor.otherwise, now });
    return refused('UNREADABLE', (error as Error).message.slice(0, LONGEST_FAULT_CHARS));
  }
}

const LONGEST_FAULT_CHARS = 300;

/** An address that was new is kept; else nothing is written. Null where what is stored is not the same. */
export async function unchanged(db: Kysely<Tables>, document: NewsDocument): Promise<IngestResult | null> {
  const [former] = await sameAsStored(db, [document]);
  if (!former) return null;
  const identity = identityOf(document);
  if (former.address !== 'own' || identity.others.length > 0) {
    await inTransaction(db, (trx) => keepUrls(trx, former, document, identity));
  }
  return { kind: 'unchanged', articleId: former.id, version: former.version };
}

/** Where the same as each is stored already. One read. */
export async function sameAsStored(
  db: Kysely<Tables>,
  documents: readonly NewsDocument[],
): Promise<(KnownArticle | null)[]> {
  const known = await articlesByIdentity(
    db,
    documents.map((document) => keysOf(identityOf(document))),
  );
  return known.map((former, i) => (former && isUnchanged(former, documents[i]!) ? former : null));
}
