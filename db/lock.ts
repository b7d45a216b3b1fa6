import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * Holds a lock for each key, case and accents aside, until the transaction ends. They are taken in the order of their
 * numbers, so that two transactions cannot wait for each other; who takes locks of several rooms does so in one order.
 */
export async function holdLocks(db: Kysely<Tables>, room: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`
    select pg_advisory_xact_lock(ordered.number) from (
      select distinct hashtextextended(${room} || ':' || public.fold(asked.key), 0) as number
      from unnest(cast(${keys} as text[])) as asked (key) order by 1
    ) as ordered`.execute(db);
}
