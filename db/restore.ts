import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Connection, openDatabase } from './client.ts';
import { type DumpedTable, type DumpOrigin, dumpedTables } from './dump.ts';
import { knownMigrations, migrateWithin } from './migrate.ts';
import type { Tables } from './tables.ts';

export interface Restoring {
  /** Rows in COPY's text format. Returns how many there were; null where no such table is ours. */
  copyIn(table: DumpedTable, rows: Readable): Promise<number | null>;
  setSequences(last: Readonly<Record<string, string>>): Promise<void>;
}

/** Throws where the database is not empty. One row says which cluster it is in, and stands there from the first day. */
export async function refuseRows(db: Kysely<Tables>): Promise<void> {
  const held: string[] = [];
  for (const { name } of await dumpedTables(db)) {
    if (name === 'public.outbox_state') continue;
    const { rows } = await sql<{ is: boolean }>`
      select exists (select from ${sql.raw(name)}) as is`.execute(db);
    if (rows[0]!.is) held.push(name);
  }
  if (held.length === 0) return;
  const [first, ...others] = held;
  const more = others.length > 0 ? ` and ${others.length} more tables` : '';
  throw new Error(`Wanted an empty database to restore into; this one has rows in ${first}${more}.`);
}

/**
 * All or nothing, in one transaction: brings the database to the migration of the dump, takes its rows, then brings it up to
 * this version. Asks for no more than to own the database.
 */
export async function restore(
  connection: Connection,
  { migration, queue }: DumpOrigin,
  load: (into: Restoring) => Promise<void>,
): Promise<void> {
  const known = await knownMigrations();
  const latest = known.at(-1) ?? 'none';
  if (!known.includes(migration)) {
    throw new Error(
      `Wanted a backup of migration ${latest} or before; this one is of ${migration}. Restore it with the Newsgraph that wrote it, or a newer one.`,
    );
  }
  const own = openDatabase({
    connection,
    poolSize: 1,
    statementTimeoutMs: 0,
    applicationName: 'newsgraph restore',
  });
  // It has one connection: what is copied over it is copied within the transaction.
  let client: pg.PoolClient | undefined;
  own.pool.on('acquire', (acquired) => {
    client = acquired;
  });
  try {
    await own.db.transaction().execute(async (trx) => {
      await holdTables(trx);
      await refuseRows(trx);
      await migrateWithin(trx, migration);
      await refuseOtherQueue(trx, queue);
      await withoutKeysAndTriggers(trx, async (tables) => {
        await load(restoringInto(trx, client!, new Set(tables.map(({ name }) => name))));
      });
      for (const { name } of await dumpedTables(trx)) await sql`analyze ${sql.raw(name)}`.execute(trx);
      await migrateWithin(trx, latest);
    });
  } finally {
    await own.close();
  }
}

function restoringInto(
  trx: Transaction<Tables>,
  client: pg.PoolClient,
  ours: ReadonlySet<string>,
): Restoring {
  return {
    async copyIn({ name, columns }, rows) {
      if (!ours.has(name)) return null;
      const copying = client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin`));
      await pipeline(rows, copying);
      return copying.rowCount;
    },
    async setSequences(last) {
      for (const [name, value] of Object.entries(last)) await setSequence(trx, name, value);
    },
  };
}

/** `setval` would stay where the transaction is taken back; a sequence that is restarted is another one until it commits. */
async function setSequence(trx: Transaction<Tables>, name: string, last: string): Promise<void> {
  await sql.raw(`alter sequence ${name} restart with ${BigInt(last)}`).execute(trx);
  await sql`select nextval(cast(cast(${name} as text) as regclass))`.execute(trx);
}

/** Nobody writes between the look whether it is empty and the end. */
async function holdTables(trx: Transaction<Tables>): Promise<void> {
  const names = (await dumpedTables(trx)).map(({ name }) => name);
  if (names.length > 0) await sql.raw(`lock table ${names.join(', ')}`).execute(trx);
}

async function refuseOtherQueue(trx: Transaction<Tables>, wanted: number | null): Promise<void> {
  if (wanted === null) return;
  const { rows } = await sql<{ version: number }>`select version from pgboss.version`.execute(trx);
  const version = rows[0]?.version;
  if (version === wanted) return;
  throw new Error(
    `Wanted a job queue of version ${wanted}, in which the backup's jobs were written; this Newsgraph has ${version}. ` +
      'Restore with the Newsgraph that wrote the backup, and upgrade then.',
  );
}

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Of empty tables: rows come in any order and have been counted already. The keys check them when they are made again. */
async function withoutKeysAndTriggers(
  trx: Transaction<Tables>,
  act: (tables: readonly DumpedTable[]) => Promise<void>,
): Promise<void> {
  const tables = await dumpedTables(trx);
  const own = tables.filter(({ name }) => name.startsWith('public.'));
  const { rows: keys } = await sql<ForeignKey>`
    select format('%I.%I', n.nspname, c.relname) as "table", quote_ident(k.conname) as name,
      pg_get_constraintdef(k.oid) as definition
    from pg_constraint as k join pg_class as c on c.oid = k.conrelid join pg_namespace as n on n.oid = c.relnamespace
    where k.contype = 'f' and n.nspname = 'public'`.execute(trx);
  const all = (statements: readonly string[]) => sql.raw(statements.join(';\n')).execute(trx);
  await all(own.map(({ name }) => `alter table ${name} disable trigger user`));
  await all(keys.map(({ table, name }) => `alter table ${table} drop constraint ${name}`));
  // What migrations put there is among the rows that come.
  await all([`truncate ${own.map(({ name }) => name).join(', ')}`]);
  await act(tables);
  await all(
    keys.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
  );
  await all(own.map(({ name }) => `alter table ${name} enable trigger user`));
}
