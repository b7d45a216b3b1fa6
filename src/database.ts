import { type Kysely, sql } from 'kysely';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { type Connection, openDatabase, type WatchStatement } from '../db/client.ts';
import { startEmbedded } from '../db/embedded.ts';
import type { Tables } from '../db/tables.ts';
import type { Config } from './config.ts';

export interface ConnectedDatabase {
  readonly db: Kysely<Tables>;
  /** For a connection beside the pool. */
  readonly connection: Connection;
  /** What `db` runs over, for the job queue. */
  readonly pool: Pool;
  /** For people; without a password. */
  readonly where: string;
  /** Leaves the built-in Postgres, which stops with its last user. */
  close(): Promise<void>;
}

/** The Postgres that `DATABASE_URL` names, or the built-in one: joined where it runs, else started. */
export async function connect(
  config: Config,
  log: Logger,
  applicationName: string,
  watchStatement?: WatchStatement,
): Promise<ConnectedDatabase> {
  const embedded = config.databaseUrl
    ? null
    : await startEmbedded({ dataDir: config.dataDir, onProgress: (message) => log.info(message) });
  const connection = embedded?.connection ?? { url: config.databaseUrl! };
  const { db, pool, close } = openDatabase({
    connection,
    poolSize: config.databasePoolSize,
    statementTimeoutMs: config.statementTimeoutMs,
    namedStatements: config.namedStatements,
    applicationName,
    watchStatement,
    onError: (error) => log.warn({ err: error }, 'A database connection broke while idle'),
  });
  if (config.databaseUrl)
    await reach(db, config.databaseUrl).catch((error) => close().then(() => Promise.reject(error)));
  return {
    db,
    connection,
    pool,
    where: embedded ? `the built-in Postgres in ${embedded.home}` : hostOf(config.databaseUrl!),
    async close() {
      await close();
      await embedded?.stop();
    },
  };
}

/** Throws what is wrong with the URL, in words for whoever set it. */
async function reach(db: Kysely<Tables>, url: string): Promise<void> {
  try {
    await sql`select 1`.execute(db);
  } catch (cause) {
    const { code = '', message } = firstOf(cause as Error);
    const [what, advice] = FAILURES[code] ?? [
      message,
      'Set DATABASE_URL to a Postgres that is running, 15 or newer',
    ];
    const reason = code === '' || what === message ? '' : ` (${message})`;
    throw new Error(`DATABASE_URL: ${hostOf(url)}: ${what}${reason}. ${advice}.`, { cause });
  }
}

const START_IT = 'Start it, or set the host and port of DATABASE_URL to where it listens';
const NAME_IT = 'Set DATABASE_URL to a host that can be found';
const LET_IN = 'Set the user and password of DATABASE_URL to those of a user whom it lets in';
/** By the codes of Node and of Postgres. */
const FAILURES: Readonly<Record<string, readonly [what: string, advice: string]>> = {
  ECONNREFUSED: ['nothing listens there', START_IT],
  ENOENT: ['nothing listens there', START_IT],
  ETIMEDOUT: ['nothing answers', START_IT],
  EHOSTUNREACH: ['nothing answers', START_IT],
  ENETUNREACH: ['nothing answers', START_IT],
  ENOTFOUND: ['no such host', NAME_IT],
  EAI_AGAIN: ['no such host', NAME_IT],
  '28P01': ['the user or the password is wrong', LET_IN],
  '28000': ['the user is not let in', LET_IN],
  '3D000': ['no such database', 'Create it there, or set DATABASE_URL to one that exists'],
};

/** A host with several addresses fails once for each. */
function firstOf(error: Error): { code?: string; message: string } {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first : error;
}

function hostOf(url: string): string {
  if (!URL.canParse(url)) return 'the Postgres of DATABASE_URL';
  const { host, searchParams } = new URL(url);
  return `Postgres at ${host || searchParams.get('host') || 'localhost'}`;
}
