import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { chown, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownData } from './error.ts';
import { makeSocketFolder, type Place } from './place.ts';

export const SUPERUSER = 'newsgraph';
export const PORT = 5432;

// Locale and library settings of the caller must change neither the data nor the child.
const CLEAN_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
const LOG_KEPT_BYTES = 4_000_000;

/** Makes the cluster beside its place and moves it there in one step, so that a half-made one is never used. */
export async function makeCluster(place: Place, { sync }: { sync: boolean }): Promise<void> {
  if (existsSync(place.cluster)) return;
  const making = await mkdtemp(`${place.cluster}.making-`);
  if (place.user) await chown(making, place.user.uid, place.user.gid);
  const args = [`--pgdata=${making}`, `--username=${SUPERUSER}`, '--auth-local=trust', '--auth-host=reject'];
  // With the host's locale the cluster might become SQL_ASCII, or initdb find no such locale.
  args.push('--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  if (!sync) args.push('--no-sync');
  try {
    await run(place, 'initdb', args);
    await rename(making, place.cluster);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    // Another process was faster.
    if (!existsSync(place.cluster)) throw error;
  }
}

/** Starts a server that outlives this process and hears no signal of its terminal. */
export async function launch(place: Place, { sync }: { sync: boolean }): Promise<ChildProcess> {
  await makeSocketFolder(place);
  const settings = [
    `unix_socket_directories=${place.socketDir}`,
    'unix_socket_permissions=0700',
    'listen_addresses=',
    `port=${PORT}`,
  ];
  settings.push('cluster_name=newsgraph', 'jit=off');
  if (!sync) settings.push('fsync=off', 'full_page_writes=off', 'synchronous_commit=off');
  const args = ['-D', place.cluster, ...settings.flatMap((setting) => ['-c', setting])];
  const log = openLog(place);
  const child = spawn(join(place.binaries.root, 'bin', 'postgres'), args, {
    ...owner(place),
    cwd: place.cluster,
    env: CLEAN_ENVIRONMENT,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  return child;
}

export function logPath(place: Place): string {
  return join(place.home, 'postgres.log');
}

export interface Postmaster {
  readonly pid: number;
  readonly socketDir: string;
  readonly port: number;
}

/** What the server itself says about where it runs; null where none runs or ran to its end. */
export function readPostmaster(place: Place): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const [pid, , , port, socketDir] = lines;
  if (!socketDir) return null;
  return { pid: Number(pid), port: Number(port), socketDir };
}

/** Ends open transactions, writes all down and stops. Resolves when the server is gone. */
export async function stopPostmaster(place: Place, timeoutMs: number): Promise<void> {
  const running = readPostmaster(place);
  if (!running) return;
  process.kill(running.pid, 'SIGINT');
  const deadline = performance.now() + timeoutMs;
  // The file is the last thing that a postmaster removes; its process may linger unreaped.
  while (readPostmaster(place)?.pid === running.pid) {
    if (performance.now() > deadline)
      throw new Error(`Postgres (process ${running.pid}) did not stop in ${timeoutMs} ms`);
    await sleep(10);
  }
}

function openLog(place: Place): number {
  const path = logPath(place);
  const grown = existsSync(path) && statSync(path).size > LOG_KEPT_BYTES;
  return openSync(path, grown ? 'w' : 'a', 0o600);
}

function owner({ user }: Place): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

function run(place: Place, program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(place.binaries.root, 'bin', program), args, {
      ...owner(place),
      cwd: '/',
      env: CLEAN_ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.on('error', (cause) => reject(ownData(`${program} could not be started`, cause)));
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(ownData(`${program} ended with ${code}: ${said.trim().split('\n').slice(-6).join(' | ')}`));
    });
  });
}
