import events from 'node:events';
import { Kysely } from 'kysely';
import pg from 'pg';
import { BoundedPool } from './bounded-pool.ts';
import { GuardedClient } from './guarded-client.ts';
import { readNamedOf, type WatchStatement } from './named-reads.ts';
import { QuietPostgresDialect } from './quiet-driver.ts';
import { NO_NAMES, statementNames } from './statement-names.ts';
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
  /** So long is waited for a connection, a new one or one that others use. */
  readonly patienceMs?: number;
  /** So many wait at most; without it any number. */
  readonly mostWaiting?: number;
  /** What the network may take on top of the limit of a statement before its connection is given up. */
  readonly graceMs?: number;
  readonly applicationName?: string;
  /** False behind a PgBouncer older than 1.21, which loses prepared statements. */
  readonly namedStatements?: boolean;
  /** Hears of connections that broke while idle; without a listener one such would end the process. */
  readonly onError?: (error: Error) => void;
  readonly onStatement?: (sql: string) => void;
  /** Hears of each statement that is sent, and when it has ended; of a text of several once. */
  readonly watchStatement?: WatchStatement | undefined;
}

export type { WatchStatement } from './named-reads.ts';

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
  const { graceMs = 5_000 } = options;
  const silentMs = statementTimeoutMs > 0 ? statementTimeoutMs + graceMs : undefined;
  const names = namedStatements ? statementNames() : NO_NAMES;
  const types = wireTypes();
  const config = {
    ...('url' in connection ? { connectionString: connection.url } : connection),
    max: poolSize,
    mostWaiting: options.mostWaiting ?? Number.POSITIVE_INFINITY,
    connectionTimeoutMillis: options.patienceMs ?? 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    silentMs,
    application_name: options.applicationName ?? 'newsgraph',
    types,
    onConnect: (client: pg.ClientBase) => settle(client, statementTimeoutMs, silentMs),
  };
  const pool = new BoundedPool(config, GuardedClient);
  const { onError = () => {} } = options;
  // The pool hangs the whole client on the error, too much for a log.
  pool.on('error', (error) => onError(Object.assign(error, { client: undefined })));
  const watch: WatchStatement = (text) => {
    options.onStatement?.(text);
    return options.watchStatement?.(text) ?? NOT_WATCHED;
  };
  const connected = new Set<pg.PoolClient>();
  pool.on('connect', (client) => connected.add(client));
  pool.on('remove', (client) => connected.delete(client));
  pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...query: unknown[]) => unknown;
    const query = (text: unknown, values: unknown, ...rest: unknown[]) => {
      if (typeof text !== 'string') return send(text, values, ...rest);
      const ended = watch(text);
      const name = names.nameOf(text);
      const sent = name ? send({ name, text }, values, ...rest) : send(text, values, ...rest);
      if (sent instanceof Promise) sent.then(() => ended(null), ended);
      return sent;
    };
    client.query = query as typeof client.query;
  });
  const db = new Kysely<Tables>({ dialect: new QuietPostgresDialect({ pool }) });
  const openSession = async () => {
    const session = new GuardedClient(config);
    await session.connect();
    return session;
  };
  readNamedOf(db, { pool, types, nameOf: names.given, watch, openSession });
  const close = once(async () => {
    await pool.end();
    const patience = AbortSignal.timeout(PARTING_MS);
    while (connected.size > 0 && !patience.aborted)
      await events.once(pool, 'remove', { signal: patience }).catch(() => {});
  });
  return { db, pool, close };
}

const NOT_WATCHED = () => {};

/** A pool has ended when its connections were told to: a Postgres that is stopped then would tell them so, as of a fault. */
const PARTING_MS = 1_000;

/** What Postgres takes a page out of order to cost where nobody set it: right for disks that turn. */
const OF_TURNING_DISKS = 4;
const OF_OTHERS = 1.1;

/**
 * Postgres is not told either that a client is lost, and keeps its locks for it as long as its transaction is open. By this it
 * sees so by itself, and forgets a client that is idle after half a minute, not after the two hours of most systems.
 */
export const SEES_LOST_CLIENTS =
  'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4';
const MOST_IDLE_MS = 60_000;

/**
 * Said on each connection rather than in the startup packet, whose `options` a DATABASE_URL may set itself. For turning disks, Postgres would
 * rather read and sort ten thousand quotations of one person than take twenty by an index that has them in order.
 */
async function settle(
  client: pg.ClientBase,
  statementTimeoutMs: number,
  silentMs = MOST_IDLE_MS,
): Promise<void> {
  await client.query(
    `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set statement_timeout = ${Math.trunc(statementTimeoutMs)};
     set idle_in_transaction_session_timeout = ${Math.trunc(silentMs)}; ${SEES_LOST_CLIENTS};
     select set_config('random_page_cost', '${OF_OTHERS}', false)
     where cast(current_setting('random_page_cost') as float8) = ${OF_TURNING_DISKS}`,
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
