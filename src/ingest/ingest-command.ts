import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { Kysely } from 'kysely';
import type { Tables } from '../../db/tables.ts';
import { languageOption, threadsOption, timeZoneOption, unreadable } from './command-options.ts';
import type { Fetcher } from './fetch/fetch.ts';
import { ingestUrl, isAddress } from './fetch/ingest-url.ts';
import { filesIn } from './files-in.ts';
import { type IngestTextOptions, ingestFile } from './ingest.ts';
import { ingestJsonl } from './ingest-jsonl.ts';
import {
  type Counts,
  countsOf,
  NONE,
  type Outcome,
  outcome,
  type Report,
  reportOn,
  sum,
  totals,
} from './ingest-report.ts';
import { isJsonlName } from './jsonl/read-jsonl.ts';
import type { Extractor, OpenExtractor } from './reading.ts';
import { stopRequest } from './stop-request.ts';

interface Options {
  readonly url?: string;
  readonly timeZone?: string;
  readonly language?: string;
  readonly allowPrivate?: boolean;
  readonly jsonl?: boolean;
  readonly restart?: boolean;
  readonly verbose?: boolean;
  readonly threads?: number;
}
interface Asked extends Options {
  readonly settings: Settings;
  readonly extractor: Extractor;
  readonly fetcher: Fetcher;
  readonly signal: AbortSignal;
}

type Use = (db: Kysely<Tables>) => Promise<void>;
type Settings = Pick<IngestTextOptions, 'assumedTimeZone'>;

/** `ingest FILE… | FOLDER… | URL… | -`. Ends with 1 where an article was refused, with 130 where it was asked to stop. */
export function addIngestCommand(
  program: Command,
  withDatabase: (use: Use) => Promise<void>,
  settings: () => Settings,
  fetcher: (asked: { allowPrivate: boolean }) => Fetcher,
  openExtractor: (threads?: number) => Promise<OpenExtractor>,
): void {
  program
    .command('ingest')
    .description('store articles; those that are stored already change nothing')
    .argument('<file...>', 'files, folders or http(s) addresses of articles; - reads standard input')
    .option('--url <address>', "the article's address, where its text does not carry it; for one file")
    .option('--allow-private', 'fetch from this machine and its own network, too')
    .addOption(timeZoneOption())
    .addOption(languageOption())
    .option('--jsonl', 'standard input holds JSON Lines, an article each, as files named .jsonl do')
    .option('--restart', 'read files of JSON Lines from their beginning, whatever of them is stored')
    .option('--verbose', 'say a line for each article, not for refused ones alone')
    .addOption(threadsOption())
    .action(async (files: string[], options: Options) => {
      if (options.url && files.length > 1)
        throw new Error('--url is the address of one article; give one file with it.');
      const { signal, forget } = stopRequest();
      const fetching = fetcher({ allowPrivate: false, ...options });
      const extractor = await openExtractor(options.threads);
      const asked = { ...options, settings: settings(), fetcher: fetching, extractor, signal };
      await withDatabase((db) => ingestAll(db, files, asked))
        .finally(fetching.close)
        .finally(extractor.close)
        .finally(forget);
    });
}

async function ingestAll(db: Kysely<Tables>, given: readonly string[], asked: Asked): Promise<void> {
  const files = await filesIn(given);
  if (files.length === 0) throw new Error(`Wanted articles, got folders without any: ${given.join(', ')}`);
  const report = reportOn(files.length);
  let counts = NONE;
  try {
    for (const file of files) {
      if (asked.signal.aborted) break;
      counts = sum(counts, await ingestOne(db, file, asked, report));
      report.fileDone();
    }
  } finally {
    report.end();
  }
  if (files.length > 1 || !isLines(files[0]!, asked)) process.stdout.write(`${totals(counts)}\n`);
  if (counts.refused > 0) process.exitCode = 1;
  if (asked.signal.aborted) process.exitCode = 130;
}

function isLines(file: string, { jsonl }: Options): boolean {
  return file === '-' ? jsonl === true : isJsonlName(file) && !isAddress(file);
}

async function ingestOne(db: Kysely<Tables>, file: string, asked: Asked, report: Report): Promise<Counts> {
  if (isAddress(file)) return reported(await fetched(db, file, asked), file, asked, report);
  if (!isLines(file, asked)) return reported(await readWhole(db, file, asked), file, asked, report);
  if (asked.url) throw new Error(`--url is the address of one article; ${file} holds lines of many.`);
  return ingestJsonl(db, file, asked, report);
}

/** A line for the only article of a file; for several, one for each that is refused and one for their sum. */
function reported(results: readonly Outcome[], file: string, { verbose }: Asked, report: Report): Counts {
  const counts = countsOf(results);
  if (results.length === 1) report.line(outcome(results[0]!, file));
  else {
    for (const [i, result] of results.entries())
      if (verbose || result.kind === 'refused') report.line(outcome(result, `${file}, article ${i + 1}`));
    report.line(`${totals(counts)}\t${file}`);
  }
  return counts;
}

async function readWhole(db: Kysely<Tables>, file: string, asked: Asked): Promise<readonly Outcome[]> {
  let text: Uint8Array;
  try {
    text = file === '-' ? await buffer(process.stdin) : await readFile(file);
  } catch (error) {
    return [{ kind: 'refused', message: unreadable(error) }];
  }
  const { settings, extractor } = asked;
  const named = { ...settings, extractor, ...(file !== '-' && { name: basename(file) }) };
  const { url = null, timeZone = null, language = null } = asked;
  const results: Outcome[] = [];
  for await (const result of ingestFile(db, { text, url, timeZone, language }, named)) results.push(result);
  return results;
}

async function fetched(db: Kysely<Tables>, url: string, asked: Asked): Promise<readonly Outcome[]> {
  const { timeZone = null, language = null, settings, extractor, fetcher, signal } = asked;
  const came = await ingestUrl(db, fetcher, url, { ...settings, extractor, timeZone, language, signal });
  if (came.kind === 'refused') return [came];
  return came.kind === 'notModified' ? [{ kind: 'unchanged' }] : came.results;
}
