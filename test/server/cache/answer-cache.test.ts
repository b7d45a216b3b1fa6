import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { ExecutionResult } from 'graphql';
import { GraphQLError } from 'graphql';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Hearer } from '../../../db/listen.ts';
import { AnswerCache } from '../../../src/server/cache/answer-cache.ts';
import type { Told } from '../../../src/server/cache/freshness.ts';
import { SharedResult } from '../../../src/server/cache/shared-result.ts';

/** A database of one number: what is committed is heard of later, or never. */
class World implements Told {
  value = 0;
  computed = 0;
  isUp = true;
  #heard = 0;
  #hearer: Hearer | null = null;

  hear(hearer: Hearer) {
    this.#hearer = hearer;
    return async () => {
      this.#hearer = null;
    };
  }
  isConnected() {
    return this.isUp;
  }
  async hasToldAll() {
    await Promise.resolve();
    if (!this.isUp) return false;
    this.tell();
    return true;
  }
  commit(): number {
    return ++this.value;
  }
  tell() {
    if (this.isUp && this.#heard !== this.value) this.#hearer?.wake();
    this.#heard = this.value;
  }
  lose() {
    this.isUp = false;
    this.#hearer?.lost?.();
  }
  comeBack() {
    this.isUp = true;
    this.#hearer?.wake();
  }
}

let world: World;
let cache: AnswerCache;
const NOBODY = new AbortController().signal;
beforeEach(() => {
  world = new World();
  cache = new AnswerCache({ told: world, maxBytes: 100_000 });
});

interface Ask {
  readonly key?: string;
  readonly asOf?: number;
  readonly signal?: AbortSignal;
  readonly ms?: number;
}
const RECENTLY = 150;
const ago = (ms: number) => performance.now() - ms;

/** The clock as it is told to be. */
async function at(clock: (now: () => number) => number, act: () => Promise<void>): Promise<void> {
  const { now } = performance;
  performance.now = () => clock(() => now.call(performance));
  try {
    await act();
  } finally {
    performance.now = now;
  }
}

async function ask({ key = 'k', asOf = ago(RECENTLY), signal = NOBODY, ms = 0 }: Ask = {}): Promise<unknown> {
  const compute = async () => {
    const data = { value: world.value, computed: ++world.computed };
    if (ms > 0) await sleep(ms);
    return { data };
  };
  return (await cache.answer({ key, asOf, signal }, compute)).data?.value;
}

describe('what is held', () => {
  it('answers until something changes', async () => {
    expect([await ask(), await ask(), world.computed]).toEqual([0, 0, 1]);
    world.commit();
    world.tell();
    expect([await ask(), await ask(), world.computed]).toEqual([1, 1, 2]);
    expect(cache.counts).toMatchObject({ hits: 2, misses: 2, joined: 0 });
  });

  it('is not what was computed while something changed', async () => {
    const slow = ask({ ms: 30 });
    world.commit();
    world.tell();
    expect(await ask()).toBe(1);
    expect(await slow).toBe(0);
    expect(await ask()).toBe(1);
  });

  it('is asked about where it may be older than is wanted, though nothing was heard', async () => {
    let moment = performance.now();
    await at(
      () => moment,
      async () => {
        await ask();
        world.commit();
        expect(await ask()).toBe(0);
        moment++;
        expect(await ask({ asOf: ago(0) })).toBe(1);
      },
    );
  });

  it('is dropped when the listener is lost, and nothing is held before it is back', async () => {
    await ask();
    world.lose();
    expect(cache.size).toEqual({ answers: 0, bytes: 0 });
    world.commit();
    expect([await ask(), await ask(), world.computed]).toEqual([1, 1, 3]);
    world.comeBack();
    expect([await ask(), await ask(), world.computed]).toEqual([1, 1, 4]);
  });

  it('is not what was computed across a loss', async () => {
    const slow = ask({ ms: 30 });
    world.lose();
    world.commit();
    world.comeBack();
    await slow;
    expect(cache.size.answers).toBe(0);
  });

  it('is bounded, and no answer takes more than its part', async () => {
    const answer = (key: string, length: number) =>
      cache.answer({ key, asOf: ago(RECENTLY), signal: NOBODY }, async () => ({
        data: { a: 'x'.repeat(length) },
      }));
    for (let i = 0; i < 200; i++) await answer(`k${i}`, 2_000);
    expect(cache.size.bytes).toBeLessThanOrEqual(100_000);
    expect(cache.size.answers).toBeGreaterThan(20);
    const { answers } = cache.size;
    await answer('huge', 10_000);
    expect(cache.size.answers).toBe(answers);
  });

  it.each<[string, ExecutionResult]>([
    ['errors', { data: { a: 1 }, errors: [new GraphQLError('No.')] }],
    ['no data', { data: null }],
    ['extensions, which are of one request', { data: { a: 1 }, extensions: { cost: 1 } }],
  ])('has no answer with %s', async (_, result) => {
    const given = await cache.answer({ key: 'k', asOf: ago(RECENTLY), signal: NOBODY }, async () => result);
    expect(given).toBe(result);
    expect(cache.size.answers).toBe(0);
  });

  it('goes after a minute, whatever is heard', async () => {
    await ask();
    await at(
      (now) => now() + 61_000,
      async () => expect([await ask(), world.computed]).toEqual([0, 2]),
    );
  });
});

describe('equal questions at a time', () => {
  it('are computed once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask({ ms: 10 })));
    expect(new Set(answers)).toEqual(new Set([0]));
    expect(world.computed).toBe(1);
    expect(cache.counts).toMatchObject({ misses: 1, joined: 49 });
  });

  it('share errors as well, each to be masked for itself', async () => {
    const fails = async () => ({ errors: [new GraphQLError('No.')] });
    const wanted = { key: 'k', asOf: ago(RECENTLY), signal: NOBODY };
    const [one, other] = await Promise.all([cache.answer(wanted, fails), cache.answer(wanted, fails)]);
    expect(other).toBe(one);
  });

  it('go on when the first that asked leaves, and end when all have left', async () => {
    const leaving = [new AbortController(), new AbortController(), new AbortController()];
    let ended: unknown;
    const compute = (abort: AbortController) => {
      abort.signal.addEventListener('abort', () => (ended = abort.signal.reason));
      return new Promise<ExecutionResult>(() => {});
    };
    const waiting = leaving.map(({ signal }) =>
      cache.answer({ key: 'k', asOf: ago(RECENTLY), signal }, compute).catch((error) => error.message),
    );
    leaving[0]?.abort(new Error('first left'));
    expect(await waiting[0]).toBe('first left');
    await sleep(5);
    expect(ended).toBeUndefined();
    leaving[1]?.abort(new Error('second left'));
    leaving[2]?.abort(new Error('third left'));
    expect(await Promise.all(waiting)).toEqual(['first left', 'second left', 'third left']);
    expect(ended).toEqual(new Error('third left'));
    expect(await ask()).toBe(0);
  });

  it('join nothing that began before a change', async () => {
    const slow = ask({ ms: 30 });
    world.commit();
    cache.drop();
    expect(await Promise.all([ask({ ms: 1 }), slow])).toEqual([1, 0]);
  });

  it('join nothing that has gone on for long', async () => {
    const slow = ask({ ms: 50 });
    await at(
      (now) => now() + 3_000,
      async () => {
        await ask();
        expect(world.computed).toBe(2);
      },
    );
    await slow;
  });

  it('share also where nothing is heard, as long as that is as young as is wanted', async () => {
    world.lose();
    await Promise.all([ask({ ms: 5 }), ask({ ms: 5 })]);
    expect(world.computed).toBe(1);
    await Promise.all([ask({ ms: 5, asOf: ago(0) }), sleep(2).then(() => ask({ asOf: ago(0) }))]);
    expect(world.computed).toBe(3);
    expect(cache.size.answers).toBe(0);
  });
});

