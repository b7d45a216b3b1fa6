import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Connection, openDatabase } from './client.ts';
import type { Tables } from './tables.ts';

/** Names are qualified, and quoted where SQL wants it. */
export interface DumpedTable {
  readonly name: string;
  /** All but generated ones. */
  readonly columns: readonly string[];
}

/** What whoever restores it must know first. */
export interface DumpOrigin {
  readonly takenAt: string;
  readonly postgres: string;
  /** The last one that ran. */
  readonly migration: string;
  /** The version of the job queue's tables; null where none of its jobs is among the rows. */
  readonly queue: number | null;
}

export interface Dump {
  readonly origin: DumpOrigin;
  readonly tables: readonly DumpedTable[];
  /** As Postgres guesses it. */
  readonly rowsAbout: number;
  /** In COPY's text format. */
  rowsOf(table: DumpedTable): AsyncIterable<Buffer>;
  /** The last value that each sequence gave, by name; to be asked for when the rows are copied. */
  sequences(): Promise<Readonly<Record<string, string>>>;
}

/** What the text of a value depends on, whatever the database or its user prefers. */
const AS_TEXT = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local extra_float_digits = 1`;

/** All rows as they stand at one moment, whatever is written meanwhile. */
export async function dump(connection: Connection, use: (dump: Dump) => Promise<void>): Promise<void> {
  const own = openDatabase({
    connection,
    poolSize: 1,
    statementTimeoutMs: 0,
    applicationName: 'newsgraph backup',
  });
  const client = await own.pool.connect();
  let broken = false;
  try {
    await client.query(`begin isolation level repeatable read read only; ${AS_TEXT}`);
    await use(await dumpOver(client));
    await client.query('commit');
  } catch (error) {
    broken = true;
    throw error;
  } finally {
    // Copying can't be broken off but with its connection.
    client.release(broken);
    await own.close();
  }
}

async function dumpOver(client: pg.PoolClient): Promise<Dump> {
  const hasQueue = await isThere(client, 'pgboss.version');
  const hasJobs = hasQueue && (await isTrue(client, 'select exists (select from pgboss.job) as is'));
  const { rows } = await client.query<DumpOrigin>(
    `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "takenAt",
       current_setting('server_version') as postgres, (select max(name) from kysely_migration) as migration,
       ${hasJobs ? '(select version from pgboss.version)' : 'cast(null as integer)'} as queue`,
  );
  const tables = await client.query<DumpedTable & { readonly about: number }>(TABLES);
  const dumped = tables.rows.filter(({ name }) => hasJobs || !name.startsWith('pgboss.'));
  return {
    origin: rows[0]!,
    tables: dumped.map(({ name, columns }) => ({ name, columns })),
    rowsAbout: dumped.reduce((sum, { about }) => sum + about, 0),
    rowsOf: ({ name, columns }) =>
      client.query(copyTo(`copy (select ${columns.join(', ')} from ${name}) to stdout`)),
    async sequences() {
      const { rows: given } = await client.query<{ name: string; last: string }>(
        `select format('%I.%I', schemaname, sequencename) as name, last_value as last from pg_sequences
         where schemaname = 'public' and last_value is not null order by 1`,
      );
      return Object.fromEntries(given.map(({ name, last }) => [name, last]));
    },
  };
}

/**
 * Ours and the jobs of the queue. Not what an extension made, which migrations are done (the restored database knows), nor
 * unlogged tables, which a crash would have emptied too.
 */
const TABLES = `
  select format('%I.%I', n.nspname, c.relname) as name, array_agg(quote_ident(a.attname) order by a.attnum) as columns,
    greatest(c.reltuples, 0) as about
  from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
  join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where (n.nspname = 'public' and c.relkind = 'r' or n.nspname = 'pgboss' and c.relname = 'job')
    and c.relpersistence = 'p' and c.relname not like 'kysely%'
    and not exists (select from pg_depend as d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  group by c.oid, n.nspname, c.relname, c.reltuples order by n.nspname desc, c.relname`;

/** The tables that hold what a dump takes. */
export async function dumpedTables(db: Kysely<Tables>): Promise<readonly DumpedTable[]> {
  return (await sql.raw<DumpedTable>(TABLES).execute(db)).rows;
}

async function isThere(client: pg.PoolClient, table: string): Promise<boolean> {
  return isTrue(client, 'select to_regclass($1) is not null as is', [table]);
}

async function isTrue(client: pg.PoolClient, query: string, values: unknown[] = []): Promise<boolean> {
  const { rows } = await client.query<{ is: boolean }>(query, values);
  return rows[0]!.is;
}
