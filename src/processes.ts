import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { AggregatorRegistry } from 'prom-client';
import type { Config } from './config.ts';
import { connect } from './database.ts';
import { metricsServedAt } from './observing.ts';
import type { Opened } from './opened.ts';
import { prepareDatabase } from './prepare-database.ts';
import { listen } from './server/listen.ts';

/** One that has served for so long before it ended is started anew at once, others later each time. */
const STEADY_MS = 60_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;

/** Starts as many processes as the configuration says, and anew what ends; gives the address that they share. */
export async function startProcesses(config: Config, log: Logger, opened: Opened): Promise<string> {
  if (config.metrics) {
    const all = new AggregatorRegistry();
    const told = { metrics: () => all.clusterMetrics(), contentType: all.contentType };
    const served = await metricsServedAt(config.metrics, told, log);
    opened.push(served.stop);
  }
  const { db, where, close } = await connect(config, log, 'newsgraph main');
  opened.push(close);
  await prepareDatabase(db, where, config, log);
  const processes = new Processes(await freePort(config), log);
  opened.push(() => processes.stop());
  // What keeps one from serving keeps all, and is said once.
  const url = await processes.begin({ follows: true });
  const others = Array.from({ length: config.processes - 1 }, () => processes.begin({ follows: false }));
  await Promise.all(others);
  return url;
}

/** That of the configuration, or any free one. Throws where somebody listens there, which those that share it would not notice. */
async function freePort(config: Config): Promise<number> {
  const server = await listen(() => {}, config);
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

interface Role {
  /** Whether it follows feeds, where any process does: one is enough. */
  readonly follows: boolean;
}

class Processes {
  readonly #port: number;
  readonly #log: Logger;
  readonly #running = new Set<Worker>();
  readonly #pauses = new Set<NodeJS.Timeout>();
  #stopping = false;

  constructor(port: number, log: Logger) {
    this.#port = port;
    this.#log = log;
  }

  /** The address of one that serves. Throws where it ends before it does. */
  async begin(role: Role): Promise<string> {
    const worker = this.#fork(role);
    return new Promise((resolve, reject) => {
      worker.on('message', (message: { url?: string }) => message.url && resolve(message.url));
      worker.once('exit', (code, signal) => {
        reject(new Error(`A process that was to serve ended with ${signal ?? code}.`));
      });
    }).then((url) => {
      this.#keep(worker, role);
      return url as string;
    });
  }

  /** Each ends what it is asked at the moment. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const pause of this.#pauses) clearTimeout(pause);
    await Promise.all(
      [...this.#running].map(async (worker) => {
        const gone = once(worker, 'exit');
        worker.process.kill('SIGTERM');
        await gone;
      }),
    );
  }

  #fork({ follows }: Role): Worker {
    const worker = cluster.fork({ PORT: String(this.#port), ...(!follows && { WORKER: 'false' }) });
    this.#running.add(worker);
    worker.once('exit', () => this.#running.delete(worker));
    // It may end while it is asked for its metrics; unheard, that would end this process as well.
    worker.on('error', (err) =>
      this.#log.warn({ err, pid: worker.process.pid }, 'A process that serves was not reached'),
    );
    return worker;
  }

  #keep(worker: Worker, role: Role, failures = 0): void {
    const began = performance.now();
    worker.once('exit', (code, signal) => {
      if (this.#stopping) return;
      const steady = performance.now() - began > STEADY_MS;
      const inMs = steady ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
      const { pid } = worker.process;
      this.#log.error({ ended: pid, code, signal, inMs }, 'A process that serves has ended; another follows');
      const pause = setTimeout(() => {
        this.#pauses.delete(pause);
        this.#keep(this.#fork(role), role, steady ? 0 : failures + 1);
      }, inMs);
      this.#pauses.add(pause);
    });
  }
}
