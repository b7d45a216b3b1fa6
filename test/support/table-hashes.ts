import type pg from 'pg';

/** Tables of which a copy of the database has its own rows, or none that last. */
const OWN = ['kysely_migration', 'kysely_migration_lock', 'budget'];

/**
 * All rows of each table to the letter, and what each sequence gave last: each as one hash, or empty. `generated`: what Postgres makes of
 * the other columns too, in which its versions and locales may differ.
 */
export async function tableHashes(
  pool: pg.Pool,
  { generated = true }: { readonly generated?: boolean } = {},
): Promise<Record<string, string>> {
  const { rows: tables } = await pool.query<{ name: string; columns: string[] }>(
    `select c.oid::regclass::text as name, array_agg(quote_ident(a.attname) order by a.attnum) as columns
     from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where (c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all($1) or c.oid = to_regclass('pgboss.job'))
       and ($2 or a.attgenerated = '')
     group by c.oid order by 1`,
    [OWN, generated],
  );
  const hashes: Record<string, string> = {};
  for (const { name, columns } of tables) {
    const { rows } = await pool.query<{ hash: string | null }>(
      `select md5(string_agg(hash, '' order by hash)) as hash
       from (select md5(cast(row(${columns.join(', ')}) as text)) as hash from ${name}) as t`,
    );
    hashes[name] = rows[0]?.hash ?? 'empty';
  }
  const { rows: sequences } = await pool.query<{ name: string; last: string | null }>(
    'select sequencename as name, last_value as last from pg_sequences order by 1',
  );
  for (const { name, last } of sequences) hashes[name] = last ?? 'empty';
  return hashes;
}
