import { createHash } from 'node:crypto';

/**
 * What was found out about secrets lately, by their hashes. Who comes while it is being found out waits for the same answer; what
 * could not be found out is not remembered.
 */
export class Remembered<T> {
  readonly #entries = new Map<string, { readonly answer: Promise<T>; readonly until: number }>();
  readonly #lastsMs: number;
  readonly #most: number;

  constructor(lastsMs: number, most = 10_000) {
    this.#lastsMs = lastsMs;
    this.#most = most;
  }

  get(secret: string, find: () => Promise<T>): Promise<T> {
    const hash = createHash('sha256').update(secret).digest('base64');
    const known = this.#entries.get(hash);
    if (known && known.until > performance.now()) return known.answer;
    // Counted from here on: what changes while it is being found out is seen no later.
    const entry = { answer: find(), until: performance.now() + this.#lastsMs };
    this.#entries.delete(hash);
    this.#entries.set(hash, entry);
    entry.answer.catch(() => {
      if (this.#entries.get(hash) === entry) this.#entries.delete(hash);
    });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#most) break;
      this.#entries.delete(oldest);
    }
    return entry.answer;
  }
}
