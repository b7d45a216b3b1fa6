import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger } from 'pino';
import type { Connection, WatchStatement } from '../../db/client.ts';
import { explainGeneric } from '../../db/explain.ts';

interface Noted {
  statements: number;
  slowest: { readonly sql: string; readonly ms: number } | null;
}

export interface SlowOptions {
  readonly overMs: number;
  readonly log: Logger;
}

/** What is said of a slow operation: no values of variables. */
export type Described = Readonly<Record<string, string | number | null>>;

const PLAN_EVERY_MS = 60_000;
const NOT_WATCHED = () => {};

/** Says which operations take long, and how Postgres goes about the slowest statement of one of them a minute. */
export class SlowOperations {
  readonly #options: SlowOptions;
  readonly #running = new AsyncLocalStorage<Noted>();
  #connection: Connection | null = null;
  #plannedAt = Number.NEGATIVE_INFINITY;
  #planning: Promise<void> = Promise.resolve();

  constructor(options: SlowOptions) {
    this.#options = options;
  }

  /** Where plans are asked for. */
  explainsAt(connection: Connection): void {
    this.#connection = connection;
  }

  readonly watchStatement: WatchStatement = (sql) => {
    const noted = this.#running.getStore();
    if (!noted) return NOT_WATCHED;
    const began = performance.now();
    return () => {
      const ms = performance.now() - began;
      noted.statements++;
      if (ms > (noted.slowest?.ms ?? 0)) noted.slowest = { sql, ms };
    };
  };

  async run<T>(operation: () => Promise<T>, describe: () => Described): Promise<T> {
    const noted: Noted = { statements: 0, slowest: null };
    const began = performance.now();
    try {
      return await this.#running.run(noted, operation);
    } finally {
      const ms = Math.round(performance.now() - began);
      if (ms >= this.#options.overMs) this.#tell({ ...describe(), ms }, noted);
    }
  }

  /** Until what it asks for is told. */
  stop(): Promise<void> {
    return this.#planning;
  }

  #tell(said: Described, { statements, slowest }: Noted): void {
    const all = { ...said, statements, ...(slowest && { slowestStatementMs: Math.round(slowest.ms) }) };
    this.#options.log.warn(all, 'A slow operation');
    const now = performance.now();
    if (!slowest || !this.#connection || now - this.#plannedAt < PLAN_EVERY_MS) return;
    this.#plannedAt = now;
    this.#planning = this.#tellPlan(said, slowest.sql, this.#connection);
  }

  async #tellPlan(said: Described, sql: string, connection: Connection): Promise<void> {
    const { requestId, operation } = said;
    const { log } = this.#options;
    try {
      const plan = await explainGeneric(connection, sql);
      log.warn({ requestId, operation, sql, plan }, 'The plan of its slowest statement');
    } catch (error) {
      log.debug({ err: error, requestId }, 'No plan of a slow statement');
    }
  }
}
