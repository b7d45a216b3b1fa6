import { type Kysely, sql } from 'kysely';
import { holdLocks } from './lock.ts';
import type { Tables } from './tables.ts';
import { inTransaction } from './transaction.ts';

/** How far a file is stored: all before it is there. */
export interface RunPosition {
  readonly offset: number;
  readonly line: number;
  /** SHA-256 of the bytes before `offset`. */
  readonly hash: Buffer;
}

/** One bulk writer at a time: two that store many articles in a transaction each would wait for each other in circles. */
export async function holdBulk(db: Kysely<Tables>): Promise<void> {
  await holdLocks(db, 'bulk', ['ingest']);
}

/** Where the file's last run came to, and null before its first. Waits for a writer that was killed and still commits. */
export async function runOf(db: Kysely<Tables>, source: string): Promise<RunPosition | null> {
  return inTransaction(db, async (trx) => {
    await holdBulk(trx);
    const row = await trx
      .selectFrom('ingest_run')
      .select(['byte_offset', 'line', 'prefix_hash'])
      .where('source', '=', source)
      .executeTakeFirst();
    return row ? { offset: Number(row.byte_offset), line: Number(row.line), hash: row.prefix_hash } : null;
  });
}

/** The file is read from its beginning, or for the first time. */
export async function startRun(db: Kysely<Tables>, source: string, hash: Buffer): Promise<void> {
  await sql`
    insert into ingest_run (source, prefix_hash) values (${source}, ${hash})
    on conflict (source) do update set byte_offset = 0, line = 0, prefix_hash = excluded.prefix_hash,
      started_at = now(), updated_at = now()`.execute(db);
}

/** To be called in the transaction that stores what lies between. False where another process moved it meanwhile. */
export async function moveRun(
  db: Kysely<Tables>,
  source: string,
  from: Pick<RunPosition, 'offset'>,
  to: RunPosition,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('ingest_run')
    .set({ byte_offset: String(to.offset), line: String(to.line), prefix_hash: to.hash })
    .set('updated_at', sql<string>`now()`)
    .where('source', '=', source)
    .where('byte_offset', '=', String(from.offset))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
