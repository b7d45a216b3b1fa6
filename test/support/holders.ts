import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { EmbeddedConnection } from '../../db/embedded.ts';

export interface Said {
  readonly progress?: string;
  readonly error?: string;
  readonly started?: boolean;
  readonly connection?: EmbeddedConnection;
  readonly url?: string;
  readonly home?: string;
}

export interface Holder {
  readonly child: ChildProcess;
  /** What it said when it was in, or why it could not be. */
  readonly in: Promise<Said>;
  readonly progress: string[];
  readonly gone: Promise<number | null>;
  leave(): Promise<number | null>;
}

export interface HolderOptions {
  readonly env?: Record<string, string>;
  readonly uid?: number;
  readonly gid?: number;
  /** Whether what was committed outlives a killed server; off, because it costs time. */
  readonly sync?: boolean;
  readonly timeoutMs?: number;
}

/** A data folder and the processes that use its server. When the test has ended nothing of it is left. */
export interface HeldFolder {
  readonly path: string;
  hold(options?: HolderOptions): Holder;
}

export interface FolderOptions {
  readonly mode?: number;
  /** A folder with a stopped cluster to begin with a copy of, which spares making one. */
  readonly copyOf?: string;
}

export async function dataFolder({ mode = 0o755, copyOf }: FolderOptions = {}): Promise<HeldFolder> {
  const path = await mkdtemp(join(tmpdir(), 'newsgraph-data-'));
  // Owners and modes must stay as they are, or Postgres refuses the cluster.
  if (copyOf) execFileSync('cp', ['-a', join(copyOf, 'postgres'), path]);
  await chmod(path, mode);
  const holders: Holder[] = [];
  onTestFinished(async () => {
    for (const { child } of holders) child.kill('SIGKILL');
    const said = await Promise.all(holders.map((holder) => holder.in));
    await Promise.all(holders.map((holder) => holder.gone));
    const homes = new Set([path, ...said.flatMap(({ home }) => home ?? [])]);
    for (const home of homes) await removeHome(home);
    const sockets = new Set(said.flatMap(({ connection }) => connection?.host ?? []));
    for (const folder of sockets) await rm(folder, { recursive: true, force: true });
  });
  return {
    path,
    hold(options = {}) {
      const holder = hold(path, options);
      holders.push(holder);
      return holder;
    },
  };
}

async function removeHome(home: string): Promise<void> {
  const pid = postmasterOf(home);
  if (pid !== null && isRunning(pid)) {
    process.kill(pid, 'SIGQUIT');
    while (isRunning(pid)) await sleep(10);
  }
  await rm(home, { recursive: true, force: true });
}

/** A folder with a cluster that has run and was stopped; remove it in the end. */
export async function stoppedCluster(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'newsgraph-data-'));
  await chmod(path, 0o755);
  const holder = hold(path, {});
  const { error } = await holder.in;
  if (error) throw new Error(error);
  await holder.leave();
  return path;
}

/** Starts `holder.ts` in a process of its own. */
function hold(dataDir: string, options: HolderOptions): Holder {
  const { sync = false, timeoutMs = 60_000, env = { PATH: '/usr/bin:/bin' }, ...user } = options;
  const script = join(import.meta.dirname, 'holder.ts');
  const child = spawn(process.execPath, [script, dataDir, sync ? 'sync' : 'no-sync', String(timeoutMs)], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    ...user,
  });
  const progress: string[] = [];
  const gone = new Promise<number | null>((resolve) => child.once('close', resolve));
  const inside = new Promise<Said>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said: Said = JSON.parse(line);
      if (said.progress) progress.push(said.progress);
      else resolve(said);
    });
    child.once('close', (code) => resolve({ error: `ended with ${code}` }));
  });
  const leave = () => {
    child.stdin?.end('leave\n');
    return gone;
  };
  return { child, in: inside, progress, gone, leave };
}

/** The process that serves the cluster of this folder; null where none does. */
export function postmasterOf(dataDir: string): number | null {
  const path = join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) : null;
}

/** A process that ended but was not reaped counts as gone. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
