/** Fails where the committed SDL or client is not what the code gives, and shows the difference. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generate } from '@graphql-codegen/cli';
import codegen from '../codegen.ts';

export interface DriftedFile {
  readonly path: string;
  /** Where it stands; `/dev/null` where it should stand and does not. */
  readonly committed: string;
  /** Where it was generated; `/dev/null` where it should not stand any more. */
  readonly generated: string;
}

const ROOT = join(import.meta.dirname, '..');
const CLIENT = 'src/client/generated';

/** Generates into `folder` and compares with what stands below `root`. */
export async function driftedFiles(root: string, folder: string): Promise<DriftedFile[]> {
  const config = { ...codegen, cwd: ROOT, silent: true };
  const files: { filename: string; content: string }[] = await generate(config, false);
  const drifted: DriftedFile[] = [];
  for (const { filename: path, content } of files) {
    const [committed, generated] = [join(root, path), join(folder, path)];
    await mkdir(dirname(generated), { recursive: true });
    await writeFile(generated, content);
    const present = await readFile(committed, 'utf8').catch(() => null);
    if (present === null) drifted.push({ path, committed: '/dev/null', generated });
    else if (present !== content) drifted.push({ path, committed, generated });
  }
  const wanted = new Set(files.map(({ filename }) => filename));
  const standing = (await readdir(join(root, CLIENT))).map((name) => `${CLIENT}/${name}`);
  const left = standing.filter((path) => !wanted.has(path));
  return [...drifted, ...left.map((path) => ({ path, committed: join(root, path), generated: '/dev/null' }))];
}

async function check(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'newsgraph-codegen-'));
  try {
    const drifted = await driftedFiles(ROOT, folder);
    for (const { committed, generated } of drifted) {
      spawnSync('git', ['--no-pager', 'diff', '--no-index', committed, generated], { stdio: 'inherit' });
    }
    if (drifted.length === 0) return;
    console.error(`${drifted.length} generated files are not what the code gives. Run: npm run codegen`);
    process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (import.meta.main) await check();
