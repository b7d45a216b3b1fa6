import type { Kysely } from 'kysely';
import { holdBulk, moveRun, type RunPosition } from '../../../db/ingest-run.ts';
import type { Tables } from '../../../db/tables.ts';
import { inTransaction } from '../../../db/transaction.ts';
import { refused } from '../document.ts';
import { dataFault, type IngestOptions, type IngestResult, readingOf, unchanged } from '../ingest.ts';
import { linkAndStore, type Work } from '../link-and-store.ts';
import { ingestRetraction } from '../retract.ts';
import type { Prepared, PreparedLine } from './prepare-lines.ts';

export interface LineResult {
  readonly number: number;
  readonly result: IngestResult;
}

/** Whose position moves with the lines that are stored; null where nothing is to be gone on with. */
export interface Run {
  readonly source: string | null;
  readonly at: RunPosition;
}

/**
 * Stores lines in their order, all of them in one transaction with the position behind them. Where the data of one spoil
 * that, each has a transaction of its own and that one is refused.
 */
export async function storeLines(
  db: Kysely<Tables>,
  lines: readonly PreparedLine[],
  run: Run,
  options: IngestOptions,
): Promise<readonly LineResult[]> {
  try {
    return await storeTogether(db, lines, run, options);
  } catch (error) {
    if (dataFault(error) === null) throw error;
  }
  const results: LineResult[] = [];
  let at = run.at;
  for (const line of lines) {
    results.push(...(await storeAlone(db, line, { ...run, at }, options)));
    at = line.end;
  }
  return results;
}

async function storeAlone(
  db: Kysely<Tables>,
  line: PreparedLine,
  run: Run,
  options: IngestOptions,
): Promise<readonly LineResult[]> {
  try {
    return await storeTogether(db, [line], run, options);
  } catch (error) {
    const fault = dataFault(error);
    if (fault === null) throw error;
    const what = refused('UNREADABLE', `could not be stored: ${fault.slice(0, 300)}`);
    return storeTogether(db, [{ ...line, what }], run, options);
  }
}

async function storeTogether(
  db: Kysely<Tables>,
  lines: readonly PreparedLine[],
  { source, at }: Run,
  options: IngestOptions,
): Promise<readonly LineResult[]> {
  return inTransaction(db, async (trx) => {
    await holdBulk(trx);
    const results: LineResult[] = [];
    for (let at = 0; at < lines.length; ) {
      const stored = await storeFrom(trx, lines, at, options);
      for (const [i, result] of stored.entries())
        if (result) results.push({ number: lines[at + i]!.number, result });
      at += stored.length;
    }
    const end = lines.at(-1)?.end ?? at;
    if (source !== null && end.offset > at.offset && !(await moveRun(trx, source, at, end)))
      throw new Error(`Another process stores ${source} at the same time. Let it end, and start again.`);
    return results;
  });
}

/** The line at `at`, and those behind it that are stored together with it. */
async function storeFrom(
  db: Kysely<Tables>,
  lines: readonly PreparedLine[],
  at: number,
  options: IngestOptions,
): Promise<(IngestResult | null)[]> {
  const { what } = lines[at]!;
  if (what.kind !== 'work') return [await storeLine(db, what, options)];
  const works: Work[] = [];
  for (const { what } of lines.slice(at)) {
    if (what.kind !== 'work') break;
    works.push(what.work);
  }
  return linkAndStore(db, works);
}

async function storeLine(
  db: Kysely<Tables>,
  what: Exclude<Prepared, { kind: 'work' }>,
  options: IngestOptions,
): Promise<IngestResult | null> {
  if (what.kind === 'blank') return null;
  if (what.kind === 'refused') return what;
  if (what.kind === 'retraction') return ingestRetraction(db, what.retraction);
  const known = await unchanged(db, what.document);
  if (known) return known;
  // A line before it has changed the article since it was looked up.
  const read = await readingOf(what.document, options);
  if (read.kind === 'refused') return read;
  const [stored] = await linkAndStore(db, [read.work]);
  return stored!;
}
