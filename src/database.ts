import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { openDatabase } from '../db/client.ts';
import { startEmbedded } from '../db/embedded.ts';
import type { Tables } from '../db/tables.ts';
import type { Config } from './config.ts';

export interface ConnectedDatabase {
  readonly db: Kysely<Tables>;
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
): Promise<ConnectedDatabase> {
  const embedded = config.databaseUrl
    ? null
    : await startEmbedded({ dataDir: config.dataDir, onProgress: (message) => log.info(message) });
  const { db, close } = openDatabase({
    connection: embedded?.connection ?? { url: config.databaseUrl! },
    poolSize: config.databasePoolSize,
    statementTimeoutMs: config.statementTimeoutMs,
    namedStatements: config.namedStatements,
    applicationName,
    onError: (error) => log.warn({ err: error }, 'A database connection broke while idle'),
  });
  return {
    db,
    where: embedded ? `the built-in Postgres in ${embedded.home}` : hostOf(config.databaseUrl!),
    async close() {
      await close();
      await embedded?.stop();
    },
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? `Postgres at ${new URL(url).host}` : 'the Postgres of DATABASE_URL';
}
