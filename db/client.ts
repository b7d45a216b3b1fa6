import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { statementNames } from './statement-names.ts';
import type { Tables } from './tables.ts';

export type Connection =
  | { readonly url: string }
  | {
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly database: string;
      readonly password?: string;
      readonly ssl?: boolean;
    };

export interface DatabaseOptions {
  readonly connection: Connection;
  readonly poolSize?: number;
  readonly statementTimeoutMs?: number;
  readonly applicationName?: string;
  /** False behind a PgBouncer older than 1.21, which loses prepared statements. */
  readonly namedStatements?: boolean;
  /** Hears of connections that broke while idle; without a listener one such would end the process. */
  readonly onError?: (error: Error) => void;
  readonly onStatement?: (sql: string) => void;
  /** Hears of each statement that is sent, and when it has ended; of a text of several once. */
  readonly watchStatement?: WatchStatement | undefined;
}

export type WatchStatement = (sql: string) => (error: Error | null) => void;

export interface Database {
  readonly db: Kysely<Tables>;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** For Kysely's `execute…` methods: an abort ends the statement in the database, too. */
export function cancelledBy(signal: AbortSignal) {
  return { signal, inflightQueryAbortStrategy: 'cancel query' } as const;
}

export function openDatabase(options: DatabaseOptions): Database {
  const { connection, poolSize = 10, statementTimeoutMs = 10_000, namedStatements = true } = options;
  const nameOf = namedStatements ? statementNames() : () => undefined;
  const pool = new pg.Pool({
    ...('url' in connection ? { connectionString: connection.url } : connection),
    max: poolSize,
    connectionTimeoutMillis: 10_000,
    application_name: options.applicationName ?? 'newsgraph',
    types: wireTypes(),
    onConnect: (client) => settle(client, statementTimeoutMs),
  });
  pool.on('error', options.onError ?? (() => {}));
  pool.on('connect', (client) => {
    // One that is cut while in use fails its statement, and would end the process besides if nobody listened.
    client.on('error', () => {});
    const send = client.query.bind(client) as (...query: unknown[]) => unknown;
    const query = (text: unknown, values: unknown, ...rest: unknown[]) => {
      if (typeof text !== 'string') return send(text, values, ...rest);
      options.onStatement?.(text);
      const ended = options.watchStatement?.(text);
      const name = nameOf(text);
      const sent = name ? send({ name, text }, values, ...rest) : send(text, values, ...rest);
      if (ended && sent instanceof Promise) sent.then(() => ended(null), ended);
      return sent;
    };
    client.query = query as typeof client.query;
  });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: once(() => pool.end()) };
}

/** Said on each connection rather than in the startup packet, whose `options` a DATABASE_URL may set itself. */
async function settle(client: pg.ClientBase, statementTimeoutMs: number): Promise<void> {
  await client.query(
    `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set statement_timeout = ${Math.trunc(statementTimeoutMs)};
     set idle_in_transaction_session_timeout = ${Math.max(60_000, Math.trunc(statementTimeoutMs))}`,
  );
}

/** Moments and days stay text: a `Date` has no microseconds, and no day without a time zone. */
function wireTypes(): pg.TypeOverrides {
  const { DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL, INT8 } = pg.types.builtins;
  const types = new pg.TypeOverrides();
  for (const type of [DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL, INT8])
    types.setTypeParser(type, (text) => text);
  const textArray = types.getTypeParser(1009) as unknown as (text: string) => string[];
  for (const arrayOf of [1182, 1115, 1185, 1187]) types.setTypeParser(arrayOf, textArray);
  return types;
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= act();
    return done;
  };
}
