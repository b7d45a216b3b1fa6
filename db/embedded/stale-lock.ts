import { chownSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.ts';
import { PORT } from './postmaster.ts';

/** More than any system gives to a process. */
const NO_PROCESS = 2_147_483_647;

/**
 * Postgres does not start while the process that its lock files name is alive, whatever that is. After a kill of everything
 * another one, or a thread of one, may have the number: in a container, where all numbers are small, it often has. The
 * files stay and name nobody, so that Postgres still looks whether the shared memory that they name is in use.
 */
export function releaseStaleLocks(place: Place): void {
  // Elsewhere nothing says in which folder a process runs; what Postgres says of the lock is told then.
  if (process.platform !== 'linux') return;
  for (const path of lockFiles(place)) {
    // All of it in one go, so that nobody starts between the look and the change.
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    if (!isElsewhere(Number(lines[0]), place.cluster)) continue;
    const { uid, gid } = statSync(path);
    const changed = `${path}.${process.pid}`;
    writeFileSync(changed, [NO_PROCESS, ...lines.slice(1)].join('\n'), { mode: 0o600 });
    chownSync(changed, uid, gid);
    renameSync(changed, path);
  }
}

function lockFiles({ cluster, socketDir }: Place): string[] {
  return [join(cluster, 'postmaster.pid'), join(socketDir, `.s.PGSQL.${PORT}.lock`)];
}

/** Whether a process or thread of that number is there, and is no postmaster of this cluster: those run in its folder. */
function isElsewhere(pid: number, cluster: string): boolean {
  if (!existsSync(`/proc/${pid}`)) return false;
  try {
    const [theirs, ours] = [statSync(`/proc/${pid}/cwd`), statSync(cluster)];
    return theirs.dev !== ours.dev || theirs.ino !== ours.ino;
  } catch (error) {
    // It has ended and was not reaped. Of one into which we may not look, nothing is known.
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
