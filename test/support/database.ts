import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { inject } from 'vitest';
import { type Connection, type Database, openDatabase } from '../../db/client.ts';
import type { Reader } from '../../db/reader.ts';
import { PUBLIC_VIEWER } from '../../db/visible.ts';
import { databaseOf, dropDatabase, openSession } from './server.ts';

export interface TestDatabase extends Database {
  readonly connection: Connection;
  /** The text of every statement since the database was opened or `statements.length = 0`, `begin` and `commit` too. */
  readonly statements: string[];
}

export interface TestDatabaseOptions {
  /** An empty database instead of a migrated one. */
  readonly empty?: boolean;
  readonly poolSize?: number;
  readonly statementTimeoutMs?: number;
}

/** Nothing that a busy machine only holds up takes so long. */
const HANGS_MS = 120_000;

/** A database of its own for a test file, migrated and without rows. `close` drops it. */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { connection, template, prefix } = inject('postgres');
  const name = `${prefix}${randomUUID().replaceAll('-', '')}`;
  await onServer(connection, (session) =>
    session.query(`create database ${name} template ${options.empty ? 'template0' : template}`),
  );
  const statements: string[] = [];
  const own = databaseOf(connection, name);
  const { empty: _, ...limits } = options;
  const { db, pool, close } = openDatabase({
    connection: own,
    applicationName: 'newsgraph test',
    poolSize: 4,
    // A test that is about the limits sets them.
    statementTimeoutMs: HANGS_MS,
    patienceMs: HANGS_MS,
    onStatement: (sql) => statements.push(sql),
    ...limits,
  });
  return {
    db,
    pool,
    statements,
    connection: own,
    async close() {
      await close();
      await onServer(connection, (session) => dropDatabase(session, name));
    },
  };
}

async function onServer(
  connection: Connection,
  act: (session: pg.Client) => Promise<unknown>,
): Promise<void> {
  const session = await openSession(connection);
  await act(session).finally(() => session.end());
}

/** As the public reads. */
export function reader({ db }: Pick<Database, 'db'>): Reader {
  return { db, viewer: PUBLIC_VIEWER, signal: null };
}
