import type { Kysely } from 'kysely';
import type { RunPosition } from '../../../db/ingest-run.ts';
import type { Tables } from '../../../db/tables.ts';
import { type NewsDocument, type Refusal, type Retraction, refused } from '../document.ts';
import { type IngestOptions, readingOf, sameAsStored } from '../ingest.ts';
import { tooLong } from '../jsonl/read-jsonl.ts';
import { readLine } from '../jsonl/read-line.ts';
import type { Work } from '../link-and-store.ts';
import { storable } from '../store/storable.ts';
import type { ByteLine } from './byte-lines.ts';

/** A line, read as far as that goes without knowing what the lines before it do. */
export interface PreparedLine {
  readonly number: number;
  readonly end: RunPosition;
  readonly what: Prepared;
}
export type Prepared =
  | Refusal
  | { readonly kind: 'blank' }
  | { readonly kind: 'retraction'; readonly retraction: Retraction }
  | { readonly kind: 'work'; readonly work: Work }
  /** The same was stored when it was looked up; a line before this one may still change that. */
  | { readonly kind: 'known'; readonly document: NewsDocument };

export interface LineOptions extends IngestOptions {
  /** BCP 47, where a line says none. */
  readonly language?: string;
}

export async function prepareLine(
  db: Kysely<Tables>,
  line: ByteLine,
  options: LineOptions,
): Promise<PreparedLine> {
  const { number, end } = line;
  return { number, end, what: await prepared(db, line, options) };
}

async function prepared(
  db: Kysely<Tables>,
  { bytes, length }: ByteLine,
  options: LineOptions,
): Promise<Prepared> {
  if (bytes === null) return tooLong(length);
  const text = textOf(bytes);
  if (text === null) return refused('NOT_TEXT', 'wanted UTF-8, got other bytes');
  if (text.trim() === '') return { kind: 'blank' };
  const { language } = options;
  const read = readLine(text, { ...(language && { language }) });
  if (read.kind !== 'document') return read;
  const checked = storable(read.document);
  if (checked.kind === 'refused') return checked;
  if (await sameAsStored(db, checked.document)) return { kind: 'known', document: checked.document };
  const reading = await readingOf(checked.document, options);
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
