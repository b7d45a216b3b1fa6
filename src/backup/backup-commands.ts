import type { Command } from 'commander';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { Connection } from '../../db/client.ts';
import { dump } from '../../db/dump.ts';
import { refuseRows } from '../../db/restore.ts';
import type { Tables } from '../../db/tables.ts';
import { untilStopped } from '../until-stopped.ts';
import { writeWhole } from '../whole-file.ts';
import { progressOf } from './progress.ts';
import { checkBackup, openBackup } from './read-backup.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

type Use = (db: Kysely<Tables>, pool: pg.Pool, connection: Connection) => Promise<void>;
type WithDatabase = (use: Use) => Promise<void>;
/** Makes the tables of the job queue where there are none. */
type MakeQueue = (pool: pg.Pool) => Promise<void>;

const say = (line: string) => process.stdout.write(`${line}\n`);
/** It holds the hashes of keys, and articles under embargo. */
const FOR_ITS_OWNER = 0o600;

/** `backup FILE` and `restore FILE`. */
export function addBackupCommands(
  program: Command,
  withCurrent: WithDatabase,
  withDatabase: WithDatabase,
  makeQueue: MakeQueue,
): void {
  program
    .command('backup')
    .description('write all that the database holds into a file, as it is now; servers may go on')
    .argument('<file>', 'it appears, or takes the place of another, once it is whole')
    .action((file: string) => withCurrent((_db, _pool, connection) => backUp(connection, file)));
  program
    .command('restore')
    .description('fill an empty database from a file of `newsgraph backup`: with all of it or nothing')
    .argument('<file>', 'of this version or an older one')
    .action((file: string) =>
      untilStopped(
        (signal) => restoreFrom(file, signal, withDatabase, makeQueue),
        'Stopped; nothing was restored.',
      ),
    );
}

async function backUp(connection: Connection, file: string): Promise<void> {
  const write = (signal: AbortSignal) =>
    writeWhole(
      file,
      (to) =>
        dump(connection, async (dumped) => {
          const progress = progressOf('Backing up', dumped.rowsAbout);
          const rows = await writeBackup(dumped, to, { signal, onRows: progress.done }).finally(progress.end);
          const total = Object.values(rows).reduce((sum, more) => sum + more, 0);
          say(`${total} rows of ${dumped.tables.length} tables as of ${dumped.origin.takenAt}`);
        }),
      FOR_ITS_OWNER,
    );
  await untilStopped(write, `Stopped; nothing was written to ${file}.`);
}

async function restoreFrom(
  file: string,
  signal: AbortSignal,
  withDatabase: WithDatabase,
  makeQueue: MakeQueue,
): Promise<void> {
  const backup = await openBackup(file);
  const checking = progressOf('Checking', backup.bytes);
  await checkBackup(backup, checking.done).finally(checking.end);
  signal.throwIfAborted();
  await withDatabase(async (db, pool, connection) => {
    await refuseRows(db);
    if (backup.header.queue !== null) await makeQueue(pool);
    const progress = progressOf('Restoring', backup.bytes);
    const options = { signal, onBytes: progress.done };
    const { rows, foreign } = await restoreBackup(connection, backup, options).finally(progress.end);
    for (const name of foreign) process.stderr.write(`Left out, as it is not Newsgraph's: ${name}\n`);
    say(`${rows} rows restored, as of ${backup.header.takenAt}`);
  });
}
