import cluster from 'node:cluster';
import type { Logger } from 'pino';
import { schema } from '../schema/index.ts';
import type { Config } from './config.ts';
import { connect } from './database.ts';
import { openExtractor } from './extractor.ts';
import { curationOf } from './ingest/curate/curation.ts';
import { startWork } from './jobs/work.ts';
import { startObserving } from './observing.ts';
import type { Opened } from './opened.ts';
import { prepareDatabase } from './prepare-database.ts';
import { startServer } from './server.ts';
import { workSettings } from './work-settings.ts';

const PATIENCE_MS = 5_000;

/** Opens all that one process serves with, and gives its address. */
export async function startServing(config: Config, log: Logger, opened: Opened): Promise<string> {
  const observing = await startObserving(config, log);
  opened.push(observing.stop);
  const { db, pool, connection, where, close } = await connect(config, log, 'newsgraph server', {
    watchStatement: observing.watchStatement,
    // Whoever asks is told early; each operation that runs may wait for several statements.
    patienceMs: PATIENCE_MS,
    mostWaiting: 20 * config.mostOperations,
  });
  observing.watchDatabase(pool, connection);
  opened.push(close);
  // Where several serve, who starts them has done so.
  if (cluster.isPrimary) await prepareDatabase(db, where, config, log);
  // One thread: an article that takes long to read holds up other articles, and no query.
  const extractor = await openExtractor(config, log, 1);
  opened.push(extractor.close);
  const settings = workSettings(config);
  const following = { ...settings.ingest, extractor };
  // Who is never sent an article does without what reads one.
  const ingest = observing.ingest(async (input) =>
    (await import('./ingest/ingest.ts')).ingestText(db, input, following),
  );
  const curation = curationOf(db);
  const { watching, onOutcome } = observing;
  const server = await startServer({
    schema,
    config: { ...config, reusePort: cluster.isWorker && process.platform === 'linux' },
    db,
    connection,
    watching,
    log,
    ingest,
    curation,
  });
  opened.push(server.stop);
  if (config.worker) {
    const worker = await startWork({ ...settings, db, pool, log, ingest: following, onOutcome });
    observing.watchWork(worker);
    opened.push(worker.stop);
  }
  return server.url;
}
