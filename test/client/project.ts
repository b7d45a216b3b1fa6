import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

const SETTLED_MS = 3 * 24 * 60 * 60 * 1_000;

export interface Project extends AsyncDisposable {
  readonly path: string;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Takes packages from ours, as if they were installed there. */
  link(...packages: string[]): Promise<void>;
  run(command: string, ...args: string[]): Promise<Outcome>;
  /** Type-checks as strictly as a new project does, declarations of packages too. */
  compile(...files: string[]): Promise<Outcome>;
}

export interface Outcome {
  readonly status: number | null;
  readonly said: string;
}

/** Someone else's project, in a folder that knows nothing of ours. At the end of its scope it is gone. */
export async function otherProject(files: Readonly<Record<string, string>> = {}): Promise<Project> {
  const path = await mkdtemp(join(tmpdir(), 'newsgraph-other-'));
  const run = (command: string, ...args: string[]): Promise<Outcome> => {
    const { NODE_ENV, VITEST, ...env } = process.env;
    env.PATH = `${dirname(process.execPath)}:${env.PATH}`;
    // What was published a moment ago may want what a registry does not have yet.
    env.npm_config_before = new Date(Date.now() - SETTLED_MS).toISOString();
    return new Promise((resolve) => {
      const child = execFile(command, args, { cwd: path, env }, (_error, stdout, stderr) =>
        resolve({ status: child.exitCode, said: stdout + stderr }),
      );
    });
  };
  const project: Project = {
    path,
    run,
    async write(files) {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(join(path, name)), { recursive: true });
        await writeFile(join(path, name), text);
      }
    },
    async link(...packages) {
      for (const name of packages) {
        const place = join(path, 'node_modules', name);
        await mkdir(dirname(place), { recursive: true });
        await symlink(join(ROOT, 'node_modules', name), place);
      }
    },
    compile(...files) {
      const options = '--noEmit --strict --module nodenext --target es2022 --lib es2022,dom --types';
      return run(join(ROOT, 'node_modules/.bin/tsc'), ...options.split(' '), '', '--ignoreConfig', ...files);
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  };
  await project.write({ 'package.json': JSON.stringify({ private: true, type: 'module' }), ...files });
  return project;
}
