import type { Logger } from 'pino';
import { migrateToLatest } from '../db/migrate.ts';
import type { Context } from '../schema/context.ts';
import { schema } from '../schema/index.ts';
import { type Config, ownConfig } from './config.ts';
import { connect } from './database.ts';
import { createLog } from './log.ts';
import { startServer } from './server.ts';
import { onStopSignal } from './stop-signal.ts';

/** What is open, in the order of opening. */
const open: (() => Promise<void>)[] = [];

async function closeAll(): Promise<void> {
  for (let close = open.pop(); close; close = open.pop()) await close();
}

const takesNone: Context['ingest'] = async () => ({
  kind: 'refused',
  reason: 'UNKNOWN_FORMAT',
  message: 'This server does not take articles yet.',
});

async function start(config: Config, log: Logger): Promise<void> {
  const database = await connect(config, log, 'newsgraph server');
  open.push(database.close);
  const migrated = await migrateToLatest(database.db);
  log.info({ migrated }, `Uses ${database.where}`);
  const server = await startServer({ schema, config, db: database.db, log, ingest: takesNone });
  open.push(server.stop);
  if (process.stdout.isTTY) process.stdout.write(`\n  ${server.url}\n  Ctrl-C stops it.\n\n`);
  else log.info({ url: server.url }, `Serves ${server.url}; Ctrl-C stops it`);
}

function explained(error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE')
    return `${error.message}: another program listens there. Set PORT to a free one.`;
  return error.message;
}

try {
  const config = ownConfig();
  const log = createLog(config.logLevel);
  onStopSignal(log, closeAll);
  await start(config, log);
} catch (error) {
  process.stderr.write(`${explained(error as Error)}\n`);
  await closeAll().catch(() => {});
  process.exit(1);
}
