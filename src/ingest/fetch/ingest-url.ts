import type { Kysely } from 'kysely';
import type { Tables } from '../../../db/tables.ts';
import { refused } from '../document.ts';
import { type ArticleText, type IngestResult, type IngestTextOptions, ingestFile } from '../ingest.ts';
import { ingestRetraction } from '../retract.ts';
import type { Fetcher, Validators } from './fetch.ts';
import type { Fetched, FetchRefusal, NotModified } from './result.ts';

export type UrlOptions = Omit<IngestTextOptions, 'name'> &
  Partial<Pick<ArticleText, 'language' | 'timeZone'>> & {
    /** Of an earlier answer: where nothing has changed since, nothing is sent and nothing read. */
    readonly known?: Validators | null;
    readonly signal?: AbortSignal;
  };

export type UrlResult =
  | { readonly kind: 'ingested'; readonly page: Fetched; readonly results: readonly IngestResult[] }
  | { readonly kind: 'gone'; readonly results: readonly IngestResult[] }
  | NotModified
  | FetchRefusal;

export function isAddress(text: string): boolean {
  return /^https?:/i.test(text);
}

/** Fetches an address and stores what is there. What is gone for good (410) is retracted, where it is here. */
export async function ingestUrl(
  db: Kysely<Tables>,
  fetcher: Fetcher,
  address: string,
  { known = null, signal, language = null, timeZone = null, ...options }: UrlOptions = {},
): Promise<UrlResult> {
  const came = await fetcher.fetch(address, known, signal);
  if (came.kind === 'gone') return { kind: 'gone', results: [await ingestGone(db, address)] };
  if (came.kind !== 'document') return came;
  const { bytes, url, redirectedFrom, charset } = came;
  const input: ArticleText = { text: bytes, url, otherUrls: redirectedFrom, charset, language, timeZone };
  const results: IngestResult[] = [];
  for await (const result of ingestFile(db, input, { ...options, name: new URL(url).pathname }))
    results.push(result);
  return { kind: 'ingested', page: came, results };
}

/** What a tombstone says where a page answered 410. */
export const GONE_NOTICE = 'The page was taken away for good (HTTP 410).';

async function ingestGone(db: Kysely<Tables>, url: string): Promise<IngestResult> {
  const result = await ingestRetraction(db, { url, guid: null, publisher: null, notice: GONE_NOTICE });
  if (result.kind !== 'refused') return result;
  return refused(result.reason, `wanted a page, got HTTP 410; no article of this address is here`);
}
