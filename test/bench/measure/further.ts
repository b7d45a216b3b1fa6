import type pg from 'pg';
import { FURTHER, type Further, furtherBodies } from '../ask/further.ts';
import { readOf, whileCounted } from './buffers.ts';
import { type FurtherFigures, percentile } from './figures.ts';
import { load } from './load.ts';
import { cpuNsBetween, cpuNsOf, cpuNsOfBackends } from './proc.ts';
import type { Server } from './servers.ts';

/** Few, as it is to be known how long one takes. */
const CONNECTIONS = 2;
const REQUESTS_AT_MOST = 5_000;
const PATH = '/graphql';

export async function furtherOf(
  pool: pg.Pool,
  server: Server,
  seconds: number,
): Promise<Record<Further, FurtherFigures>> {
  const bodies = await furtherBodies(pool, server.pool);
  const asked = Object.keys(FURTHER) as Further[];
  const buffers = await whileCounted(pool, async () => {
    const read = new Map<Further, number>();
    for (const question of asked) read.set(question, await readOf(pool, server.pool, PATH, bodies[question]));
    return read;
  });
  const figures: [Further, FurtherFigures][] = [];
  for (const question of asked) {
    const { name, pid, applicationName } = server;
    const [serverNs, backends] = [cpuNsOf(pid), await cpuNsOfBackends(pool, applicationName)];
    const asking = { path: PATH, bodies: bodies[question], connections: CONNECTIONS, seconds };
    const { latenciesMs } = await load(server.pool, { ...asking, requestsAtMost: REQUESTS_AT_MOST });
    const postgresNs = cpuNsBetween(backends, await cpuNsOfBackends(pool, applicationName));
    if (latenciesMs.length === 0) throw new Error(`${name} answers nothing`);
    const sorted = latenciesMs.toSorted((a, b) => a - b);
    const each = (ns: number) => ns / sorted.length / 1000;
    figures.push([
      question,
      {
        serverUs: each(cpuNsOf(pid) - serverNs),
        postgresUs: each(postgresNs),
        p50Ms: percentile(sorted, 50),
        p95Ms: percentile(sorted, 95),
        buffers: buffers.get(question)!,
      },
    ]);
  }
  return Object.fromEntries(figures) as Record<Further, FurtherFigures>;
}
