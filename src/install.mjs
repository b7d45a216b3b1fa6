/**
 * Runs before each npm script, on whatever Node the machine has: installs what package-lock.json names and node_modules lacks.
 * Among it is the Node that runs everything else. Plain JavaScript, no packages.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OWN_NODE = join(ROOT, 'node_modules', '.bin', 'node');
const RUNTIME_ONLY = ['prestart', 'premigrate', 'prenewsgraph'].includes(
  process.env.npm_lifecycle_event ?? '',
);

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), 'utf8')).packages;
  } catch {
    return {};
  }
}

/** npm writes down what it has installed when it has installed all of it. */
function isInstalled() {
  const installed = readPackages('node_modules/.package-lock.json');
  return Object.entries(readPackages('package-lock.json')).every(([path, wanted]) => {
    const needed = path !== '' && !wanted.optional && !(RUNTIME_ONLY && (wanted.dev || wanted.devOptional));
    return !needed || installed[path]?.version === wanted.version;
  });
}

/** Two installations at the same time would destroy each other. Returns how to let the next one in. */
async function waitForTurn() {
  const lock = join(
    tmpdir(),
    `newsgraph-install-${createHash('sha256').update(ROOT).digest('hex').slice(0, 16)}`,
  );
  for (let waited = false; ; waited = true) {
    try {
      writeSync(openSync(lock, 'wx'), String(process.pid));
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isRunning(holderOf(lock))) rmSync(lock, { force: true });
    else if (!waited) process.stderr.write('Waiting for another installation in this folder\n');
    await sleep(300);
  }
}

/** 0, which counts as running, while it is just being written or removed. */
function holderOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return 0;
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function install() {
  const done = showProgress('Installing packages');
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = [...npm.slice(1), 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  // The tools of development are three quarters of all, and serving needs none of them.
  args.push(RUNTIME_ONLY ? '--omit=dev' : '--include=dev');
  const child = spawn(npm[0], args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
    });
  }
  const code = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', resolve);
  });
  done(code === 0);
  if (code !== 0) {
    throw new Error(
      `The packages could not be installed: "npm ci" ended with ${code} and said\n\n${said.trim()}\n\n` +
        'Does this machine reach its npm registry, and is its disk not full? Then run the same command again.',
    );
  }
}

function showProgress(what) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const tty = process.stderr.isTTY;
  process.stderr.write(tty ? '' : `${what} `);
  const timer = setInterval(
    () => process.stderr.write(tty ? `\r${what}: ${seconds()} s` : '.'),
    tty ? 200 : 2000,
  );
  return (fine) => {
    clearInterval(timer);
    process.stderr.write(`${tty ? `\r${what}:` : ''} ${fine ? `done in ${seconds()} s` : 'failed'}\n`);
  };
}

/** npm scripts find the Node among the packages before that of the machine, even where it can't run (another C library). */
function checkNode() {
  let version = process.versions.node;
  if (existsSync(OWN_NODE)) {
    try {
      version = execFileSync(OWN_NODE, ['--version'], { encoding: 'utf8' }).slice(1);
    } catch {
      rmSync(OWN_NODE);
    }
  }
  const [major, minor] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  throw new Error(
    `Newsgraph needs Node 22.18 or newer. It brings one for Linux, macOS and Windows, but none that runs here, and this is Node ${version}. ` +
      'Install a newer one from https://nodejs.org and run the same command again.',
  );
}

try {
  if (!isInstalled()) {
    const letNextIn = await waitForTurn();
    try {
      if (!isInstalled()) await install();
    } finally {
      letNextIn();
    }
    checkNode();
  } else if (!existsSync(OWN_NODE)) checkNode();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
