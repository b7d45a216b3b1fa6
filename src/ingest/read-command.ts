import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import { languageOption, timeZoneOption, unreadable } from './command-options.ts';
import { readDocument } from './detect.ts';
import type { NewsDocument } from './document.ts';
import { rulesExtractor } from './find/rules.ts';
import { readingAsJson, readJsonLine } from './read-json.ts';
import { formatReading } from './read-report.ts';
import type { Reading } from './reading.ts';

interface Options {
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly timeZone?: string;
  readonly language?: string;
}

/** `read FILE [--json] | read --jsonl`: what would be stored, without a database. */
export function addReadCommand(program: Command, assumedTimeZone: () => string): void {
  program
    .command('read')
    .description('show what is found in an article, without storing it')
    .argument('[file]', 'an article as scraped; - reads it from standard input')
    .option('--json', 'as JSON')
    .addOption(timeZoneOption())
    .addOption(languageOption())
    .addOption(
      new Option(
        '--jsonl',
        'lines {"id","text","published"?,"headline"?,"language"?} on standard input, a line out for each',
      ).conflicts(['json', 'timeZone', 'language']),
    )
    .action(async (file: string | undefined, options: Options) => {
      if (options.jsonl && file === undefined) return readLines();
      if (options.jsonl || file === undefined)
        throw new Error('Give one file, or --jsonl and lines on standard input.');
      await readFileOnce(file, { ...options, timeZone: options.timeZone ?? assumedTimeZone() });
    });
}

async function readFileOnce(file: string, { json, timeZone, language }: Options): Promise<void> {
  const bytes = await bytesOf(file);
  const result = readDocument(bytes, {
    ...(timeZone && { timeZone }),
    ...(language && { language }),
    ...(file !== '-' && { name: basename(file) }),
  });
  if (result.kind === 'refused') throw new Error(`${result.reason}: ${result.message}`);
  if (result.kind === 'retraction') throw new Error('It takes an article back; there is nothing to read.');
  const { document } = result;
  const reading = readingOf(document);
  const shown = json
    ? JSON.stringify(readingAsJson(document, reading), null, 2)
    : formatReading(document, reading);
  process.stdout.write(`${shown}\n`);
}

async function bytesOf(file: string): Promise<Uint8Array> {
  if (file === '-') return buffer(process.stdin);
  return readFile(file).catch((cause) => {
    throw new Error(`${file}: ${unreadable(cause)}`, { cause });
  });
}

function readingOf({ body: text, publishedAt, headline, language, images }: NewsDocument): Reading {
  const captions = images.flatMap(({ caption }) => caption ?? []);
  return rulesExtractor.read({ text, publishedAt, headline, language, captions });
}

/** Ends with 1 where a line was refused; all others are answered all the same. */
async function readLines(): Promise<void> {
  let number = 0;
  for await (const line of linesOf(process.stdin)) {
    number++;
    if (line.trim() === '') continue;
    const { answer, refused } = readJsonLine(line, number);
    if (refused) process.exitCode = 1;
    if (!process.stdout.write(`${answer}\n`)) await once(process.stdout, 'drain');
  }
}

/** Split at line feeds alone: node:readline also splits at U+2028, which may stand in a JSON string. */
async function* linesOf(stream: NodeJS.ReadStream): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}
