import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Connection } from '../../db/client.ts';

const SUPERUSER = 'super';
const PORT = 5432;

export interface OwnCluster {
  /** For its sockets and its data; its user may write there. */
  readonly folder: string;
  /** As its superuser. */
  connectionTo(database: string, user?: string): Connection;
  /** Runs one of its programs as its user. */
  run(program: string, args: readonly string[]): void;
  /** With all its processes and at once, as `kill -9` and the kernel do. */
  kill(): Promise<void>;
  /** In order, clients or not. */
  halt(): Promise<void>;
  /** Again after `kill` or `halt`. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Where Debian's package puts the programs of this version; null where it is not installed. */
export function debianPostgres(version: number): string | null {
  const programs = `/usr/lib/postgresql/${version}/bin`;
  return existsSync(join(programs, 'postgres')) ? programs : null;
}

/** A server of these programs on a new cluster, reached by a Unix socket alone; nothing of it is left when it has stopped. */
export async function startCluster(programs: string, settings: readonly string[] = []): Promise<OwnCluster> {
  const cluster = clusterIn(programs, settings);
  const initial = ['--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
  cluster.run('initdb', ['--pgdata', join(cluster.folder, 'data'), '--username', SUPERUSER, ...initial]);
  await cluster.start();
  return cluster;
}

/** One that follows the primary as it writes. */
export async function startStandby(programs: string, primary: OwnCluster): Promise<OwnCluster> {
  const standby = clusterIn(programs, []);
  const from = `host=${primary.folder} port=${PORT} user=${SUPERUSER} application_name=standby`;
  const copied = ['--pgdata', join(standby.folder, 'data'), '--dbname', from, '--write-recovery-conf'];
  standby.run('pg_basebackup', [...copied, '--checkpoint=fast', '--no-sync']);
  await standby.start();
  return standby;
}

function clusterIn(programs: string, settings: readonly string[]): OwnCluster {
  const folder = mkdtempSync(join(tmpdir(), 'newsgraph-pg-'));
  const data = join(folder, 'data');
  const user = unprivileged();
  mkdirSync(data, { mode: 0o700 });
  if (user) for (const path of [folder, data]) chownSync(path, user.uid, user.gid);
  const options = { ...user, cwd: folder, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } };
  const all = [
    `unix_socket_directories=${folder}`,
    'listen_addresses=',
    `port=${PORT}`,
    'fsync=off',
    ...settings,
  ];
  const given = ['-D', data, ...all.flatMap((setting) => ['-c', setting])];
  let server: ChildProcess;
  let gone: Promise<unknown>;
  const connectionTo = (database: string, user = SUPERUSER): Connection => ({
    host: folder,
    port: PORT,
    user,
    database,
    ssl: false,
  });
  const end = async (signal: NodeJS.Signals) => {
    server.kill(signal);
    await gone;
  };
  return {
    folder,
    connectionTo,
    run: (program, args) =>
      void execFileSync(join(programs, program), args as string[], { ...options, stdio: 'pipe' }),
    kill: () => end('SIGKILL'),
    halt: () => end('SIGINT'),
    async start() {
      // One that was killed leaves processes that end a moment later, and till then none may take its place.
      for (let tries = 1; ; tries++) {
        server = spawn(join(programs, 'postgres'), given, { ...options, stdio: 'ignore' });
        gone = once(server, 'close');
        if (await isAnswering(server, connectionTo('postgres'))) return;
        if (tries === MOST_TRIES) throw new Error(`${server.spawnfile} ended with ${server.exitCode}.`);
        await sleep(100);
      }
    },
    async stop() {
      await end('SIGINT');
      rmSync(folder, { recursive: true });
    },
  };
}

const START_MS = 300_000;
const MOST_TRIES = 50;

/** False: it ended. */
async function isAnswering(server: ChildProcess, connection: Connection): Promise<boolean> {
  const until = performance.now() + START_MS;
  while (server.exitCode === null && server.signalCode === null) {
    if (performance.now() > until) throw new Error(`${server.spawnfile} does not answer.`);
    const client = new pg.Client(connection as pg.ClientConfig);
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await sleep(50);
    }
  }
  return false;
}

/** Postgres does not run as root. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (which: '-u' | '-g') => Number(execFileSync('id', [which, 'postgres']));
  return { uid: id('-u'), gid: id('-g') };
}
