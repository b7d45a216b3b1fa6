import { describe, expect, it } from 'vitest';
import {
  intervalAfterFailures,
  jittered,
  nextCheckInS,
  nextInterval,
  notSooner,
} from '../../src/follow/intervals.ts';

const bounds = { min: 300, max: 21_600 };

describe('the time between two polls', () => {
  it('is halved by news and grows by half without, within its bounds', () => {
    expect(nextInterval(2_000, true, bounds)).toBe(1_000);
    expect(nextInterval(2_000, false, bounds)).toBe(3_000);
    expect(nextInterval(400, true, bounds)).toBe(300);
    expect(nextInterval(20_000, false, bounds)).toBe(21_600);
  });

  it('is doubled by each failure, within its bounds', () => {
    expect([0, 1, 2, 3].map((failures) => intervalAfterFailures(300, failures, bounds))).toEqual([
      300, 600, 1_200, 2_400,
    ]);
    expect(intervalAfterFailures(300, 1_000, bounds)).toBe(21_600);
  });
});

describe('the next look at a page', () => {
  const published = new Date('2026-03-03T08:00:00Z');
  const hoursLater = (hours: number) =>
    nextCheckInS(published, new Date(published.getTime() + hours * 3_600_000));

  it('is an hour after its publication, then six, a day and a week, then none', () => {
    expect([0, 1, 6, 24, 168].map(hoursLater)).toEqual([3_600, 5 * 3_600, 18 * 3_600, 144 * 3_600, null]);
  });

  it('is left out where it would come at once', () => {
    expect(hoursLater(0.9)).toBe(5.1 * 3_600);
  });

  it('of a page from the future is counted from now', () => {
    expect(hoursLater(-5)).toBe(3_600);
  });
});

it('what comes together parts by a tenth either way', () => {
  expect([0, 0.5, 1].map((random) => Math.round(jittered(100, () => random)))).toEqual([90, 100, 110]);
});

it('a host that asked to be left alone is asked no sooner', () => {
  expect([0, 1].map((random) => notSooner(100_000, () => random))).toEqual([100, 120]);
});
