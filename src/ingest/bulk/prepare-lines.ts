import type { Kysely } from 'kysely';
import type { RunPosition } from '../../../db/ingest-run.ts';
import type { Tables } from '../../../db/tables.ts';
import { type NewsDocument, type Refusal, type Retraction, refused } from '../document.ts';
import { type IngestOptions, readingOf, sameAsStored } from '../ingest.ts';
import { tooLong } from '../jsonl/read-jsonl.ts';
import { readLine } from '../jsonl/read-line.ts';
import type { Work } from '../link-and-store.ts';
import { type Storable, storable } from '../store/storable.ts';
import type { ByteLine } from './byte-lines.ts';

/** A line, read as far as that goes without knowing what the lines before it do. */
export interface PreparedLine {
  readonly number: number;
  readonly end: RunPosition;
  readonly what: Prepared;
}
export type Prepared =
  | Refusal
  | Told
  | { readonly kind: 'work'; readonly work: Work }
  /** The same was stored when it was looked up; a line before this one may still change that. */
  | { readonly kind: 'known'; readonly document: NewsDocument };
type Told = { readonly kind: 'blank' } | { readonly kind: 'retraction'; readonly retraction: Retraction };

export interface LineOptions extends IngestOptions {
  /** BCP 47, where a line says none. */
  readonly language?: string;
}

/** In their order. One look at the database for all of them. */
export async function prepareLines(
  db: Kysely<Tables>,
  lines: readonly ByteLine[],
  options: LineOptions,
): Promise<PreparedLine[]> {
  const told = lines.map((line) => toldBy(line, options));
  const documents = told.flatMap((each) => (each.kind === 'document' ? each.document : []));
  const same = await sameAsStored(db, documents);
  const known = new Set(documents.filter((_, i) => same[i]));
  return Promise.all(
    told.map(async (each, i): Promise<PreparedLine> => {
      const { number, end } = lines[i]!;
      if (each.kind !== 'document') return { number, end, what: each };
      const { document } = each;
      return {
        number,
        end,
        what: known.has(document) ? { kind: 'known', document } : await read(document, options),
      };
    }),
  );
}

function toldBy({ bytes, length }: ByteLine, { language }: LineOptions): Told | Storable {
  if (bytes === null) return tooLong(length);
  const text = textOf(bytes);
  if (text === null) return refused('NOT_TEXT', 'wanted UTF-8, got other bytes');
  if (text.trim() === '') return { kind: 'blank' };
  const line = readLine(text, { ...(language && { language }) });
  return line.kind === 'document' ? storable(line.document) : line;
}

async function read(document: NewsDocument, options: LineOptions): Promise<Prepared> {
  const reading = await readingOf(document, options);
  return reading.kind === 'refused' ? reading : { kind: 'work', work: reading.work };
}

/** A byte order mark is left out. */
function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
