import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Kysely } from 'kysely';
import { type ExportRow, exportById, exportByUrl } from '../../db/export.ts';
import type { Reader } from '../../db/reader.ts';
import type { Tables } from '../../db/tables.ts';
import { PUBLIC_VIEWER } from '../../db/visible.ts';
import { decodeId } from '../../schema/ids.ts';
import { untilStopped } from '../until-stopped.ts';
import { writeWhole } from '../whole-file.ts';
import { exportedPages, exportedRow, updatedOf } from './export-articles.ts';
import { EXPORT_FORMATS, EXPORT_NAMES, type ExportFormat, type ExportName } from './formats.ts';
import { type AskedSelection, SELECTION, selectionOf } from './selection.ts';

interface Options extends AskedSelection {
  readonly format: ExportName;
  readonly id?: string;
  readonly url?: string;
  readonly first?: number;
  readonly output?: string;
}

type Use = (db: Kysely<Tables>) => Promise<void>;

/** `export --format FORMAT [--id | --url | a selection]`: what the public may see, newest first. */
export function addExportCommand(program: Command, withDatabase: (use: Use) => Promise<void>): void {
  program
    .command('export')
    .description('write articles in a format that others read; all of them where nothing is selected')
    .addOption(new Option('--format <format>', 'what to write').choices(EXPORT_NAMES).makeOptionMandatory())
    .addOption(new Option('--id <id>', 'the article with this id').conflicts(['url', 'first', ...SELECTION]))
    .addOption(
      new Option('--url <address>', 'the article at this address').conflicts(['first', ...SELECTION]),
    )
    .option('--text <words>', 'with these words, in web search syntax')
    .option('--section <section>', 'of this section, to the letter')
    .option('--publisher <name>', 'of the organization with this name or id')
    .option('--language <tag>', 'in this language, as a BCP 47 tag')
    .option('--from <time>', 'published then or later: a day, or RFC 3339')
    .option('--before <time>', 'published before then')
    .addOption(new Option('--first <number>', 'so many of them at most').argParser(count))
    .option('--output <file>', 'write there; the file appears once it is whole')
    .action((options: Options) => withDatabase((db) => exportTo(db, options)));
}

function count(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Wanted a whole number from 1 up.');
}

async function exportTo(db: Kysely<Tables>, options: Options): Promise<void> {
  const reader: Reader = { db, viewer: PUBLIC_VIEWER, signal: null };
  const { output } = options;
  if (output === undefined) return writeArticles(reader, options, process.stdout);
  await untilStopped(
    (signal) => writeWhole(output, (file) => writeArticles({ ...reader, signal }, options, file)),
    `Stopped; nothing was written to ${output}.`,
  );
}

async function writeArticles(reader: Reader, options: Options, to: Writable): Promise<void> {
  const format = EXPORT_FORMATS[options.format];
  const { id, url } = options;
  if (id === undefined && url === undefined) return writeSelected(reader, options, format, to);
  const row = id === undefined ? await exportByUrl(reader, url ?? '') : await exportById(reader, rowIdOf(id));
  if (row === null) throw new Error(`There is no article ${id ?? url}.`);
  await write(to, single(row, format));
}

function rowIdOf(id: string): string {
  return decodeId(id, ['Article']).id;
}

function single(row: ExportRow, format: ExportFormat): string {
  const exported = exportedRow(row);
  return format.single(exported, {
    id: `urn:newsgraph:${exported.id}:feed`,
    updated: updatedOf([exported]),
    self: null,
  });
}

async function writeSelected(
  reader: Reader,
  options: Options,
  format: ExportFormat,
  to: Writable,
): Promise<void> {
  const filter = await selectionOf(reader, options);
  const progress = counter(to);
  await write(
    to,
    format.opening({ id: 'urn:newsgraph:export', updated: new Date().toISOString(), self: null }),
  );
  let written = 0;
  for await (const page of exportedPages(reader, filter, options.first ?? null)) {
    const articles = page.map((exported) => format.write(exported)).join(format.between);
    await write(to, `${written > 0 ? format.between : ''}${articles}`);
    written += page.length;
    progress.show(written);
  }
  await write(to, format.closing);
  progress.end(written);
}

/** Waits where whoever reads is slower. */
async function write(to: Writable, text: string): Promise<void> {
  if (text !== '' && !to.write(text)) await once(to, 'drain');
}

/** On a terminal, how many are written; not in between them where these go there too. */
function counter(to: Writable): { show(written: number): void; end(written: number): void } {
  const isSeen = process.stderr.isTTY && !(to === process.stdout && process.stdout.isTTY);
  if (!isSeen) return { show: () => {}, end: () => {} };
  const line = (written: number) => `\r${written.toLocaleString('en')} articles`;
  return {
    show: (written) => process.stderr.write(line(written)),
    end: (written) => process.stderr.write(`${line(written)}\n`),
  };
}
