import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** What a process tells of a holder's budget, and asks of it. */
export interface Settlement {
  readonly holder: string;
  /** What the budget holds when it is full. */
  readonly size: number;
  readonly restoredPerS: number;
  /** Spent since the last settlement; below 0: given back. */
  readonly spent: number;
  /** To be lent of what is left: as much as there is. */
  readonly wanted: number;
}

export interface Settled {
  readonly holder: string;
  /** What is left beside the loan; below 0: it was spent ahead. */
  readonly units: number;
  readonly lent: number;
}

const PRUNED_AT_ONCE = 20_000;

/** One statement for all of them, each holder at most once. In one order, so that processes never wait for each other in a circle. */
export async function settleBudgets(
  db: Kysely<Tables>,
  settlements: readonly Settlement[],
): Promise<Settled[]> {
  const column = <V>(of: (settlement: Settlement) => V) => sql.val(settlements.map(of));
  // What a new row holds says what was spent: nothing else of the settlement reaches the update.
  const spent = sql`(excluded.size - excluded.units - excluded.lent)`;
  const left = sql`(least(excluded.size, b.units + b.restored_per_s * greatest(0, extract(epoch from now() - b.at))) - ${spent})`;
  const lent = sql`least(excluded.lent, greatest(0, ${left}))`;
  const { rows } = await sql<Settled>`
    insert into budget as b (holder, size, restored_per_s, units, lent)
    select holder, size, restored_per_s, size - spent - lent, lent
    from unnest(
      ${column(({ holder }) => holder)}::text[], ${column(({ size }) => size)}::float8[],
      ${column(({ restoredPerS }) => restoredPerS)}::float8[], ${column((one) => one.spent)}::float8[],
      ${column(({ wanted }) => wanted)}::float8[]
    ) as asked (holder, size, restored_per_s, spent, wanted)
    cross join lateral (select least(wanted, greatest(0, size - spent)) as lent) as loan
    order by holder
    on conflict (holder) do update set
      size = excluded.size, restored_per_s = excluded.restored_per_s, at = greatest(b.at, now()),
      units = ${left} - ${lent}, lent = ${lent}
    returning holder, units, lent`.execute(db);
  return rows;
}

/** Forgets those that are full again, which is what one without a row is. Returns how many. */
export async function pruneBudgets(db: Kysely<Tables>): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from budget where holder in (
      select holder from budget
      where units + restored_per_s * extract(epoch from now() - at) >= size
      limit ${PRUNED_AT_ONCE} for update skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0);
}
