import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
      readonly cycle?: readonly { readonly name: string }[];
    }[];
  };
}

/** Fewer files than this mean that the tool did not read the code, as happens with a compiler that it does not know. */
const FILES_AT_LEAST = 100;
const FOLDERS = ['src', 'schema', 'db', 'test'];

/** What the rules of `.dependency-cruiser.mjs` find in a tree, a line each; throws where the tree was not read. */
export function brokenArrows(root: string): string[] {
  const program = resolve(import.meta.dirname, '../../node_modules/.bin/depcruise');
  const args = [program, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...FOLDERS];
  const run = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (!run.stdout.startsWith('{')) throw new Error(`dependency-cruiser failed: ${run.stderr}`);
  const { summary }: Cruise = JSON.parse(run.stdout);
  if (summary.totalCruised < FILES_AT_LEAST) throw new Error(`only ${summary.totalCruised} files were read`);
  return summary.violations.map(({ rule, from, to, cycle }) => {
    const path = cycle ? cycle.map(({ name }) => name) : [to];
    return `${rule.name}: ${[from, ...path].join(' > ')}`;
  });
}

if (import.meta.main) {
  const broken = brokenArrows(join(import.meta.dirname, '../..'));
  for (const line of broken) process.stdout.write(`${line}\n`);
  process.stdout.write(
    broken.length > 0 ? `${broken.length} imports go the wrong way\n` : 'All imports go the right way\n',
  );
  process.exitCode = broken.length > 0 ? 1 : 0;
}
