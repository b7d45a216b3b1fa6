import { performance } from 'node:perf_hooks';
import type { Hearer } from '../../../db/listen.ts';

/** Of `OutboxListener` what a cache needs. */
export interface Told {
  hear(hearer: Hearer): () => Promise<void>;
  isConnected(): boolean;
  hasToldAll(withinMs: number): Promise<boolean>;
}

/** Waiting is cheaper than computing, also where the process is busy, unless the connection is lost without a word. */
const CONFIRM_WITHIN_MS = 1_000;

/**
 * Up to when all changes are known to have been heard of. Known by asking, so it also holds of a connection that was lost
 * without a word, and of a process that stood still.
 */
export class Freshness {
  #confirmedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<boolean> | null = null;
  #leave: (() => Promise<void>) | null = null;
  readonly #told: Told;

  /** `onDoubt` is called for each change, and where some may have gone unheard. */
  constructor(told: Told, onDoubt: () => void) {
    this.#told = told;
    const doubt = () => {
      this.#confirmedAt = Number.NEGATIVE_INFINITY;
      onDoubt();
    };
    this.#leave = told.hear({ wake: onDoubt, lost: doubt });
  }

  /** Whether changes are heard of at all. */
  get isListening(): boolean {
    return this.#leave !== null && this.#told.isConnected();
  }

  /** All that was committed before `moment`, of `performance.now()`, is known to have been heard of. */
  covers(moment: number): boolean {
    return this.#confirmedAt >= moment;
  }

  /** Asks where it is not known. False: it cannot be known now. */
  async confirm(moment: number): Promise<boolean> {
    while (!this.covers(moment)) {
      this.#asking ??= this.#ask();
      if (!(await this.#asking)) return false;
    }
    return true;
  }

  async stop(): Promise<void> {
    const leave = this.#leave;
    this.#leave = null;
    this.#confirmedAt = Number.NEGATIVE_INFINITY;
    await leave?.();
  }

  async #ask(): Promise<boolean> {
    const askedAt = performance.now();
    try {
      const hasTold = this.isListening && (await this.#told.hasToldAll(CONFIRM_WITHIN_MS));
      if (hasTold) this.#confirmedAt = askedAt;
      return hasTold;
    } finally {
      this.#asking = null;
    }
  }
}
