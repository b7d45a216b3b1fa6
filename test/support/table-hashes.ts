import type pg from 'pg';

/** Tables of which a copy of the database has its own rows, or none that last. */
const OWN = ['kysely_migration', 'kysely_migration_lock', 'budget'];

/** All rows of each table to the letter, generated columns too, and what each sequence gave last: each as one hash, or empty. */
export async function tableHashes(pool: pg.Pool): Promise<Record<string, string>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all($1)
     union all select 'pgboss.job' where to_regclass('pgboss.job') is not null order by 1`,
    [OWN],
  );
  const hashes: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ hash: string | null }>(
      `select md5(string_agg(md5(cast(t as text)), '' order by md5(cast(t as text)))) as hash from ${name} as t`,
    );
    hashes[name] = rows[0]?.hash ?? 'empty';
  }
  const { rows: sequences } = await pool.query<{ name: string; last: string | null }>(
    'select sequencename as name, last_value as last from pg_sequences order by 1',
  );
  for (const { name, last } of sequences) hashes[name] = last ?? 'empty';
  return hashes;
}
