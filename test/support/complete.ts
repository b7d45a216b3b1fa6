import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../db/tables.ts';

/**
 * Until the feed shows all that was committed: a transaction that is open in any database of the server holds it back, and
 * other tests have some.
 */
export async function untilComplete(db: Kysely<Tables>): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ complete: boolean }>`
      select coalesce(max(xid) < pg_snapshot_xmin(pg_current_snapshot()), true) as complete
      from outbox where epoch = outbox_epoch()`.execute(db);
    if (rows[0]?.complete) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
