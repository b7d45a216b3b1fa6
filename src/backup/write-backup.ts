import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Dump } from '../../db/dump.ts';
import { FORMAT, type Header, type Part } from './format.ts';
import { END_OF_ROWS } from './lines.ts';

export interface BackupOptions {
  readonly signal: AbortSignal;
  readonly onRows: (more: number) => void;
}

/** Returns how many rows each table has. Holds a few chunks at a time. */
export async function writeBackup(
  dump: Dump,
  to: Writable,
  { signal, onRows }: BackupOptions,
): Promise<Readonly<Record<string, number>>> {
  const rows: Record<string, number> = {};
  const header: Header = { newsgraph: 'backup', format: FORMAT, ...dump.origin };
  await pipeline(
    () => textOf(dump, rows, onRows),
    createGzip({ level: GZIP_LEVEL }),
    (gzipped: AsyncIterable<Buffer>) => checked(lineOf(header), gzipped),
    to,
    { signal, end: false },
  );
  return rows;
}

/** The fastest: all else waits for it. */
const GZIP_LEVEL = 1;

async function* textOf(
  dump: Dump,
  rows: Record<string, number>,
  onRows: (more: number) => void,
): AsyncGenerator<Buffer | string> {
  for (const table of dump.tables) {
    yield partLine(table);
    let counted = 0;
    for await (const chunk of dump.rowsOf(table)) {
      const more = newlinesIn(chunk);
      counted += more;
      onRows(more);
      yield chunk;
    }
    rows[table.name] = counted;
    yield END_OF_ROWS;
  }
  yield partLine({ sequences: await dump.sequences(), rows });
}

async function* checked(first: string, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer | string> {
  const hash = createHash('sha256').update(first);
  yield first;
  for await (const chunk of rest) {
    hash.update(chunk);
    yield chunk;
  }
  yield `${hash.digest('hex')}\n`;
}

const lineOf = (header: Header) => `${JSON.stringify(header)}\n`;
const partLine = (part: Part) => `${JSON.stringify(part)}\n`;

/** A row is a line: newlines within values are escaped. */
function newlinesIn(chunk: Buffer): number {
  let found = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) found++;
  return found;
}
