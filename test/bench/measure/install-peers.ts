import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const FOLDER = join(import.meta.dirname, '../peers');

type Packages = Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;

/** With npm ci, where what its lock file names is not there. Users of Newsgraph never need them. */
export async function installPeers(onProgress: (message: string) => void): Promise<void> {
  if (await isInstalled()) return;
  onProgress('Installing the peers into test/bench/peers: once, some 350 MB and a minute or two');
  // As npm itself would, where it has started this.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, {
    cwd: FOLDER,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((done, fail) => {
    child.once('close', done);
    child.once('error', fail);
  });
  const said = await text(child.stderr);
  const code = await ended;
  if (code !== 0)
    throw new Error(`The peers could not be installed: npm ci ended with ${code} and said\n${said.trim()}`);
}

/** npm writes down what it has installed when it has installed all of it. */
async function isInstalled(): Promise<boolean> {
  const installed = await packagesIn('node_modules/.package-lock.json');
  const wanted = Object.entries(await packagesIn('package-lock.json')).filter(([path]) => path !== '');
  return wanted.every(([path, { version, optional }]) => optional || installed[path]?.version === version);
}

async function packagesIn(path: string): Promise<Packages> {
  try {
    return JSON.parse(await readFile(join(FOLDER, path), 'utf8')).packages;
  } catch {
    return {};
  }
}
