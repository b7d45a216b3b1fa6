import { AsyncLocalStorage } from 'node:async_hooks';
import { keysInForce } from '../../../db/api-key.ts';
import { comparePositions, ExpiredPositionError } from '../../../db/change.ts';
import { type LiveRow, readLive } from '../../../db/change-live.ts';
import type { Position } from '../../../db/keyset.ts';
import { cursorExpired } from '../../../schema/change.ts';
import { clientError } from '../../../schema/errors.ts';
import type { LiveAsked, LiveChange } from '../../../schema/live.ts';
import { changesFor, groupsOf } from './passing.ts';
import { type Holder, Subscriber } from './subscriber.ts';
import { Tail, type TailOptions } from './tail.ts';

export interface HubOptions extends TailOptions {
  readonly mostSubscriptions: number;
}

/** So many groups of subscribers are asked about at once; the rest of the pool is for requests. */
const AT_ONCE = 3;
const RETRY_AFTER_S = '5';
/** They cost next to nothing to hold, so that no budget keeps one from holding all. */
const SHARE_OF_ADDRESS = 1 / 10;

/** All subscriptions of the process: one read of the outbox serves them. It rests while there are none. */
export class Hub {
  readonly #options: HubOptions;
  readonly #subscribers = new Set<Subscriber>();
  #tail: { readonly tail: Tail; readonly started: Promise<void> } | null = null;
  /** What all share is no part of the request that came first. */
  readonly #ofNobody = AsyncLocalStorage.snapshot();
  #isStopping = false;
  #isLooking = false;

  constructor(options: HubOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#subscribers.size;
  }

  async subscribe(asked: LiveAsked, holder: Holder, signal: AbortSignal): Promise<Subscriber> {
    this.#refuse(holder);
    const subscriber = new Subscriber(asked, holder, this);
    this.#subscribers.add(subscriber);
    const leave = () => subscriber.end(null);
    signal.addEventListener('abort', leave, { once: true });
    try {
      const tail = await this.#wakeUp();
      // Revoked from now on, the outbox says so; before, while the request came in, it was not listened to.
      if (holder.keyId && !(await keysInForce(this.#options.db, [holder.keyId])).has(holder.keyId))
        throw keyEnded();
      if (asked.after) await subscriber.prepare();
      else subscriber.goLive(tail.position);
    } catch (error) {
      leave();
      throw error;
    }
    if (signal.aborted) leave();
    return subscriber;
  }

  async catchUp(subscriber: Subscriber): Promise<readonly LiveChange[]> {
    const { asked, holder } = subscriber;
    try {
      const { rows, end, hasMore } = await readLive(this.#options.db, subscriber.position);
      const tail = this.#tail?.tail;
      if (!hasMore && tail && comparePositions(end, tail.position) >= 0) subscriber.goLive(end);
      else subscriber.position = end;
      return await changesFor(this.#options.db, asked, holder.viewer, rows, new Map());
    } catch (error) {
      throw error instanceof ExpiredPositionError ? cursorExpired() : error;
    }
  }

  leave(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    if (this.#subscribers.size === 0) void this.#rest();
  }

  async onRows(rows: readonly LiveRow[], upTo: Position): Promise<void> {
    this.#endRevoked(rows);
    const groups = groupsOf([...this.#subscribers].filter(({ isLive }) => isLive));
    const together = new Map<string, Map<string, unknown>>();
    const tellNext = async () => {
      for (let group = groups.pop(); group; group = groups.pop()) {
        const viewer = JSON.stringify(group.viewer);
        const shared = together.get(viewer) ?? new Map<string, unknown>();
        together.set(viewer, shared);
        try {
          const changes = await changesFor(this.#options.db, group.asked, group.viewer, rows, shared);
          for (const subscriber of group.subscribers) subscriber.feed(changes, upTo);
        } catch (error) {
          this.#options.log.warn(
            { err: error },
            'Subscriptions end: what passes their filter could not be read',
          );
          for (const subscriber of group.subscribers) subscriber.end(interrupted());
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, tellNext));
  }

  onTick(): void {
    const now = Date.now();
    for (const subscriber of this.#subscribers) {
      const { expiresAt } = subscriber.holder;
      if (expiresAt !== null && expiresAt <= now) subscriber.cutOff(keyEnded());
    }
    void this.#endWithoutKey();
  }

  onGap(): void {
    this.#endAll(cursorExpired());
  }

  /** Each is told that it ends, and can go on elsewhere. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#endAll(stopping());
    await this.#rest();
  }

  #refuse({ address }: Holder): void {
    if (this.#isStopping) throw stopping();
    const { mostSubscriptions } = this.#options;
    const mostOfAddress = Math.ceil(mostSubscriptions * SHARE_OF_ADDRESS);
    const hasRoom = this.#subscribers.size < mostSubscriptions;
    if (hasRoom && (address === null || this.#heldBy(address) < mostOfAddress)) return;
    const held = hasRoom
      ? `${mostOfAddress} subscriptions for one address`
      : `${mostSubscriptions} subscriptions`;
    const message = `This server holds ${held}, and no more. Try again later, or poll changes.`;
    const http = { status: 503, headers: { 'Retry-After': RETRY_AFTER_S } };
    throw clientError('UNAVAILABLE', message, { http });
  }

  #heldBy(address: string): number {
    return [...this.#subscribers].filter(({ holder }) => holder.address === address).length;
  }

  async #wakeUp(): Promise<Tail> {
    if (!this.#tail) {
      const tail = new Tail(this.#options, this);
      this.#tail = { tail, started: this.#ofNobody(() => tail.start()) };
    }
    const { tail, started } = this.#tail;
    await started;
    return tail;
  }

  async #rest(): Promise<void> {
    const held = this.#tail;
    this.#tail = null;
    await held?.tail.stop();
  }

  #endRevoked(rows: readonly LiveRow[]): void {
    const keys = rows.filter((row) => row.type === 'api_key' && row.visibility_after === 0);
    if (keys.length > 0) this.#cutOff(new Set(keys.map(({ row_id }) => row_id)));
  }

  /** A transaction that stays open holds the outbox back, and with it what it says of keys. */
  async #endWithoutKey(): Promise<void> {
    const ids = new Set([...this.#subscribers].flatMap(({ holder }) => holder.keyId ?? []));
    if (ids.size === 0 || this.#isLooking) return;
    this.#isLooking = true;
    try {
      const inForce = await keysInForce(this.#options.db, [...ids]);
      this.#cutOff(new Set([...ids].filter((id) => !inForce.has(id))));
    } catch (error) {
      this.#options.log.debug({ err: error }, 'The keys of subscriptions could not be looked up');
    } finally {
      this.#isLooking = false;
    }
  }

  #cutOff(keyIds: ReadonlySet<string>): void {
    for (const subscriber of this.#subscribers) {
      if (subscriber.holder.keyId && keyIds.has(subscriber.holder.keyId)) subscriber.cutOff(keyEnded());
    }
  }

  #endAll(why: Error): void {
    for (const subscriber of [...this.#subscribers]) subscriber.end(why);
  }
}

const keyEnded = () => clientError('UNAUTHENTICATED', 'The API key or token is no longer in force.');
const stopping = () =>
  clientError('UNAVAILABLE', 'The server is stopping. Subscribe again after the last cursor.', {
    http: { status: 503, headers: { 'Retry-After': RETRY_AFTER_S } },
  });
export const interrupted = () =>
  clientError('UNAVAILABLE', 'Changes could not be read. Subscribe again after the last cursor.');
