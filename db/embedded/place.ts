import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { access, chmod, chown, constants, lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Binaries, copyBinaries, installedBinaries } from './binaries.ts';
import { ownData } from './error.ts';

/** Where a server keeps its things, and as whom it runs. */
export interface Place {
  readonly binaries: Binaries;
  /** Holds the cluster and its log; owned by the server's user. */
  readonly home: string;
  readonly cluster: string;
  readonly socketDir: string;
  /** Null: as the user who runs this process. */
  readonly user: ServerUser | null;
}

export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Postgres refuses to run as root; what the user that runs it instead can't reach is moved here. */
const SHARED_HOME = '/var/lib/newsgraph';

export async function findPlace(dataDir: string, onProgress: (message: string) => void): Promise<Place> {
  if (process.platform === 'win32') throw ownData('it needs Unix sockets, which Node lacks on Windows');
  const wanted = resolve(dataDir);
  const asRoot = process.getuid?.() === 0;
  await makeDataFolder(wanted);
  const installed = await installedBinaries();
  if (!asRoot) return placeAsMyself(wanted, installed);
  const user = await serverUser(join(wanted, 'postgres'));
  const binaries = reaches(user, '-x', join(installed.root, 'bin', 'postgres'))
    ? installed
    : await copyBinaries(installed, SHARED_HOME);
  const home = await homeAsRoot(wanted, user);
  const moved = [binaries !== installed && binaries.root, home !== wanted && home].filter(Boolean);
  if (moved.length > 0) {
    onProgress(
      `The user ${user.name} can't reach this folder; the database uses ${moved.join(' and ')} instead`,
    );
  }
  return placeAt(home, binaries, user);
}

async function placeAsMyself(home: string, binaries: Binaries): Promise<Place> {
  const cluster = join(home, 'postgres');
  try {
    const found = existsSync(cluster) ? await stat(cluster) : null;
    if (found && found.uid !== process.getuid?.())
      throw new Error(`it belongs to the user with the id ${found.uid}`);
  } catch (cause) {
    throw unusable(cluster, cause);
  }
  return placeAt(home, binaries, null);
}

async function makeDataFolder(path: string): Promise<void> {
  try {
    await makeFolder(path);
    if (!existsSync(join(path, 'postgres'))) await access(path, constants.W_OK);
  } catch (cause) {
    throw unusable(path, cause);
  }
}

/** The `recursive` of Node's `mkdir` never ends in a folder that takes none, such as /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (existsSync(path)) {
      if ((await stat(path)).isDirectory()) return;
      throw new Error('it is not a folder', { cause: error });
    }
    if (code !== 'ENOENT' || existsSync(dirname(path))) throw error;
    await makeFolder(dirname(path));
    await makeFolder(path);
  }
}

function unusable(folder: string, cause: unknown): Error {
  return ownData(`the data folder ${folder} can't be used (DATA_DIR names another)`, cause);
}

function placeAt(home: string, binaries: Binaries, user: ServerUser | null): Place {
  const cluster = join(home, 'postgres');
  return { binaries, home, cluster, socketDir: socketPath(cluster, user), user };
}

async function homeAsRoot(wanted: string, user: ServerUser): Promise<string> {
  const key = createHash('sha256')
    .update(await realpath(wanted))
    .digest('hex')
    .slice(0, 16);
  const shared = join(SHARED_HOME, key);
  const settled = existsSync(join(shared, 'postgres')) && !existsSync(join(wanted, 'postgres'));
  if (!settled && reaches(user, '-x', wanted)) return wanted;
  await mkdir(shared, { recursive: true, mode: 0o755 });
  return shared;
}

/** The owner of the data if there is some, else the first unprivileged user that systems commonly have. */
async function serverUser(cluster: string): Promise<ServerUser> {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }));
  const owner = existsSync(cluster) ? (await stat(cluster)).uid : 0;
  const wanted = owner
    ? users.find((user) => user.uid === owner)
    : (users.find((user) => user.name === 'postgres') ?? users.find((user) => user.name === 'nobody'));
  if (wanted) return wanted;
  throw ownData('it may not run as root, and there is neither a user postgres nor nobody to run it as');
}

/** Asked of the system itself, which also knows of mount options and access lists. */
function reaches({ uid, gid }: ServerUser, test: '-x', path: string): boolean {
  const asked = spawnSync('/bin/sh', ['-c', `test ${test} "$1"`, 'sh', path], {
    uid,
    gid,
    cwd: '/',
    stdio: 'ignore',
  });
  return asked.status === 0;
}

function socketPath(cluster: string, user: ServerUser | null): string {
  const owner = user?.uid ?? process.getuid?.();
  const key = createHash('sha256').update(`${owner} ${cluster}`).digest('hex').slice(0, 16);
  // A socket's path may have 103 bytes at most.
  const usable = tmpdir().length <= 60 && (!user || reaches(user, '-x', tmpdir()));
  return join(usable ? tmpdir() : '/tmp', `newsgraph-${key}`);
}

/** Whoever may enter this folder may use the database, so nobody else may own or enter it. */
export async function makeSocketFolder({ socketDir, user }: Place): Promise<void> {
  await mkdir(socketDir, { recursive: true, mode: 0o700 });
  const made = await lstat(socketDir);
  if (user && made.uid === 0) await chown(socketDir, user.uid, user.gid);
  else if (made.uid !== (user?.uid ?? process.getuid?.()))
    throw ownData(`${socketDir} belongs to another user`);
  if (!made.isDirectory()) throw ownData(`${socketDir} is not a folder`);
  await chmod(socketDir, 0o700);
}
