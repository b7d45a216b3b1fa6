import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

/** What the kernel knows of processes: https://docs.kernel.org/filesystems/proc.html */

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

/** Of the backends that serve the connections of this name, by their process ids. */
export async function cpuNsOfBackends(pool: pg.Pool, applicationName: string): Promise<Map<number, number>> {
  const { rows } = await pool.query<{ pid: number }>(
    'select pid from pg_stat_activity where application_name = $1',
    [applicationName],
  );
  return new Map(rows.map(({ pid }) => [pid, cpuNsOf(pid)]));
}

/** A backend that came since counts from its beginning. */
export function cpuNsBetween(
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
): number {
  return [...after].reduce((sum, [pid, ns]) => sum + ns - (before.get(pid) ?? 0), 0);
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
