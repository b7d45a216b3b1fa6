import pg from 'pg';
import type { Connection } from './client.ts';

const TIMEOUT_MS = 5_000;

/**
 * The plan of a statement as Postgres would prepare it: for no values in particular, and with none in its text. On a connection of its
 * own, so that it waits for nobody and holds nobody up. The statement is not run.
 */
export async function explainGeneric(connection: Connection, sql: string): Promise<string[]> {
  const client = new pg.Client({
    ...('url' in connection ? { connectionString: connection.url } : connection),
    connectionTimeoutMillis: TIMEOUT_MS,
    statement_timeout: TIMEOUT_MS,
    application_name: 'newsgraph explain',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('set plan_cache_mode = force_generic_plan');
    await client.query(`prepare slow as ${sql}`);
    const parameters = Math.max(0, ...[...sql.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
    const nulls = parameters > 0 ? `(${Array(parameters).fill('null').join()})` : '';
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain execute slow${nulls}`);
    return rows.map((row) => row['QUERY PLAN']);
  } finally {
    await client.end().catch(() => {});
  }
}
