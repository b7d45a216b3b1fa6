import { performance } from 'node:perf_hooks';
import type { ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import { Flight } from './flight.ts';
import { Freshness, type Told } from './freshness.ts';
import { SharedResult } from './shared-result.ts';

export interface AnswerCacheOptions {
  readonly told: Told;
  readonly maxBytes: number;
}

/** What happened since the process began; `/metrics` reads it. */
export interface CacheCounts {
  /** Answered from what is held. */
  hits: number;
  /** Answered by a computation that was under way for others. */
  joined: number;
  /** Computed, and held if it was whole. */
  misses: number;
  /** Computed for one asker alone: what is for nobody else, or stays true for no time. */
  passed: number;
  /** How often all that is held was dropped: something changed, or might have. */
  drops: number;
}

interface Held {
  readonly result: SharedResult;
  readonly beganAt: number;
}

type Found = Held | Flight<ExecutionResult>;

export interface Wanted {
  readonly key: string;
  /** Changes committed before this moment of `performance.now()` are to show. */
  readonly asOf: number;
  /** Of who waits. */
  readonly signal: AbortSignal;
}

const MOST_ANSWERS = 20_000;
/** One answer takes at most this part of all. */
const LARGEST_PART = 1 / 16;
/** For the maps and the objects around the bytes. */
const ENTRY_BYTES = 400;
/** What no transaction of ours changed (by hand, by a migration) shows after so long. */
const LONGEST_HELD_MS = 60_000;
/** One that hangs is joined by nobody after so long. */
const JOINABLE_MS = 2_000;

/**
 * Answers that are the same for all who ask with the same key, until anything changes. What is given out was computed, or is
 * known to have been right, at the moment that is wanted or later: see docs/decisions/caching.md.
 */
export class AnswerCache {
  readonly counts: CacheCounts = { hits: 0, joined: 0, misses: 0, passed: 0, drops: 0 };
  readonly #held: LRUCache<string, Held>;
  readonly #flights = new Map<string, Flight<ExecutionResult>>();
  readonly #freshness: Freshness;

  constructor({ told, maxBytes }: AnswerCacheOptions) {
    this.#held = new LRUCache({
      max: MOST_ANSWERS,
      maxSize: maxBytes,
      maxEntrySize: Math.ceil(maxBytes * LARGEST_PART),
      sizeCalculation: ({ result }, key) => ENTRY_BYTES + 2 * key.length + result.body.length,
      ttl: LONGEST_HELD_MS,
    });
    this.#freshness = new Freshness(told, () => this.drop());
  }

  get size(): { readonly answers: number; readonly bytes: number } {
    return { answers: this.#held.size, bytes: this.#held.calculatedSize };
  }

  /** Something changed: what was computed before, or is being computed, is given to nobody who asks from now on. */
  drop(): void {
    this.counts.drops++;
    this.#flights.clear();
    if (this.#held.size > 0) this.#held.clear();
  }

  async answer(
    wanted: Wanted,
    compute: (abort: AbortController) => Promise<ExecutionResult>,
  ): Promise<ExecutionResult> {
    const { key, asOf, signal } = wanted;
    let found = this.#look(key);
    if (found && !this.#shows(found, asOf)) {
      await this.#freshness.confirm(asOf);
      found = this.#look(key);
    }
    if (found && this.#shows(found, asOf)) return this.#give(found, signal);
    this.counts.misses++;
    return this.#depart(key, compute).join(signal);
  }

  /** Computed, or known to have been right, then or later. */
  #shows(found: Found, asOf: number): boolean {
    return found.beganAt >= asOf || this.#freshness.covers(asOf);
  }

  #give(found: Found, signal: AbortSignal): ExecutionResult | Promise<ExecutionResult> {
    if (found instanceof Flight) {
      this.counts.joined++;
      return found.join(signal);
    }
    this.counts.hits++;
    return found.result;
  }

  #look(key: string): Found | null {
    const held = this.#held.get(key);
    if (held) return held;
    const flight = this.#flights.get(key);
    const isJoinable = flight && !flight.isAborted && performance.now() - flight.beganAt < JOINABLE_MS;
    return isJoinable ? flight : null;
  }

  #depart(key: string, compute: (abort: AbortController) => Promise<ExecutionResult>) {
    const flight = new Flight(async (abort) => {
      const result = await compute(abort);
      const isLatest = this.#flights.get(key) === flight;
      const shared = SharedResult.of(result);
      // Where anything changed meanwhile, or might have, the flight is no longer there.
      if (shared && isLatest && this.#freshness.isListening)
        this.#held.set(key, { result: shared.toHold(), beganAt: flight.beganAt });
      return shared ?? result;
    });
    this.#flights.set(key, flight);
    const leave = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    flight.landed.then(leave, leave);
    return flight;
  }

  async stop(): Promise<void> {
    this.drop();
    await this.#freshness.stop();
  }
}
