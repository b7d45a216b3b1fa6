import type { Logger } from 'pino';
import { migrateToLatest } from '../db/migrate.ts';
import { schema } from '../schema/index.ts';
import { type Config, ownConfig } from './config.ts';
import { connect } from './database.ts';
import { openExtractor } from './extractor.ts';
import { curationOf } from './ingest/curate/curation.ts';
import { ingestText } from './ingest/ingest.ts';
import { loadSample } from './ingest/sample.ts';
import { startWork } from './jobs/work.ts';
import { createLog } from './log.ts';
import { startObserving } from './observing.ts';
import { startServer } from './server.ts';
import { onStopSignal } from './stop-signal.ts';
import { workSettings } from './work-settings.ts';

const PATIENCE_MS = 5_000;

/** What is open, in the order of opening. */
const open: (() => Promise<void>)[] = [];

async function closeAll(): Promise<void> {
  for (let close = open.pop(); close; close = open.pop()) await close();
}

let starting: Promise<void> = Promise.resolve();
let stopping = false;

/** What a start under way opens meanwhile is closed as well. */
async function stop(): Promise<void> {
  stopping = true;
  await closeAll();
  await starting.catch(() => {});
  await closeAll();
}

async function start(config: Config, log: Logger): Promise<void> {
  const observing = await startObserving(config, log);
  open.push(observing.stop);
  const { db, pool, connection, where, close } = await connect(config, log, 'newsgraph server', {
    watchStatement: observing.watchStatement,
    // Whoever asks is told early; each operation that runs may wait for several statements.
    patienceMs: PATIENCE_MS,
    mostWaiting: 20 * config.mostOperations,
  });
  observing.watchDatabase(pool, connection);
  open.push(close);
  const migrated = await migrateToLatest(db);
  log.info({ migrated }, `Uses ${where}`);
  const assumed = { assumedTimeZone: config.timeZone };
  if (config.sampleCorpus) {
    const loaded = await loadSample(db, assumed);
    if (loaded > 0) log.info({ articles: loaded }, 'Loaded the sample corpus into the empty database');
  }
  // One thread: an article that takes long to read holds up other articles, and no query.
  const extractor = openExtractor(config, log, 1);
  open.push(extractor.close);
  const ingest = observing.ingest((input) => ingestText(db, input, { ...assumed, extractor }));
  const curation = curationOf(db);
  const { watching } = observing;
  const server = await startServer({ schema, config, db, connection, watching, log, ingest, curation });
  open.push(server.stop);
  if (config.worker) {
    const settings = workSettings(config);
    const { onOutcome } = observing;
    const following = { ...settings.ingest, extractor };
    const worker = await startWork({ ...settings, db, pool, log, ingest: following, onOutcome });
    observing.watchWork(worker);
    open.push(worker.stop);
  }
  if (process.stdout.isTTY) process.stdout.write(`\n  ${server.url}\n  Ctrl-C stops it.\n\n`);
  else log.info({ url: server.url }, `Serves ${server.url}; Ctrl-C stops it`);
}

const NO_HOST =
  'this machine has no such address. Set HOST to one of its own, such as 127.0.0.1, or 0.0.0.0 for all.';
/** What to do where the server can't listen. */
const ADVICE: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there. Set PORT to a free one.',
  EACCES: 'that is not allowed. Set PORT to one from 1024 up.',
  EADDRNOTAVAIL: NO_HOST,
  ENOTFOUND: NO_HOST,
  EAI_AGAIN: NO_HOST,
  EINVAL: NO_HOST,
};

function explained({ message, code = '', syscall = '' }: NodeJS.ErrnoException): string {
  const advice = ['listen', 'getaddrinfo'].includes(syscall) ? ADVICE[code] : undefined;
  return advice ? `${message}: ${advice}` : message;
}

try {
  const config = ownConfig();
  const log = createLog(config.logLevel);
  onStopSignal(log, stop, { parent: config.startedByNpm });
  starting = start(config, log);
  await starting;
} catch (error) {
  if (!stopping) {
    process.stderr.write(`${explained(error as Error)}\n`);
    await closeAll().catch(() => {});
    process.exit(1);
  }
}
