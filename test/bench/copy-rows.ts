import { join } from 'node:path';
import { type Connection, openDatabase } from '../../db/client.ts';

interface TableToCopy {
  readonly name: string;
  /** All but generated ones. */
  readonly columns: string;
}

/** Copies all rows of one database into another by way of files that the server writes; only the way in is timed. */
export async function copyRows(
  from: Connection,
  to: Connection,
  folder: string,
): Promise<{ readonly rows: number; readonly seconds: number }> {
  const source = openDatabase({ connection: from, statementTimeoutMs: 0 });
  const target = openDatabase({ connection: to, statementTimeoutMs: 0, poolSize: 1 });
  try {
    const { rows: tables } = await source.pool.query<TableToCopy>(`
      select table_name as name, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
      from information_schema.columns join pg_class on relname = table_name and relkind = 'r'
      where table_schema = 'public' and table_name not like 'kysely%' and is_generated = 'NEVER' group by 1`);
    const fileOf = (name: string) => `'${join(folder, 'postgres-copy')}-${name}'`;
    let rows = 0;
    for (const { name, columns } of tables) {
      const { rowCount } = await source.pool.query(`copy ${name} (${columns}) to ${fileOf(name)}`);
      rows += rowCount ?? 0;
    }
    // Without foreign keys and triggers, as a restore would.
    await target.pool.query('set session_replication_role = replica');
    const began = performance.now();
    for (const { name, columns } of tables) {
      await target.pool.query(`delete from ${name}`);
      await target.pool.query(`copy ${name} (${columns}) from ${fileOf(name)}`);
    }
    return { rows, seconds: (performance.now() - began) / 1000 };
  } finally {
    await source.close();
    await target.close();
  }
}