describe('whatever the order of writes, news of them, losses and reads', () => {
  const step = fc.constantFrom(
    'commit',
    'tell',
    'lose',
    'comeBack',
    'wrote',
    'ask',
    'askNow',
    'askSlowly',
    'wait',
  );
  it('no answer is older than was wanted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        world = new World();
        cache = new AnswerCache({ told: world, maxBytes: 100_000 });
        /** When each value was committed, and the newest that was said to be through this node. */
        const committedAt = [Number.NEGATIVE_INFINITY];
        let ownWrite = 0;
        const least = (asOf: number) =>
          Math.max(
            ownWrite,
            committedAt.findLastIndex((at) => at < asOf),
          );
        const reads: Promise<void>[] = [];
        const read = (asOf: number, ms: number) => {
          const wanted = least(asOf);
          reads.push(ask({ asOf, ms }).then((value) => expect(value).toBeGreaterThanOrEqual(wanted)));
        };
        for (const each of steps) {
          if (each === 'commit') committedAt[world.commit()] = performance.now();
          else if (each === 'tell') world.tell();
          else if (each === 'lose') world.lose();
          else if (each === 'comeBack') world.comeBack();
          else if (each === 'wrote') {
            committedAt[world.commit()] = performance.now();
            cache.drop();
            ownWrite = world.value;
          } else if (each === 'ask') read(ago(1), 0);
          else if (each === 'askNow') read(ago(0), 0);
          else if (each === 'askSlowly') read(ago(1), 1);
          else await sleep(1);
          if (each !== 'commit') await Promise.resolve();
        }
        await Promise.all(reads);
      }),
      { numRuns: 15 },
    );
  });
});

describe('a shared result', () => {
  it('has the bytes of its JSON and a strong tag of them', () => {
    const one = SharedResult.of({ data: { a: 'ü' } }) as SharedResult;
    expect(one.body.toString()).toBe('{"data":{"a":"ü"}}');
    expect(JSON.stringify(one)).toBe(one.body.toString());
    for (const each of [one, one.toHold()])
      expect({ ...each, extensions: {} }).toEqual({ data: { a: 'ü' }, extensions: {} });
    expect([one.priceBy(() => 7), one.toHold().priceBy(() => 8)]).toEqual([7, 7]);
    expect(one.etag).toMatch(/^"[\w-]{27}"$/);
    expect(one.etag).toBe(SharedResult.of({ data: { a: 'ü' } })?.etag);
    expect(one.etag).not.toBe(SharedResult.of({ data: { a: 'u' } })?.etag);
  });
});
