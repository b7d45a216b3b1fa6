import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { ExpiredPositionError } from '../../../db/change.ts';
import { type LiveRow, latestPosition, readLive } from '../../../db/change-live.ts';
import type { Position } from '../../../db/keyset.ts';
import type { Tables } from '../../../db/tables.ts';
import type { OutboxListener } from '../outbox-listener.ts';

export interface TailOptions {
  readonly db: Kysely<Tables>;
  /** By which to be woken; null: it looks again and again instead. */
  readonly listener: OutboxListener | null;
  readonly log: Logger;
}

export interface Hearer {
  /** Twice a second. */
  onTick(): void;
  /** Called with the next rows; not again before it is done. */
  onRows(rows: readonly LiveRow[], upTo: Position): Promise<void>;
  /** What comes next is no longer kept. */
  onGap(): void;
}

/** Notifications of so long a time cause one read. */
const GATHER_MS = 20;
const TICK_MS = 500;
/** Though nobody woke it: a notification may be lost with its connection, or by a pooler between. */
const TICKS_UNWOKEN = 10;
const FIRST_RETRY_MS = 40;
const LAST_RETRY_MS = 1_000;

/** Reads the outbox as it grows. */
export class Tail {
  /** All up to there was handed over. */
  position: Position = ['0', '0', '0'];
  readonly #options: TailOptions;
  readonly #hearer: Hearer;
  #leave: (() => Promise<void>) | null = null;
  #ticking: NodeJS.Timeout | null = null;
  #wakening: NodeJS.Timeout | null = null;
  #retryMs = FIRST_RETRY_MS;
  #isReading = false;
  #isStopped = false;

  constructor(options: TailOptions, hearer: Hearer) {
    this.#options = options;
    this.#hearer = hearer;
  }

  /** From the present end of the feed on. */
  async start(): Promise<void> {
    const { db, listener } = this.#options;
    this.position = await latestPosition(db);
    if (this.#isStopped) return;
    this.#leave = listener?.hear({ wake: () => this.#wake() }) ?? null;
    let ticks = 0;
    this.#ticking = setInterval(() => {
      this.#hearer.onTick();
      if (++ticks % TICKS_UNWOKEN === 0 || !listener?.isConnected()) this.#wake();
    }, TICK_MS);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#ticking) clearInterval(this.#ticking);
    if (this.#wakening) clearTimeout(this.#wakening);
    await this.#leave?.();
  }

  #wake(afterMs = GATHER_MS): void {
    if (this.#isStopped) return;
    this.#wakening ??= setTimeout(() => {
      this.#wakening = null;
      if (!this.#isReading) void this.#readOn();
      else this.#wake();
    }, afterMs);
  }

  async #readOn(): Promise<void> {
    this.#isReading = true;
    try {
      const isHeldBack = await this.#readAll();
      if (isHeldBack) this.#wakeLater();
      else this.#retryMs = FIRST_RETRY_MS;
    } catch (error) {
      if (error instanceof ExpiredPositionError) this.#hearer.onGap();
      else {
        this.#options.log.warn({ err: error }, 'The outbox could not be read; trying again');
        this.#wakeLater();
      }
    } finally {
      this.#isReading = false;
    }
  }

  /** An older transaction is open, or the database cannot be reached: soon, and then less and less soon. */
  #wakeLater(): void {
    this.#wake(this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
  }

  async #readAll(): Promise<boolean> {
    for (;;) {
      const { rows, end, hasMore, isHeldBack } = await readLive(this.#options.db, this.position);
      if (this.#isStopped) return false;
      // In one go with the choice of who is told: who comes later catches up to here by itself.
      this.position = end;
      await this.#hearer.onRows(rows, end);
      if (!hasMore || this.#isStopped) return isHeldBack;
    }
  }
}
