import { readdirSync, readFileSync } from 'node:fs';

/** What the kernel knows of processes: https://docs.kernel.org/filesystems/proc.html */

const TICK_NS = 10_000_000;

/** Of all its threads, in nanoseconds. 0 once it is gone. */
export function cpuNsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]))
      .reduce((sum, ns) => sum + ns, 0);
  } catch {
    return 0;
  }
}

/** Of a Postgres: its backends and workers that live, and those that have ended. */
export function cpuNsOfPostgres(postmaster: number): number {
  const living = childrenOf(postmaster).reduce((sum, pid) => sum + cpuNsOf(pid), 0);
  const [userOfEnded, systemOfEnded] = statOf(postmaster).slice(13, 15).map(Number) as [number, number];
  return living + (userOfEnded + systemOfEnded) * TICK_NS;
}

export function parentOf(pid: number): number {
  return Number(statOf(pid)[1]);
}

export interface Memory {
  readonly nowMb: number;
  readonly mostMb: number;
}

/** Resident. */
export function memoryOf(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (name: string) =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024);
  return { nowMb: mb('VmRSS'), mostMb: mb('VmHWM') };
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return parentOf(pid) === parent;
      } catch {
        // It has ended since.
        return false;
      }
    });
}

/** From the third field on: the second, the command's name, may hold blanks. */
function statOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
}
