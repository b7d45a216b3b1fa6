import type pg from 'pg';
import type { Connection } from '../../db/client.ts';
import { dump } from '../../db/dump.ts';
import { checkBackup, openBackup } from '../../src/backup/read-backup.ts';
import { type Restored, restoreBackup } from '../../src/backup/restore-backup.ts';
import { writeBackup } from '../../src/backup/write-backup.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { createLog } from '../../src/log.ts';
import { writeWhole } from '../../src/whole-file.ts';

export const QUIETLY = { signal: new AbortController().signal, onRows: () => {}, onBytes: () => {} };

interface Reached {
  readonly connection: Connection;
  readonly pool: pg.Pool;
}

export async function backUp({ connection }: Reached, path: string): Promise<void> {
  await writeWhole(path, (to) =>
    dump(connection, async (dumped) => void (await writeBackup(dumped, to, QUIETLY))),
  );
}

/** As the command does. */
export async function restoreInto({ connection, pool }: Reached, path: string): Promise<Restored> {
  const backup = await openBackup(path);
  await checkBackup(backup, () => {});
  if (backup.header.queue !== null) {
    const boss = await openQueue({ pool, log: createLog('warn', 2), tends: false });
    await boss.stop({ close: false });
  }
  return restoreBackup(connection, backup, QUIETLY);
}
