import { comparePositions } from '../../../db/change.ts';
import type { Position } from '../../../db/keyset.ts';
import type { Viewer } from '../../../db/visible.ts';
import { clientError } from '../../../schema/errors.ts';
import type { LiveAsked, LiveChange } from '../../../schema/live.ts';

/** Who subscribes. */
export interface Holder {
  readonly viewer: Viewer;
  /** Of the API key; null for a token, and for an anonymous one. */
  readonly keyId: string | null;
  /** When the key or token ends, in milliseconds since 1970; null: never. */
  readonly expiresAt: number | null;
  /** Of an anonymous one, where addresses are counted; null else. */
  readonly address: string | null;
}

/** What a subscriber wants of the hub. */
interface HubOfSubscriber {
  /** The next changes after its position, which moves; or the hub feeds it from here on. */
  catchUp(subscriber: Subscriber): Promise<readonly LiveChange[]>;
  leave(subscriber: Subscriber): void;
}

type Next = IteratorResult<LiveChange, undefined>;

/** So many changes wait for a reader who is slower than they come. */
const MOST_WAITING = 1_000;
const START: Position = ['0', '0', '0'];

/**
 * One subscription: the changes that its reader has not fetched yet. It first catches up by itself, batch by batch as the
 * reader fetches, and is then fed by the hub.
 */
export class Subscriber implements AsyncIterableIterator<LiveChange> {
  readonly asked: LiveAsked;
  readonly holder: Holder;
  /** All up to there was told, or did not pass. */
  position: Position;
  readonly #hub: HubOfSubscriber;
  #isLive = false;
  #waiting: LiveChange[] = [];
  #reader: ((next: Next | Promise<Next>) => void) | null = null;
  #ended: { readonly why: Error | null } | null = null;

  constructor(asked: LiveAsked, holder: Holder, hub: HubOfSubscriber) {
    this.asked = asked;
    this.holder = holder;
    this.position = asked.after ?? START;
    this.#hub = hub;
  }

  get isLive(): boolean {
    return this.#isLive;
  }

  /** From now on, and from there on, the hub feeds it. */
  goLive(from: Position): void {
    this.position = from;
    this.#isLive = true;
  }

  /** Fetches the first batch before its reader does, so that what is wrong with its position is said at once. */
  async prepare(): Promise<void> {
    this.#waiting.unshift(...(await this.#hub.catchUp(this)));
  }

  /** Where to go on from where the reader has all that there was, and waits; null while something is under way to it. */
  get settledAt(): Position | null {
    return this.#reader && this.#waiting.length === 0 ? this.position : null;
  }

  /** What came, in order, and how far that goes; what it was told before is left out. */
  feed(changes: readonly LiveChange[], upTo: Position): void {
    if (this.#ended) return;
    this.#waiting.push(...changes.filter(({ position }) => comparePositions(position, this.position) > 0));
    if (comparePositions(upTo, this.position) > 0) this.position = upTo;
    const next = this.#reader && this.#waiting.shift();
    if (next) this.#answer({ value: next, done: false });
    if (this.#waiting.length > MOST_WAITING) {
      this.#waiting.length = MOST_WAITING;
      this.end(tooSlow());
    }
  }

  /** What waits is still fetched; then comes the reason, where there is one, and the end. */
  end(why: Error | null): void {
    if (this.#ended) return;
    this.#ended = { why };
    this.#hub.leave(this);
    if (this.#reader) this.#answer(this.#lastWord());
  }

  /** What waits is fetched no more. */
  cutOff(why: Error): void {
    this.#waiting = [];
    this.end(why);
  }

  async next(): Promise<Next> {
    while (!this.#isLive && !this.#ended && this.#waiting.length === 0) {
      await this.prepare().catch((error: Error) => this.end(error));
    }
    const value = this.#waiting.shift();
    if (value) return { value, done: false };
    if (this.#ended) return this.#lastWord();
    return new Promise((resolve) => {
      this.#reader = resolve;
    });
  }

  /** The next that are there already. */
  takeWaiting(most: number): LiveChange[] {
    return this.#waiting.splice(0, most);
  }

  async return(): Promise<Next> {
    this.#waiting = [];
    this.end(null);
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #answer(next: Next | Promise<Next>): void {
    const reader = this.#reader;
    this.#reader = null;
    reader?.(next);
  }

  /** The reason once, then the end. */
  async #lastWord(): Promise<Next> {
    const why = this.#ended?.why;
    this.#ended = { why: null };
    if (why) throw why;
    return { value: undefined, done: true };
  }
}

function tooSlow(): Error {
  return clientError(
    'TOO_SLOW',
    `${MOST_WAITING} changes wait to be read, and more came. Subscribe again after the last cursor.`,
  );
}
