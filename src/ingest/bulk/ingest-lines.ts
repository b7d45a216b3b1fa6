import type { Kysely } from 'kysely';
import { type RunPosition, runOf, startRun } from '../../../db/ingest-run.ts';
import type { Tables } from '../../../db/tables.ts';
import { inBatches, mapInOrder } from './in-order.ts';
import { type LineSource, openLines } from './open-lines.ts';
import { type LineOptions, prepareLines } from './prepare-lines.ts';
import { type LineResult, storeLines } from './store-lines.ts';

export interface BulkOptions extends LineOptions {
  /** Articles that one transaction stores. */
  readonly batch?: number;
  /** Batches that are read while one is stored. */
  readonly ahead?: number;
  /** What is being stored is stored to its end; nothing more is begun. */
  readonly signal?: AbortSignal;
  /** Hears of each batch once it is stored. */
  readonly onStored?: (results: readonly LineResult[], at: RunPosition) => void;
}

const BATCH = 50;
const AHEAD = 3;
/** Of the lines of a batch: with those ahead, what is held at once. */
const BATCH_BYTES = 4_000_000;

/** A file of lines from where its last run came to. `restart`: from its beginning. */
export async function openRun(
  db: Kysely<Tables>,
  file: string,
  { language, restart = false }: { readonly language?: string | undefined; readonly restart?: boolean },
): Promise<LineSource & { readonly changed: boolean }> {
  const former = restart ? null : await runOf(db, file);
  const source = await openLines(file, language ? `language ${language}\n` : '', former);
  if (!source.goesOn) await startRun(db, file, source.from.hash);
  return { ...source, changed: former !== null && former.offset > 0 && !source.goesOn };
}

/** Stores the lines of a source in their order; `run` is the file whose position moves with them. Returns where it came to. */
export async function ingestLines(
  db: Kysely<Tables>,
  source: LineSource,
  run: string | null,
  options: BulkOptions = {},
): Promise<RunPosition> {
  const { batch = BATCH, ahead = AHEAD, signal, onStored } = options;
  const batches = inBatches(source.groups, batch, BATCH_BYTES, ({ bytes }) => bytes?.length ?? 0);
  const prepared = mapInOrder(batches, ahead, (lines) => prepareLines(db, lines, options));
  let at = source.from;
  for await (const lines of prepared) {
    if (signal?.aborted) break;
    const results = await storeLines(db, lines, { source: run, at }, options);
    at = lines.at(-1)?.end ?? at;
    onStored?.(results, at);
  }
  return at;
}
