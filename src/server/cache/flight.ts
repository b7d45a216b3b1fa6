import { setMaxListeners } from 'node:events';
import { performance } from 'node:perf_hooks';

/** A computation that several wait for. It is aborted when all of them have left, not before. */
export class Flight<T> {
  /** What it reads was committed then, or later. */
  readonly beganAt = performance.now();
  readonly landed: Promise<T>;
  readonly #abort = new AbortController();
  #waiting = 0;

  constructor(compute: (abort: AbortController) => Promise<T>) {
    // Each statement under way listens to it.
    setMaxListeners(0, this.#abort.signal);
    this.landed = compute(this.#abort);
    this.landed.catch(() => {});
  }

  /** Nobody waits for it any more, so nobody can. */
  get isAborted(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Rejects with the signal's reason when that aborts; the others' wait goes on. */
  join(signal: AbortSignal): Promise<T> {
    this.#waiting++;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        if (--this.#waiting === 0) this.#abort.abort(signal.reason);
      };
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave, { once: true });
      const land = () => signal.removeEventListener('abort', leave);
      this.landed.then(resolve, reject).finally(land);
    });
  }
}
