import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../db/tables.ts';

/** How many rows each table of ours holds. */
export async function rowCounts(db: Kysely<Tables>): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%' order by 1`.execute(
    db,
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const counted = await sql<{
      n: number;
    }>`select cast(count(*) as int4) as n from ${sql.table(name)}`.execute(db);
    counts[name] = counted.rows[0]!.n;
  }
  return counts;
}
