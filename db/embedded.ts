import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ownData } from './embedded/error.ts';
import { findPlace, type Place } from './embedded/place.ts';
import { launch, logPath, makeCluster, readPostmaster, SUPERUSER } from './embedded/postmaster.ts';
import { knockAt, leave, takePresence } from './embedded/presence.ts';
import { releaseStaleLocks } from './embedded/stale-lock.ts';

/** How long, and how often at least, a server that ends at once is started again. */
const GIVE_UP_MS = 5_000;
const TRIES_AT_LEAST = 5;

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly database?: string;
  /** False gives up safety against a power cut for speed: for tests. */
  readonly sync?: boolean;
  readonly timeoutMs?: number;
  readonly onProgress?: (message: string) => void;
}

export interface EmbeddedConnection {
  /** The folder of the Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly ssl: false;
}

export interface Embedded {
  readonly connection: EmbeddedConnection;
  readonly url: string;
  /** False where this process joined a running server. */
  readonly started: boolean;
  /** Where the data and the log are: the data folder, or what stands in for it. */
  readonly home: string;
  /** Leaves; the last process to leave stops the server. Close your pools first. */
  stop(): Promise<void>;
}

/** Between two attempts to join a server that went away. */
const COME_BACK_MS = 1_000;

/** Joins the server of this data folder, or starts it. Any number of processes may do so at the same time. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, database = 'newsgraph', sync = true, timeoutMs = 60_000, onProgress = () => {} } = options;
  const place = await findPlace(dataDir, onProgress);
  const session = { place, sync, timeoutMs, onProgress };
  let { client, started } = await enter(session);
  let leaving: Promise<void> | null = null;
  const comeBack = async () => {
    if (leaving) return;
    onProgress('The database was interrupted; joining it again');
    const entered = await enter(session);
    if (leaving) return leave(entered.client, place, timeoutMs);
    client = entered.client;
    client.once('error', comeBackOrSay);
  };
  const comeBackOrSay = () => {
    comeBack().catch((error: Error) => {
      onProgress(error.message);
      setTimeout(comeBackOrSay, COME_BACK_MS).unref();
    });
  };
  client.once('error', comeBackOrSay);
  await createDatabase(client, database);
  const connection = { host: client.host, port: client.port, user: SUPERUSER, database, ssl: false } as const;
  return {
    connection,
    url: `postgresql://${SUPERUSER}@/${database}?host=${encodeURIComponent(client.host)}&port=${client.port}`,
    started,
    home: place.home,
    stop() {
      leaving ??= leave(client, place, timeoutMs);
      return leaving;
    },
  };
}

interface Session {
  readonly place: Place;
  readonly sync: boolean;
  readonly timeoutMs: number;
  readonly onProgress: (message: string) => void;
}

async function enter({
  place,
  sync,
  timeoutMs,
  onProgress,
}: Session): Promise<{ client: pg.Client; started: boolean }> {
  const began = performance.now();
  let child: ChildProcess | null = null;
  let tries = 0;
  for (let elapsed = 0; elapsed < timeoutMs; elapsed = performance.now() - began) {
    const knock = await knockAt(place);
    if (typeof knock !== 'string') {
      if (await takePresence(knock, place)) {
        return { client: knock, started: child?.pid === readPostmaster(place)?.pid };
      }
    } else if (knock === 'absent' && !(child && isAlive(child))) {
      // A postmaster that met another one, which starts or stops, ends at once; so does one that can't run here.
      const isEnough = elapsed > GIVE_UP_MS && tries >= TRIES_AT_LEAST;
      if (child && isEnough && !isRunning(readPostmaster(place)?.pid)) break;
      if (!child) onProgress('Starting the built-in Postgres');
      else await sleep(50);
      await makeCluster(place, { sync });
      releaseStaleLocks(place);
      child = await launch(place, { sync });
      tries++;
      child.once('error', () => {});
    }
    await sleep(20);
  }
  throw ownData(`it did not start; ${logPath(place)} ends with: ${lastLines(logPath(place))}`);
}

async function createDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount) return;
  try {
    await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    // 42P04, or 23505 in a race: another process was faster.
    if (!['42P04', '23505'].includes((error as pg.DatabaseError).code ?? '')) throw error;
  }
}

function isAlive(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function isRunning(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function lastLines(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim().split('\n').slice(-5).join(' | ');
  } catch {
    return '(nothing)';
  }
}
