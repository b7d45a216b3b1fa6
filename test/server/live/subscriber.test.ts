import { describe, expect, it } from 'vitest';
import { PUBLIC_VIEWER } from '../../../db/visible.ts';
import type { LiveChange } from '../../../schema/live.ts';
import { Subscriber } from '../../../src/server/live/subscriber.ts';

const at = (n: number) => ['1', '100', String(n)];
const change = (n: number): LiveChange => ({
  type: 'article',
  row_id: String(n),
  change: 'created',
  changed_at: '2026-03-01 10:00:00+00',
  position: at(n),
  together: new Map(),
});
const changes = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => change(from + i));

/** Where the hub has got to is `hubAt`; what it held before comes by `batches`. */
function subscriberAfter(n: number | null, batches: LiveChange[][] = []) {
  let left = 0;
  const subscriber = new Subscriber(
    {
      type: 'article',
      kinds: ['created'],
      after: n === null ? null : at(n),
      key: '',
      passing: null,
    },
    { viewer: PUBLIC_VIEWER, keyId: null, expiresAt: null, address: null },
    {
      async catchUp(self) {
        const batch = batches.shift() ?? [];
        self.position = batch.at(-1)?.position ?? self.position;
        if (batches.length === 0) self.goLive(self.position);
        // Others may be told meanwhile.
        await new Promise((resolve) => setTimeout(resolve, 5));
        return batch;
      },
      leave: () => void left++,
    },
  );
  return { subscriber, timesLeft: () => left };
}
async function ids(subscriber: Subscriber, count: number): Promise<string[]> {
  const read: string[] = [];
  for (let i = 0; i < count; i++) read.push((await subscriber.next()).value?.row_id ?? 'end');
  return read;
}

describe('a subscriber', () => {
  it('reads what came before and then what comes, in order, though both come at once', async () => {
    const { subscriber } = subscriberAfter(0, [changes(1, 2), [], changes(3, 4)]);
    const reading = ids(subscriber, 6);
    await new Promise((resolve) => setTimeout(resolve, 12));
    subscriber.feed(changes(3, 6), at(6));
    expect(await reading).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('is told nothing twice by who is behind it', async () => {
    const { subscriber } = subscriberAfter(null);
    subscriber.goLive(at(5));
    subscriber.feed(changes(4, 6), at(6));
    subscriber.feed([], at(5));
    subscriber.feed(changes(6, 7), at(7));
    expect(await ids(subscriber, 2)).toEqual(['6', '7']);
  });

  it('tells where it stands while it waits, and not while something is under way', async () => {
    const { subscriber } = subscriberAfter(null);
    subscriber.goLive(at(1));
    expect(subscriber.settledAt).toBeNull();
    const next = subscriber.next();
    await Promise.resolve();
    subscriber.feed([], at(9));
    expect(subscriber.settledAt).toEqual(at(9));
    subscriber.feed([change(10)], at(10));
    expect(subscriber.settledAt).toBeNull();
    expect((await next).value?.row_id).toBe('10');
  });

  it('is cut off where 1,000 wait: it reads those, then why, then the end', async () => {
    const { subscriber, timesLeft } = subscriberAfter(null);
    subscriber.goLive(at(0));
    subscriber.feed(changes(1, 600), at(600));
    expect(timesLeft()).toBe(0);
    subscriber.feed(changes(601, 1_300), at(1_300));
    expect(timesLeft()).toBe(1);
    subscriber.feed(changes(1_301, 1_302), at(1_302));
    expect(await ids(subscriber, 1_000)).toEqual(changes(1, 1_000).map(({ row_id }) => row_id));
    await expect(subscriber.next()).rejects.toMatchObject({ extensions: { code: 'TOO_SLOW' } });
    expect(await subscriber.next()).toEqual({ value: undefined, done: true });
    expect(timesLeft()).toBe(1);
  });

  it('ends for a reader who waits, and keeps nothing', async () => {
    const { subscriber, timesLeft } = subscriberAfter(null);
    subscriber.goLive(at(0));
    const waiting = subscriber.next();
    await subscriber.return();
    expect(await waiting).toEqual({ value: undefined, done: true });
    subscriber.feed(changes(1, 2), at(2));
    expect(subscriber.takeWaiting(9)).toEqual([]);
    expect(timesLeft()).toBe(1);
  });
});
