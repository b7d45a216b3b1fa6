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
import { describe, expect, it, onTestFinished } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const AS_ROOT = process.getuid?.() === 0;
const NOBODY = 65_534;

/** The working tree without what git ignores, as a clone of its next commit would be, closed to everyone else. */
function bareClone({ owner, mode = 0o700 }: { owner?: number; mode?: number } = {}): string {
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

/** Nothing of this machine's environment but where its programs are. */
function run(clone: string, args: string[], env: Record<string, string>, user?: number) {
  const child = spawn('npm', args, {
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
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
    });
  }
  return { child, said: () => said, gone: new Promise<number | null>((done) => child.once('close', done)) };
}

/** Without `node_modules/.bin`, which the clone does not have either. */
function hostPath(): string {
  const folders = (process.env.PATH ?? '/usr/bin:/bin').split(':');
  return folders
    .filter((folder) => !folder.includes('node_modules') && !folder.includes('node-gyp'))
    .join(':');
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

async function address(said: () => string, child: ChildProcess): Promise<string> {
  for (;;) {
    const found = /http:\/\/localhost:\d+\/graphql/.exec(said())?.[0];
    if (found) return found;
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${said()}`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

/** Processes of a Postgres whose command line names one of these folders. */
function postgresIn(...folders: string[]): string[] {
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

type Stop = (npm: number) => void;
/** To npm and all that it started. */
const asTerminal: Stop = (npm) => process.kill(-npm, 'SIGINT');
const asSupervisor: Stop = (npm) => process.kill(npm, 'SIGTERM');

async function servesOnce(clone: string, stop: Stop, user?: number): Promise<void> {
  const { child, said, gone } = run(clone, ['start'], { PORT: String(await freePort()) }, user);
  const url = await address(said, child);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ articles(first: 1) { totalCount } }' }),
  });
  expect(await response.json()).toMatchObject({ data: { articles: { totalCount: expect.any(Number) } } });
  const home = /built-in Postgres in ([^"]+)"/.exec(said())?.[1] ?? '';
  const data = resolve(clone, home);
  expect(postgresIn(data)).toHaveLength(1);
  if (!data.startsWith(clone)) onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  stop(child.pid!);
  await gone;
  expect(said()).toContain('"Stopped"');
  expect(said()).not.toContain('npm error');
  expect(postgresIn(data)).toEqual([]);
}

describe('npm start in a bare clone that nobody else may enter', () => {
  it('installs, serves, and stops on Ctrl-C; then again without installing, and stops with npm', async () => {
    const clone = bareClone();
    await servesOnce(clone, asTerminal);
    const before = performance.now();
    await servesOnce(clone, asSupervisor);
    expect(performance.now() - before).toBeLessThan(15_000);
  });

  it.runIf(AS_ROOT)('does so for an ordinary user', async () => {
    const clone = bareClone({ owner: NOBODY });
    await servesOnce(clone, asTerminal, NOBODY);
    expect(existsSync(join(clone, '.data', 'postgres'))).toBe(true);
  });
});

describe('npm test in a bare clone', () => {
  it('installs and runs a test on a database of its own', async () => {
    const clone = bareClone({ mode: 0o755 });
    const { gone, said } = run(clone, ['test', '--', 'test/db/client.test.ts'], { CI: 'true' });
    expect(await gone, said()).toBe(0);
    expect(said()).toMatch(/Tests\s+\d+ passed/);
  });
});
