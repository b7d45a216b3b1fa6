import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { MultiBar } from 'cli-progress';
import type { Command } from 'commander';
import type { Kysely } from 'kysely';
import type { Tables } from '../../db/tables.ts';
import { languageOption, timeZoneOption, unreadable } from './command-options.ts';
import type { Fetcher } from './fetch/fetch.ts';
import { ingestUrl, isAddress } from './fetch/ingest-url.ts';
import type { FetchRefusal } from './fetch/result.ts';
import { type IngestResult, type IngestTextOptions, ingestText } from './ingest.ts';
import type { Stored } from './link-and-store.ts';

interface Options {
  readonly url?: string;
  readonly timeZone?: string;
  readonly language?: string;
  readonly allowPrivate?: boolean;
}
type Asked = Options & { readonly settings: Settings; readonly fetcher: Fetcher };

type Use = (db: Kysely<Tables>) => Promise<void>;
type Settings = Pick<IngestTextOptions, 'assumedTimeZone'>;
type Outcome = { kind: Stored['kind'] } | { kind: 'refused'; why: string };

/** A bar for fewer files would be gone before it is read. */
const BAR_FROM_FILES = 5;

/** `ingest FILE… | -`. Ends with 1 where a file was refused. */
export function addIngestCommand(
  program: Command,
  withDatabase: (use: Use) => Promise<void>,
  settings: () => Settings,
  fetcher: (asked: { allowPrivate: boolean }) => Fetcher,
): void {
  program
    .command('ingest')
    .description('store articles; those that are stored already change nothing')
    .argument(
      '<file...>',
      'articles, each as one file or at an http(s) address; - reads one from standard input',
    )
    .option('--url <address>', "the article's address, where its text does not carry it; for one file")
    .option('--allow-private', 'fetch from this machine and its own network, too')
    .addOption(timeZoneOption())
    .addOption(languageOption())
    .action(async (files: string[], options: Options) => {
      if (options.url && files.length > 1)
        throw new Error('--url is the address of one article; give one file with it.');
      const asked = {
        ...options,
        settings: settings(),
        fetcher: fetcher({ allowPrivate: false, ...options }),
      };
      await withDatabase((db) => ingestFiles(db, files, asked)).finally(asked.fetcher.close);
    });
}

async function ingestFiles(db: Kysely<Tables>, files: readonly string[], asked: Asked): Promise<void> {
  const report = reporter(files.length);
  const counts: Record<IngestResult['kind'], number> = { stored: 0, unchanged: 0, retracted: 0, refused: 0 };
  try {
    for (const file of files) {
      const results = isAddress(file)
        ? await ingestAddress(db, file, asked)
        : [await ingestFile(db, file, asked)];
      for (const result of results) {
        counts[result.kind]++;
        report.line(`${result.kind}${result.kind === 'refused' ? `: ${result.why}` : ''}\t${file}`);
      }
    }
  } finally {
    report.end();
  }
  const { stored, unchanged, retracted, refused } = counts;
  const taken = retracted > 0 ? `, ${retracted} retracted` : '';
  process.stdout.write(`${stored} stored, ${unchanged} unchanged${taken}, ${refused} refused\n`);
  if (refused > 0) process.exitCode = 1;
}

async function ingestFile(db: Kysely<Tables>, file: string, asked: Asked): Promise<Outcome> {
  let text: Uint8Array;
  try {
    text = file === '-' ? await buffer(process.stdin) : await readFile(file);
  } catch (error) {
    return { kind: 'refused', why: unreadable(error) };
  }
  const named = file === '-' ? asked.settings : { ...asked.settings, name: basename(file) };
  const result = await ingestText(
    db,
    { text, url: asked.url ?? null, timeZone: asked.timeZone ?? null, language: asked.language ?? null },
    named,
  );
  return outcomeOf(result);
}

async function ingestAddress(db: Kysely<Tables>, url: string, asked: Asked): Promise<readonly Outcome[]> {
  const { timeZone = null, language = null } = asked;
  const came = await ingestUrl(db, asked.fetcher, url, { ...asked.settings, timeZone, language });
  if (came.kind === 'refused') return [outcomeOf(came)];
  return came.kind === 'notModified' ? [{ kind: 'unchanged' }] : came.results.map(outcomeOf);
}

function outcomeOf(result: IngestResult | FetchRefusal): Outcome {
  return result.kind === 'refused'
    ? { kind: 'refused', why: `${result.reason}: ${result.message}` }
    : { kind: result.kind };
}

/** Lines on standard output; on a terminal, many files have a bar beneath them. */
function reporter(files: number): { line(text: string): void; end(): void } {
  if (files < BAR_FROM_FILES || !process.stderr.isTTY) {
    return { line: (text) => process.stdout.write(`${text}\n`), end: () => {} };
  }
  const bars = new MultiBar({
    format: '{bar} {value}/{total} · {eta_formatted} left',
    stream: process.stderr,
  });
  const bar = bars.create(files, 0);
  return {
    line(text) {
      if (process.stdout.isTTY) bars.log(`${text}\n`);
      else process.stdout.write(`${text}\n`);
      bar.increment();
    },
    end() {
      // Lines wait for the next drawing, which stop() does not bring.
      bars.update();
      bars.stop();
    },
  };
}
