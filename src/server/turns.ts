export interface TurnLimits {
  /** So many run at once; so few that each has its answer in good time. */
  readonly atOnce: number;
  /** So many wait for their turn. */
  readonly waiting: number;
  /** Nobody is left who reads the answer of one that waited longer. */
  readonly waitMs: number;
}

interface Waiting {
  start(): void;
  readonly until: number;
}

/** Who may begin. Under more load than can be borne some are served as ever, and the rest are told at once. */
export class Turns {
  readonly #limits: TurnLimits;
  #running = 0;
  /** In the order of coming. */
  readonly #waiting = new Set<Waiting>();

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Whoever comes now is refused. */
  get areTaken(): boolean {
    return this.#running >= this.#limits.atOnce && this.#waiting.size >= this.#limits.waiting;
  }

  /** False: it is not to begin, for there is too much to do, or nobody wants it any more. True: `end` it. */
  begin(signal: AbortSignal): true | Promise<boolean> {
    if (this.#running < this.#limits.atOnce) {
      this.#running++;
      return true;
    }
    if (this.areTaken || signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const settle = (begins: boolean) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', leave);
        this.#waiting.delete(waiting);
        resolve(begins);
      };
      const leave = () => settle(false);
      const { waitMs } = this.#limits;
      const waiting = { start: () => settle(true), until: performance.now() + waitMs };
      const timer = setTimeout(leave, waitMs);
      signal.addEventListener('abort', leave);
      this.#waiting.add(waiting);
    });
  }

  /** Its turn is that of the first who waits. */
  end(): void {
    const now = performance.now();
    // The timer of one that waited too long may be late where the process is busy.
    for (const next of this.#waiting) {
      if (next.until <= now) continue;
      next.start();
      return;
    }
    this.#running--;
  }
}
