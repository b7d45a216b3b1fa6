import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Kysely, sql, type Transaction } from 'kysely';
import { type Migration, type MigrationProvider, type MigrationResultSet, Migrator } from 'kysely/migration';
import type { Tables } from './tables.ts';

export const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations');

/**
 * Runs what is pending in one transaction; processes that come at the same time wait. Returns the names of what ran. Migrations of
 * a newer version hurt nobody where nothing of ours is pending: they expand first, and whoever goes back to this one must start.
 */
export async function migrateToLatest(db: Kysely<Tables>): Promise<string[]> {
  if ((await pendingMigrations(db)).length === 0) return [];
  return untimed(db, async (migrator) => names(await migrator.migrateToLatest()));
}

/** Takes back the last `steps` migrations, newest first. */
export async function migrateDown(db: Kysely<Tables>, steps: number): Promise<string[]> {
  return untimed(db, async (migrator) => {
    const taken: string[] = [];
    for (let step = 0; step < steps; step++) taken.push(...names(await migrator.migrateDown()));
    return taken;
  });
}

/** Up or down to this one, within a transaction that has no limit of time. */
export async function migrateWithin(trx: Transaction<Tables>, name: string): Promise<string[]> {
  return names(await new Migrator({ db: trx, provider: sqlFiles }).migrateTo(name));
}

/** The names of all, in their order. */
export async function knownMigrations(): Promise<string[]> {
  return Object.keys(await sqlFiles.getMigrations()).sort();
}

/** What `migrateToLatest` would run. One read; writes nothing. */
export async function pendingMigrations(db: Kysely<Tables>): Promise<string[]> {
  const all = await knownMigrations();
  const done = await executedMigrations(db);
  return all.filter((name) => !done.includes(name));
}

/** `NNNN-name.up.sql` and `NNNN-name.down.sql`, each run as one text; then what SQL can't say, `up` of `NNNN-name.up.ts`. */
const sqlFiles: MigrationProvider = {
  async getMigrations() {
    const files = await readdir(MIGRATIONS_FOLDER);
    const found: Record<string, Migration> = {};
    for (const file of files.filter((name) => name.endsWith('.up.sql'))) {
      const name = file.slice(0, -'.up.sql'.length);
      found[name] = {
        up: async (db) => {
          await runFile(db, `${name}.up.sql`);
          if (files.includes(`${name}.up.ts`)) await runStep(db, `${name}.up.ts`);
        },
        down: (db) => runFile(db, `${name}.down.sql`),
      };
    }
    return found;
  },
};

async function runFile(db: Kysely<unknown>, file: string): Promise<void> {
  const text = await readFile(join(MIGRATIONS_FOLDER, file), 'utf8');
  try {
    await sql.raw(text).execute(db);
  } catch (error) {
    const position = Number((error as { position?: string }).position);
    const line = position ? `:${text.slice(0, position).split('\n').length}` : '';
    throw new Error(`${file}${line}: ${(error as Error).message}`, { cause: error });
  }
}

async function runStep(db: Kysely<unknown>, file: string): Promise<void> {
  const step = (await import(pathToFileURL(join(MIGRATIONS_FOLDER, file)).href)) as {
    up(db: Kysely<unknown>): Promise<void>;
  };
  await step.up(db);
}

async function executedMigrations(db: Kysely<Tables>): Promise<string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
    return rows.map((row) => row.name);
  } catch (error) {
    const undefinedTable = '42P01';
    if ((error as { code?: string }).code === undefinedTable) return [];
    throw error;
  }
}

/** On one connection, on which building an index or waiting for another migration may take its time. */
async function untimed<T>(db: Kysely<Tables>, run: (migrator: Migrator) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    const limit = await setStatementTimeout(connection, '0');
    try {
      return await run(new Migrator({ db: connection, provider: sqlFiles }));
    } finally {
      await setStatementTimeout(connection, limit);
    }
  });
}

/** Returns what held before. */
async function setStatementTimeout(connection: Kysely<Tables>, limit: string): Promise<string> {
  const { rows } = await sql<{ before: string }>`
    with held as materialized (select current_setting('statement_timeout') as before)
    select before, set_config('statement_timeout', ${limit}, false) from held`.execute(connection);
  return rows[0]?.before ?? '0';
}

function names({ error, results = [] }: MigrationResultSet): string[] {
  if (error) throw error;
  return results.map((result) => result.migrationName);
}
