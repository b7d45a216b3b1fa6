import type { Kysely } from 'kysely';
import { timeZoneOfPublisher } from '../../db/actor.ts';
import { articleByIdentity } from '../../db/article-write.ts';
import type { Tables } from '../../db/tables.ts';
import { inTransaction } from '../../db/transaction.ts';
import { readDocument } from './detect.ts';
import type { NewsDocument, ReadResult, RefusalReason } from './document.ts';
import { rulesExtractor } from './find/rules.ts';
import { contentHash, type Identity, identityOf } from './identity.ts';
import { linkAndStore, type Stored } from './link-and-store.ts';
import type { Extractor } from './reading.ts';
import { storable } from './store/storable.ts';
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
  /** BCP 47; English where it is left out. */
  readonly language?: string | null;
  /** IANA, for printed times without a zone; else the publisher's own, else UTC. */
  readonly timeZone: string | null;
}

export type IngestResult =
  | Stored
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly message: string };

export async function ingestText(
  db: Kysely<Tables>,
  input: ArticleText,
  options: IngestTextOptions = {},
): Promise<IngestResult> {
  const { text, timeZone } = input;
  if (timeZone !== null && !isTimeZone(timeZone)) {
    return refused(
      'BAD_FIELD',
      `timeZone: wanted an IANA name such as "Europe/Oslo", got "${timeZone.slice(0, 60)}"`,
    );
  }
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const given = {
    ...(input.language && { language: input.language }),
    ...(options.name && { name: options.name }),
  };
  const read = (zone: string | null): ReadResult =>
    readDocument(bytes, { ...given, ...(zone && { timeZone: zone }) });
  const result = await readInZone(db, read, timeZone, options.assumedTimeZone ?? null);
  if (result.kind === 'refused') return result;
  const { document } = result;
  return ingestDocument(db, { ...document, url: document.url ?? input.url }, options);
}

/** Only the document says whose it is, and only its publisher what its printed time means: it may be read twice. */
async function readInZone(
  db: Kysely<Tables>,
  read: (timeZone: string | null) => ReadResult,
  timeZone: string | null,
  assumed: string | null,
): Promise<ReadResult> {
  const first = read(timeZone ?? assumed);
  if (timeZone !== null || first.kind === 'refused') return first;
  const { publisher, publishedZoneAssumed } = first.document;
  if (publisher === null || !publishedZoneAssumed) return first;
  const zone = await timeZoneOfPublisher(db, publisher);
  return zone === null ? first : read(zone);
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
  const identity = identityOf(document);
  const hash = contentHash(document);
  const known = await unchanged(db, identity, hash);
  if (known) return known;
  const { extractor = rulesExtractor, now = () => new Date() } = options;
  const { body: text, publishedAt, headline, language } = document;
  const captions = document.images.flatMap(({ caption }) => caption ?? []);
  const reading = await extractor.read({ text, publishedAt, headline, language, captions });
  const work = { document, identity, hash, reading, extractor, now: now().toISOString() };
  return inTransaction(db, (trx) => linkAndStore(trx, work));
}

async function unchanged(db: Kysely<Tables>, identity: Identity, hash: Buffer): Promise<IngestResult | null> {
  const former = await articleByIdentity(db, identity);
  if (!former?.content_hash.equals(hash)) return null;
  return { kind: 'unchanged', articleId: former.id, version: former.version };
}

function refused(reason: RefusalReason, message: string): IngestResult {
  return { kind: 'refused', reason, message };
}
