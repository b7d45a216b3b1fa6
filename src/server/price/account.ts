/** Whoever spends: an API key, the subject of a token, or an address. */
export interface Holder {
  readonly id: string;
  /** For the headers: which rule holds for them. */
  readonly policy: string;
  /** What their budget holds when it is full. */
  readonly size: number;
  readonly restoredPerS: number;
}

export interface Standing {
  readonly policy: string;
  readonly limit: number;
  /** Never below 0, though more may be owed. */
  readonly remaining: number;
  readonly restoredPerS: number;
  /** Until it is full again. */
  readonly fullInS: number;
}

interface Waiting {
  readonly price: number;
  readonly answer: (isGranted: boolean) => void;
}

/**
 * The share that a process may spend of a budget before it tells the others. So it is what may be given out beyond a budget,
 * for each process.
 */
const SHARE = 1 / 20;
/** What is owed below that is told when there is more of it. */
const WORTH_TELLING = 1 / 100;

/** What was so when the store was asked. */
export interface Told {
  readonly held: number;
  readonly waiting: number;
}

/** One process's view of one budget. */
export class Account {
  readonly holder: Holder;
  readonly waiting: Waiting[] = [];
  /** Lent and not spent; below 0: spent, and the others were not told yet. */
  held = 0;
  /** What the store had left when it was last asked; a full budget before that. */
  #left: number;
  #askedAt: number;
  #wasAsked = false;
  usedAt: number;
  /** When it was put behind all that were used before. */
  movedAt = Number.NEGATIVE_INFINITY;

  constructor(holder: Holder, now: number) {
    this.holder = holder;
    this.#left = holder.size;
    this.#askedAt = now;
    this.usedAt = now;
  }

  /** Not used for so long that it is full again whatever was spent. */
  isRested(now: number): boolean {
    const { size, restoredPerS } = this.holder;
    return now - this.usedAt > ((size * (1 + SHARE)) / restoredPerS) * 1_000;
  }

  /** What may still be spent, as far as this process knows. */
  remaining(now: number): number {
    const { size, restoredPerS } = this.holder;
    const restored = (restoredPerS * (now - this.#askedAt)) / 1_000;
    return Math.min(size, this.#left + restored) + this.held;
  }

  /** Whether it may be spent without asking the store. */
  spendsAlone(price: number, now: number): boolean {
    return this.remaining(now) >= price && this.held - price >= -this.holder.size * SHARE;
  }

  /** What the store said lately need not be asked again. */
  isFresh(now: number, forMs: number): boolean {
    return this.#wasAsked && now - this.#askedAt < forMs;
  }

  isWorthTelling(): boolean {
    return this.held > 0 || this.held < -this.holder.size * WORTH_TELLING;
  }

  settle(told: Told, { units, lent }: { readonly units: number; readonly lent: number }, now: number): void {
    this.held += lent - told.held;
    this.#left = units;
    this.#askedAt = now;
    this.#wasAsked = true;
    for (const { price, answer } of this.waiting.splice(0, told.waiting)) {
      const isGranted = this.held >= price || this.spendsAlone(price, now);
      if (isGranted) this.held -= price;
      answer(isGranted);
    }
  }

  /** The store can't be asked: what this process knows has to do for the first who wait. */
  settleAlone(waiting: number, now: number): void {
    for (const { price, answer } of this.waiting.splice(0, waiting)) {
      const isGranted = this.remaining(now) >= price;
      if (isGranted) this.held -= price;
      answer(isGranted);
    }
  }

  standing(now: number): Standing {
    const { policy, size, restoredPerS } = this.holder;
    const remaining = Math.min(size, this.remaining(now));
    return {
      policy,
      limit: size,
      remaining: Math.max(0, Math.floor(remaining)),
      restoredPerS,
      fullInS: Math.ceil((size - remaining) / restoredPerS),
    };
  }

  /** Until so much can be spent. */
  affordableInS(price: number, now: number): number {
    return Math.max(1, Math.ceil((price - this.remaining(now)) / this.holder.restoredPerS));
  }
}
