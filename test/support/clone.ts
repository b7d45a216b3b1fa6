import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** The working tree without what git ignores, as a clone of its next commit would be, closed to everyone else. */
export function bareClone({ owner, mode = 0o700 }: { owner?: number; mode?: number } = {}): string {
  const home = mkdtempSync(join(tmpdir(), 'newsgraph-clone-'));
  const clone = join(home, 'newsgraph');
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
  });
  for (const file of files.toString().split('\0').filter(Boolean)) {
    if (!existsSync(join(ROOT, file))) continue;
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    cpSync(join(ROOT, file), join(clone, file));
  }
  mkdirSync(join(home, 'tmp'));
  chmodSync(home, mode);
  if (owner) {
    const inside = readdirSync(home, { recursive: true, encoding: 'utf8' }).map((name) => join(home, name));
    for (const path of [home, ...inside]) chownSync(path, owner, owner);
  }
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  return clone;
}

export interface Running {
  readonly child: ChildProcess;
  /** On both streams so far. */
  said(): string;
  /** On standard output so far. */
  printed(): string;
  readonly gone: Promise<number | null>;
}

/** Nothing of this machine's environment but where its programs are. */
export function run(
  clone: string,
  [program, ...args]: readonly [string, ...string[]],
  env: Record<string, string> = {},
  user?: number,
): Running {
  const child = spawn(program, args, {
    cwd: clone,
    env: {
      PATH: hostPath(),
      HOME: dirname(clone),
      TMPDIR: join(dirname(clone), 'tmp'),
      NO_COLOR: '1',
      ...env,
    },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user ? { uid: user, gid: user } : {}),
  });
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL');
  });
  let said = '';
  let printed = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
    printed += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const gone = new Promise<number | null>((done) => child.once('close', done));
  return { child, gone, said: () => said, printed: () => printed };
}

/** Without `node_modules/.bin`, which the clone does not have either. */
function hostPath(): string {
  const folders = (process.env.PATH ?? '/usr/bin:/bin').split(':');
  return folders
    .filter((folder) => !folder.includes('node_modules') && !folder.includes('node-gyp'))
    .join(':');
}

/** The wanted one, or any where that is taken: none of those that the system gives to whoever asks for any. */
export function freePort(wanted = 10_000 + Math.floor(Math.random() * 20_000)): Promise<number> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(freePort()));
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

export async function address({ said, child }: Running): Promise<string> {
  for (;;) {
    const found = /http:\/\/localhost:\d+\/graphql/.exec(said())?.[0];
    if (found) return found;
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`It ended with ${child.exitCode}:\n${said()}`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

/** Where the built-in Postgres of a running server has its data; removed in the end where that is outside of the clone. */
export function dataOf(clone: string, { said }: Running): string {
  const data = resolve(clone, /built-in Postgres in ([^"]+)"/.exec(said())?.[1] ?? '');
  if (!data.startsWith(clone)) onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  return data;
}

/** Processes of a Postgres whose command line names one of these folders. */
export function postgresIn(...folders: string[]): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')];
      } catch {
        return [];
      }
    })
    .filter((command) => command.includes('postgres') && folders.some((folder) => command.includes(folder)));
}

export type Stop = (npm: number) => void;
/** To npm and all that it started. */
export const asTerminal: Stop = (npm) => process.kill(-npm, 'SIGINT');
export const asSupervisor: Stop = (npm) => process.kill(npm, 'SIGTERM');
