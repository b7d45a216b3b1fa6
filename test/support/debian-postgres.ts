import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Connection } from '../../db/client.ts';

const SUPERUSER = 'super';
const PORT = 5432;

export interface OwnCluster {
  /** As its superuser. */
  connectionTo(database: string, user?: string): Connection;
  stop(): Promise<void>;
}

/** Where Debian's package puts the programs of this version; null where it is not installed. */
export function debianPostgres(version: number): string | null {
  const programs = `/usr/lib/postgresql/${version}/bin`;
  return existsSync(join(programs, 'postgres')) ? programs : null;
}

/** A server of these programs on a new cluster, reached by a Unix socket alone; nothing of it is left when it has stopped. */
export async function startCluster(programs: string): Promise<OwnCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'newsgraph-pg-'));
  const data = join(folder, 'data');
  const user = unprivileged();
  mkdirSync(data, { mode: 0o700 });
  if (user) for (const path of [folder, data]) chownSync(path, user.uid, user.gid);
  const options = { ...user, cwd: folder, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } };
  const initial = [
    '--username',
    SUPERUSER,
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ];
  execFileSync(join(programs, 'initdb'), ['--pgdata', data, ...initial], { ...options, stdio: 'pipe' });
  const settings = [`unix_socket_directories=${folder}`, 'listen_addresses=', `port=${PORT}`, 'fsync=off'];
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: 'ignore' },
  );
  const gone = new Promise<void>((done) => server.once('close', () => done()));
  const connectionTo = (database: string, user = SUPERUSER): Connection => ({
    host: folder,
    port: PORT,
    user,
    database,
    ssl: false,
  });
  await answering(server, connectionTo('postgres'));
  return {
    connectionTo,
    async stop() {
      server.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true });
    },
  };
}

async function answering(server: ChildProcess, connection: Connection): Promise<void> {
  while (server.exitCode === null) {
    const client = new pg.Client(connection as pg.ClientConfig);
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.end();
    } catch {
      await sleep(50);
    }
  }
  throw new Error(`The server of ${server.spawnfile} ended with ${server.exitCode}.`);
}

/** Postgres does not run as root. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (which: '-u' | '-g') => Number(execFileSync('id', [which, 'postgres']));
  return { uid: id('-u'), gid: id('-g') };
}
