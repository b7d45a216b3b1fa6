import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { migrateToLatest } from '../db/migrate.ts';
import type { Tables } from '../db/tables.ts';
import type { Config } from './config.ts';

/** Brings the database up to this version, and an empty one its sample where that is wanted. */
export async function prepareDatabase(
  db: Kysely<Tables>,
  where: string,
  { sampleCorpus, timeZone }: Config,
  log: Logger,
): Promise<void> {
  const migrated = await migrateToLatest(db);
  log.info({ migrated }, `Uses ${where}`);
  if (!sampleCorpus) return;
  const { loadSample } = await import('./ingest/sample.ts');
  const loaded = await loadSample(db, { assumedTimeZone: timeZone });
  if (loaded > 0) log.info({ articles: loaded }, 'Loaded the sample corpus into the empty database');
}
