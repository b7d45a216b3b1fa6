import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';
import { inTransaction } from './transaction.ts';

const BATCH = 10_000;

/**
 * Forgets the oldest changes that began more than `keepDays` ago, a batch a transaction, and says so to cursors that lie
 * before what is left. Returns how many it forgot.
 */
export async function pruneChanges(db: Kysely<Tables>, keepDays: number): Promise<number> {
  let pruned = 0;
  for (let batch = BATCH; batch === BATCH; pruned += batch) batch = await pruneBatch(db, keepDays);
  return pruned;
}

/** From the front of the feed up to the first change that is kept, so that what is left has no gaps. */
async function pruneBatch(db: Kysely<Tables>, keepDays: number): Promise<number> {
  return inTransaction(db, async (trx) => {
    await sql`select from outbox_state for update`.execute(trx);
    const { rows } = await sql<{ count: number }>`
      with oldest as (
        select epoch, xid, id, changed_at < now() - make_interval(days => ${keepDays}) as old from outbox
        where (epoch, xid) < (outbox_epoch(), pg_snapshot_xmin(pg_current_snapshot()))
        order by epoch, xid, id limit ${sql.lit(BATCH)}
      ), front as (
        select epoch, xid, id, bool_and(old) over (order by epoch, xid, id) as all_old from oldest
      ), last as (
        select epoch, xid, id from front where all_old order by epoch desc, xid desc, id desc limit 1
      ), gone as (
        delete from outbox using last where (outbox.epoch, outbox.xid, outbox.id) <= (last.epoch, last.xid, last.id)
        returning outbox.id
      ), said as (
        update outbox_state set pruned_epoch = last.epoch, pruned_xid = last.xid, pruned_id = last.id from last
      ) select cast(count(*) as int4) as count from gone`.execute(trx);
    return rows[0]?.count ?? 0;
  });
}
