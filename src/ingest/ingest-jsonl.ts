import { resolve } from 'node:path';
import type { Kysely } from 'kysely';
import type { RunPosition } from '../../db/ingest-run.ts';
import type { Tables } from '../../db/tables.ts';
import { bulkProgress } from './bulk/bulk-progress.ts';
import { ingestLines, openRun } from './bulk/ingest-lines.ts';
import { type LineSource, streamLines } from './bulk/open-lines.ts';
import { unreadable } from './command-options.ts';
import { type Counts, countsOf, NONE, outcome, type Report, sum, totals } from './ingest-report.ts';
import type { Extractor } from './reading.ts';

export interface JsonlOptions {
  readonly language?: string;
  readonly restart?: boolean;
  readonly verbose?: boolean;
  readonly extractor: Extractor;
  readonly signal: AbortSignal;
}

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Streams a file of lines, or standard input for `-`, into the database. */
export async function ingestJsonl(
  db: Kysely<Tables>,
  file: string,
  options: JsonlOptions,
  report: Report,
): Promise<Counts> {
  const path = file === '-' ? null : resolve(file);
  let source: LineSource;
  try {
    source = path === null ? streamLines(process.stdin) : await openFile(db, path, file, options);
  } catch (error) {
    if (!isOfFile(error)) throw error;
    report.line(`refused: ${unreadable(error)}\t${file}`);
    return { ...NONE, refused: 1 };
  }
  return ingestSource(db, source, { ...options, file, path }, report);
}

async function openFile(db: Kysely<Tables>, path: string, file: string, options: JsonlOptions) {
  const { language, restart } = options;
  const source = await openRun(db, path, { ...(language && { language }), ...(restart && { restart }) });
  if (source.goesOn) say(`${file}: goes on behind line ${source.from.line}; --restart begins anew`);
  if (source.changed) say(`${file}: it or --language changed since it was stored; begins anew`);
  return source;
}

interface Opened extends JsonlOptions {
  readonly file: string;
  readonly path: string | null;
}

async function ingestSource(
  db: Kysely<Tables>,
  source: LineSource,
  options: Opened,
  report: Report,
): Promise<Counts> {
  const { file, path, extractor, language, signal, verbose } = options;
  let counts = NONE;
  let at: RunPosition = source.from;
  const progress = bulkProgress(source);
  try {
    at = await ingestLines(db, source, path, {
      extractor,
      signal,
      ...(language && { language }),
      onStored(results, position) {
        at = position;
        counts = sum(counts, countsOf(results.map(({ result }) => result)));
        for (const { number, result } of results) {
          if (verbose || result.kind === 'refused') report.line(outcome(result, `${file}:${number}`));
        }
        progress.done(results.length, position);
      },
    });
  } catch (error) {
    if (!isOfFile(error))
      throw new Error(`${(error as Error).message}\n${howToGoOn(options, at)}`, { cause: error });
    report.line(`refused: ${unreadable(error)}\t${file}, behind line ${at.line}`);
    counts = sum(counts, { ...NONE, refused: 1 });
  } finally {
    progress.end();
  }
  report.line(`${totals(counts)}\t${file}`);
  if (signal.aborted) say(howToGoOn(options, at));
  return counts;
}

function howToGoOn({ file, path }: Opened, { line }: RunPosition): string {
  const how =
    path === null ? 'lines that are sent again change nothing' : 'the same command goes on from there';
  return `Stopped behind line ${line} of ${file}: all up to there is stored, and ${how}.`;
}

/** It can't be opened, read or unpacked: nothing that the database or the program did. */
function isOfFile(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && /^(?:Z_|ENOENT|ENOTDIR|EISDIR|EACCES|EPERM|EIO)/.test(code);
}
