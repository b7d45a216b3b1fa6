import type { Command } from 'commander';
import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import { migrateToLatest } from '../db/migrate.ts';
import type { Tables } from '../db/tables.ts';
import { ownConfig } from './config.ts';
import { connect } from './database.ts';
import { openExtractor } from './extractor.ts';
import { addFollowCommands } from './follow/follow-command.ts';
import { addJobsCommand } from './jobs/jobs-command.ts';
import { openQueue } from './jobs/queue.ts';
import { startWork, type WorkOptions, workOnce } from './jobs/work.ts';
import type { Worker } from './jobs/worker.ts';
import { createLog } from './log.ts';
import { startObserving } from './observing.ts';
import { onStopSignal } from './stop-signal.ts';
import { workSettings } from './work-settings.ts';

type WithDatabase = (use: (db: Kysely<Tables>, pool: Pool) => Promise<void>) => Promise<void>;

/** `follow`, `unfollow`, `work` and `jobs`. */
export function addFollowingCommands(program: Command, withDatabase: WithDatabase): void {
  const quiet = createLog('warn', 2);
  addFollowCommands(program, {
    withDatabase,
    firstIntervalS: () => ownConfig().feedIntervalS.min,
    once: ({ allowPrivate }, onOutcome) =>
      withDatabase(async (db, pool) => {
        const config = ownConfig();
        const settings = workSettings(config, allowPrivate);
        const extractor = await openExtractor(config, quiet, 1);
        const ingest = { ...settings.ingest, extractor };
        const options: WorkOptions = { ...settings, db, pool, log: quiet, ingest };
        await workOnce(options, onOutcome).finally(extractor.close);
      }),
  });
  program
    .command('work')
    .description('follow feeds and lift embargoes until stopped; npm start does so too')
    .action(work);
  addJobsCommand(program, (use) =>
    withDatabase(async (_, pool) => {
      const boss = await openQueue({ pool, log: quiet, tends: false });
      await use(boss).finally(() => boss.stop({ close: false }));
    }),
  );
}

async function work(): Promise<void> {
  const config = ownConfig();
  const log = createLog(config.logLevel);
  const observing = await startObserving(config, log);
  const { onOutcome, watchStatement } = observing;
  const database = await connect(config, log, 'newsgraph worker', { watchStatement });
  const { db, pool, connection, where, close } = database;
  observing.watchDatabase(pool, connection);
  const extractor = await openExtractor(config, log, 1);
  let worker: Worker | null = null;
  const stop = async () => {
    await worker?.stop();
    await extractor.close();
    await close();
    await observing.stop();
  };
  onStopSignal(log, stop, { parent: config.startedByNpm });
  try {
    await migrateToLatest(db);
    const settings = workSettings(config);
    const ingest = { ...settings.ingest, extractor };
    const working = await startWork({ ...settings, db, pool, log, ingest, onOutcome });
    worker = working;
    observing.watchWork(working);
  } catch (error) {
    await stop();
    throw error;
  }
  log.info(`Works over ${where}; Ctrl-C stops it`);
}
