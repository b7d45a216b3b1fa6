import { spawnSync } from 'node:child_process';

export interface BaseSchema {
  /** What it was taken from, for people. */
  readonly name: string;
  readonly sdl: string;
}

const SDL_PATH = 'schema/schema.graphql';

/**
 * The schema to compare with: at `wanted` (a Git revision); else where this branch left `origin/main`; else, on that branch
 * itself, before its last change. Null where Git knows no earlier one. Throws where `wanted` has none.
 */
export function baseSchema(root: string, wanted: string | undefined): BaseSchema | null {
  const revision = wanted || branchPoint(root) || beforeLastChange(root);
  const sdl = revision && git(root, 'show', `${revision}:${SDL_PATH}`);
  if (wanted && !sdl) throw new Error(`Wanted a Git revision that holds ${SDL_PATH}; got "${wanted}".`);
  return revision && sdl ? { name: revision, sdl } : null;
}

function branchPoint(root: string): string | null {
  const point = git(root, 'merge-base', 'HEAD', 'origin/main')?.trim();
  return point && point !== git(root, 'rev-parse', 'HEAD')?.trim() ? point : null;
}

function beforeLastChange(root: string): string | null {
  const isChanged = git(root, 'status', '--porcelain', '--', SDL_PATH)?.trim();
  const revisions = git(root, 'log', '-n', '2', '--format=%H', '--', SDL_PATH)?.trim().split('\n') ?? [];
  return (isChanged ? revisions[0] : revisions[1]) || null;
}

/** Null where Git, the repository or what is asked for is not there. */
function git(root: string, ...args: string[]): string | null {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout : null;
}
