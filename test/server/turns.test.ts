import { describe, expect, it } from 'vitest';
import { Turns } from '../../src/server/turns.ts';

const never = new AbortController().signal;

describe('turns', () => {
  it('are given at once where there are any, else in the order of coming', async () => {
    const turns = new Turns({ atOnce: 2, waiting: 2, waitMs: 60_000 });
    expect([turns.begin(never), turns.begin(never)]).toEqual([true, true]);
    const began: string[] = [];
    const third = Promise.resolve(turns.begin(never)).then(() => began.push('third'));
    const fourth = Promise.resolve(turns.begin(never)).then(() => began.push('fourth'));
    expect(turns.areTaken).toBe(true);
    turns.end();
    await third;
    expect(began).toEqual(['third']);
    turns.end();
    await fourth;
    turns.end();
    turns.end();
    expect([turns.running, turns.waiting]).toEqual([0, 0]);
  });

  it('are refused at once where too many wait', async () => {
    const turns = new Turns({ atOnce: 1, waiting: 0, waitMs: 60_000 });
    turns.begin(never);
    expect(await turns.begin(never)).toBe(false);
    expect(turns.running).toBe(1);
  });

  it('are refused to who waited too long', async () => {
    const turns = new Turns({ atOnce: 1, waiting: 5, waitMs: 30 });
    turns.begin(never);
    expect(await turns.begin(never)).toBe(false);
    turns.end();
    expect([turns.running, turns.waiting]).toEqual([0, 0]);
  });

  it('are not given to who waited too long, however busy the process was', async () => {
    const turns = new Turns({ atOnce: 1, waiting: 5, waitMs: 5 });
    turns.begin(never);
    const late = turns.begin(never);
    const until = performance.now() + 10;
    while (performance.now() < until);
    turns.end();
    expect(turns.running).toBe(0);
    expect(await late).toBe(false);
  });

  it('pass over who went away', async () => {
    const turns = new Turns({ atOnce: 1, waiting: 5, waitMs: 60_000 });
    const away = new AbortController();
    turns.begin(never);
    const gone = turns.begin(away.signal);
    const next = turns.begin(never);
    away.abort();
    turns.end();
    expect([await gone, await next]).toEqual([false, true]);
    expect([turns.running, turns.waiting]).toEqual([1, 0]);
  });
});
