import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Connection, openDatabase } from '../../db/client.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { MIGRATIONS_FOLDER, migrateToLatest } from '../../db/migrate.ts';

export interface TestServer {
  readonly connection: Connection;
  readonly template: string;
  /** All databases of this run begin with it. */
  readonly prefix: string;
  stop(): Promise<void>;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const OBJECT_IN_USE = '55006';
/** Keys of advisory locks: the building of templates, and one a run. */
const TEMPLATES = 1_886_351_213;
const RUNS = 1_886_351_214;

/**
 * A migrated template on `TEST_DATABASE_URL`, or on an embedded server for this working tree. That one is kept between runs and
 * joined by runs at the same time; what killed runs left in it is dropped.
 */
export async function startTestServer(): Promise<TestServer> {
  const url = process.env.TEST_DATABASE_URL;
  const embedded = url
    ? null
    : await startEmbedded({ dataDir: testFolder(), sync: false, database: 'postgres' });
  const connection: Connection = embedded ? embedded.connection : { url: url! };
  const run = Math.trunc(Math.random() * 2 ** 31);
  const session = await openSession(connection);
  await session.query('select pg_advisory_lock_shared($1, $2)', [RUNS, run]);
  await dropAbandoned(session);
  const template = await migratedTemplate(session, connection);
  return {
    connection,
    template,
    prefix: `ngtest_${run}_`,
    async stop() {
      await dropDatabases(session, `ngtest_${run}_`);
      await session.end();
      await embedded?.stop();
    },
  };
}

export async function openSession(connection: Connection): Promise<pg.Client> {
  const client = new pg.Client('url' in connection ? { connectionString: connection.url } : connection);
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** The same server, another database. */
export function databaseOf(connection: Connection, database: string): Connection {
  if (!('url' in connection)) return { ...connection, database };
  const url = new URL(connection.url);
  url.pathname = `/${database}`;
  return { url: url.href };
}

/** As others write it in `DATABASE_URL`. */
export function urlOf(connection: Connection): string {
  if ('url' in connection) return connection.url;
  const { user, database, host, port } = connection;
  return `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
}

function testFolder(): string {
  const key = createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 12);
  return join(tmpdir(), `newsgraph-tests-${process.getuid?.() ?? 0}-${key}`);
}

/** Made under another name and renamed when it is whole. Its name holds the migrations, so an older one is never taken for it. */
async function migratedTemplate(session: pg.Client, connection: Connection): Promise<string> {
  const template = `ngtemplate_${migrationsHash()}`;
  await session.query('select pg_advisory_lock($1)', [TEMPLATES]);
  try {
    const { rowCount } = await session.query('select from pg_database where datname = $1', [template]);
    if (rowCount) return template;
    await dropDatabase(session, 'ngbuilding');
    await session.query('create database ngbuilding template template0');
    const { db, close } = openDatabase({ connection: databaseOf(connection, 'ngbuilding'), poolSize: 2 });
    await migrateToLatest(db).finally(close);
    await session.query(`alter database ngbuilding rename to ${template}`);
    return template;
  } finally {
    await session.query('select pg_advisory_unlock($1)', [TEMPLATES]);
  }
}

function migrationsHash(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS_FOLDER).sort()) {
    hash.update(name).update(readFileSync(join(MIGRATIONS_FOLDER, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** A run holds its lock as long as it lives, however it ends. */
async function dropAbandoned(session: pg.Client): Promise<void> {
  const { rows } = await session.query<{ run: string }>(
    `select distinct split_part(datname, '_', 2) as run from pg_database where datname like 'ngtest\\_%'`,
  );
  for (const { run } of rows) {
    const { rows: held } = await session.query('select pg_try_advisory_lock($1, $2) as abandoned', [
      RUNS,
      Number(run),
    ]);
    if (!held[0].abandoned) continue;
    await dropDatabases(session, `ngtest_${run}_`);
    await session.query('select pg_advisory_unlock($1, $2)', [RUNS, Number(run)]);
  }
}

async function dropDatabases(session: pg.Client, prefix: string): Promise<void> {
  const { rows } = await session.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [prefix],
  );
  for (const { datname } of rows) await dropDatabase(session, datname);
}

/** Of sessions that it ends. Those that it waits for in vain, five seconds long, take longer to end on a busy machine. */
export async function dropDatabase(session: pg.Client, name: string): Promise<void> {
  for (;;) {
    try {
      await session.query(`drop database if exists ${name} with (force)`);
      return;
    } catch (error) {
      if ((error as pg.DatabaseError).code !== OBJECT_IN_USE) throw error;
    }
  }
}
