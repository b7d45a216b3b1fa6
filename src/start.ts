import cluster from 'node:cluster';
import type { Logger } from 'pino';
import { ownConfig } from './config.ts';
import { createLog } from './log.ts';
import type { Opened } from './opened.ts';
import { onStopSignal } from './stop-signal.ts';

const opened: Opened = [];

async function closeAll(): Promise<void> {
  for (let close = opened.pop(); close; close = opened.pop()) await close();
}

let starting: Promise<unknown> = Promise.resolve();
let stopping = false;

/** What a start under way opens meanwhile is closed as well. */
async function stop(): Promise<void> {
  stopping = true;
  await closeAll();
  await starting.catch(() => {});
  await closeAll();
}

async function start(): Promise<void> {
  const config = ownConfig();
  const log = createLog(config.logLevel);
  onStopSignal(log, stop, { parent: config.startedByNpm || cluster.isWorker });
  const several = config.processes > 1 && cluster.isPrimary;
  // Who serves nothing itself does without what serves.
  const begin = several
    ? (await import('./processes.ts')).startProcesses
    : (await import('./serving.ts')).startServing;
  const beginning = begin(config, log, opened);
  starting = beginning;
  const url = await beginning;
  if (cluster.isWorker) process.send?.({ url });
  else sayWhere(url, log);
}

function sayWhere(url: string, log: Logger): void {
  if (process.stdout.isTTY) process.stdout.write(`\n  ${url}\n  Ctrl-C stops it.\n\n`);
  else log.info({ url }, `Serves ${url}; Ctrl-C stops it`);
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
  const advice = ['listen', 'bind', 'getaddrinfo'].includes(syscall) ? ADVICE[code] : undefined;
  return advice ? `${message}: ${advice}` : message;
}

try {
  await start();
} catch (error) {
  if (!stopping) {
    process.stderr.write(`${explained(error as Error)}\n`);
    await closeAll().catch(() => {});
    process.exit(1);
  }
}
