import type { Kysely } from 'kysely';
import type { Tables } from '../../db/tables.ts';
import type { NewsDocument } from '../../src/ingest/document.ts';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { documentOf, extractorOf, type Told } from './told.ts';

/** Stores a new article of no publisher, of which what is told is found; returns its id. */
export async function storeTold(
  db: Kysely<Tables>,
  body: string,
  told: Told,
  more: Partial<NewsDocument> = {},
): Promise<string> {
  const result = await ingestDocument(db, documentOf({ publisher: null, ...more, body }), {
    extractor: extractorOf(told),
  });
  if (result.kind !== 'stored') throw new Error(`wanted a new article, got ${result.kind}`);
  return result.articleId;
}
