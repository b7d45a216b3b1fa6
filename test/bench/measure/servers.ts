import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'undici';
import { NODE_FLAGS } from '../../support/start-command.ts';
import type { Asking } from '../ask/answer.ts';
import { floor } from '../ask/floor.ts';
import { lists } from '../ask/lists.ts';
import { postgraphile } from '../ask/postgraphile.ts';
import { us } from '../ask/us.ts';
import { type Collector, startCollector } from './collector.ts';
import { openPool } from './load.ts';

export interface Contestant {
  readonly title: string;
  /** From the folder of the benchmark. */
  readonly program: string;
  readonly asking: Asking;
  /** Ours: what is set beside the database and the port. */
  readonly env?: Readonly<Record<string, string>>;
  /** Sends traces to a collector of ours. */
  readonly isTraced?: boolean;
}

const peer = (title: string, name: string, asking: Asking): Contestant => ({
  title,
  program: `peers/${name}.ts`,
  asking,
});

/** One address asks all. Its budget is kept as ever, and never spent. */
const UNSPENT = { BUDGET_PER_ADDRESS: '1000000000' };

const ourselves = (title: string, env: Readonly<Record<string, string>>) => ({
  title,
  program: '../../src/main.ts',
  asking: us,
  env: { ...UNSPENT, CACHE_MB: '0', ...env },
});

/** In the order of the table. */
export const CONTESTANTS = {
  floor: peer('floor: node:http, one statement by hand', 'floor', floor),
  us: ourselves('Newsgraph', {}),
  unwatched: ourselves('Newsgraph, unwatched', { SLOW_OPERATION_MS: '0' }),
  traced: { ...ourselves('Newsgraph, metrics and all traces', { METRICS_PORT: '0' }), isTraced: true },
  cached: ourselves('Newsgraph, answers it holds', { CACHE_MB: '32' }),
  postgraphile: peer('PostGraphile 5', 'postgraphile', postgraphile),
  mercurius: peer('Mercurius, JIT and loaders', 'mercurius', lists),
  apollo: peer('Apollo Server 5, DataLoader', 'apollo', lists),
  yoga: peer('Yoga, Pothos, DataLoader', 'yoga', lists),
} as const satisfies Record<string, Contestant>;
export type Name = keyof typeof CONTESTANTS;

export interface Server extends Contestant {
  readonly name: Name;
  readonly pid: number;
  readonly pool: Pool;
  /** Of its connections to the database. */
  readonly applicationName: string;
  /** Where its traces go, of one that sends any. */
  readonly collector: Collector | null;
  stop(): Promise<void>;
}

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;

/** As it runs in production, in a process of its own that logs to a file in `folder`. */
export async function startServer(
  name: Name,
  databaseUrl: string,
  connections: number,
  folder: string,
): Promise<Server> {
  const contestant: Contestant = CONTESTANTS[name];
  const collector = contestant.isTraced ? await startCollector() : null;
  const ours = contestant.env && {
    ...contestant.env,
    ...(collector && { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint }),
  };
  const applicationName = name === 'us' ? 'newsgraph server' : `bench ${name}`;
  const url = `${databaseUrl}&application_name=${encodeURIComponent(applicationName)}`;
  const log = join(folder, `${name}.log`);
  const out = await open(log, 'w');
  const { PATH, TMPDIR } = process.env;
  const env = {
    ...(PATH && { PATH }),
    ...(TMPDIR && { TMPDIR }),
    NODE_ENV: 'production',
    GRAPHILE_ENV: 'production',
  };
  const child = spawn(
    process.execPath,
    [
      ...(ours ? NODE_FLAGS : []),
      join(import.meta.dirname, '..', contestant.program),
      ...(ours ? [] : [url]),
    ],
    {
      env: ours ? { ...env, ...ours, DATABASE_URL: url, PORT: '0' } : env,
      cwd: folder,
      stdio: ['ignore', out.fd, out.fd],
    },
  );
  await out.close();
  try {
    const address = await addressIn(log, child);
    const pool = openPool(address, connections);
    let stopping: Promise<void> | null = null;
    const stop = () => {
      stopping ??= pool
        .destroy()
        .then(() => stopChild(child))
        .then(() => collector?.stop());
      return stopping;
    };
    return { ...contestant, name, pid: child.pid!, pool, applicationName, collector, stop };
  } catch (error) {
    await stopChild(child);
    await collector?.stop();
    throw new Error(`${contestant.title} does not start: ${error}`);
  }
}

/** The first address that it prints, but for that of its metrics. */
async function addressIn(log: string, child: ChildProcess): Promise<string> {
  const began = performance.now();
  for (;;) {
    const said = await readFile(log, 'utf8');
    const address = /http:\/\/(127\.0\.0\.1|localhost):\d+(?!\d|\/metrics)/.exec(said)?.[0];
    if (address) return address.replace('localhost', '127.0.0.1');
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(said.slice(-2000));
    if (performance.now() - began > READY_TIMEOUT_MS)
      throw new Error(`nothing after ${READY_TIMEOUT_MS} ms: ${said.slice(-2000)}`);
    await sleep(50);
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await gone;
  clearTimeout(timer);
}
