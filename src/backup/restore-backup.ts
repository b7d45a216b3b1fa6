import { Readable } from 'node:stream';
import type { Connection } from '../../db/client.ts';
import { restore } from '../../db/restore.ts';
import { type Backup, partsOf } from './read-backup.ts';

export interface RestoreOptions {
  readonly signal: AbortSignal;
  readonly onBytes: (more: number) => void;
}

export interface Restored {
  readonly rows: number;
  /** Tables that are not Newsgraph's, and were not restored. */
  readonly foreign: readonly string[];
}

/** Of a file that was checked; all of it or nothing. */
export async function restoreBackup(
  connection: Connection,
  backup: Backup,
  { signal, onBytes }: RestoreOptions,
): Promise<Restored> {
  const foreign: string[] = [];
  let total = 0;
  await restore(connection, backup.header, async (into) => {
    const counts: Record<string, number> = {};
    for await (const { part, rows } of partsOf(backup, onBytes)) {
      if ('columns' in part) {
        const loaded = await into.copyIn(part, Readable.from(until(signal, rows), { objectMode: false }));
        if (loaded === null) {
          foreign.push(part.name);
          for await (const _ of rows);
        } else {
          counts[part.name] = loaded;
          total += loaded;
        }
      } else {
        refuseOthers(counts, part.rows, foreign);
        await into.setSequences(part.sequences);
      }
    }
    signal.throwIfAborted();
  });
  return { rows: total, foreign };
}

function refuseOthers(
  loaded: Readonly<Record<string, number>>,
  written: Readonly<Record<string, number>>,
  foreign: readonly string[],
): void {
  for (const [name, rows] of Object.entries(written)) {
    if (foreign.includes(name) || loaded[name] === rows) continue;
    throw new Error(`Wanted ${rows} rows of ${name}; ${loaded[name] ?? 0} were in the backup.`);
  }
}

async function* until(signal: AbortSignal, rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of rows) {
    signal.throwIfAborted();
    yield chunk;
  }
}
