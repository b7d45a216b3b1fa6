import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hintsIn, PERIODS } from '../../../../src/ingest/find/dates/date-periods.ts';

const word = fc.constantFrom(
  'over the weekend',
  'a few days ago',
  'over the past two',
  'until the early Spring and',
  'by the fall,',
  ...'In in IN since until by from during of the The that early late mid earlier last Last this next past coming previous LAST MAY May January Jun Jun. June July Sept. Sep September Oct. December, meeting summit May’s vote week weekend WEEK month months year years decade decades day days ago ago, a few couple of two three twelve 4 12 spring Spring summer autumn fall Winter winter, 1998 2024 2025 1970s 60s ’90s 2019, 90s . and to over on at'.split(
    ' ',
  ),
);

describe('periods', () => {
  it('never stand in a sentence without the hints that they need', () => {
    const found = new Set<RegExp>();
    fc.assert(
      fc.property(fc.array(word, { minLength: 3, maxLength: 40 }), (words) => {
        const sentence = words.join(' ');
        for (const { needs, pattern } of PERIODS) {
          for (const [match] of sentence.matchAll(pattern)) {
            found.add(pattern);
            expect(hintsIn(match) & needs).toBe(needs);
          }
        }
      }),
      { numRuns: 1500, seed: 7 },
    );
    const unseen = PERIODS.filter(({ pattern }) => !found.has(pattern));
    expect(unseen.map(({ pattern }) => pattern.source)).toEqual([]);
  });
});
