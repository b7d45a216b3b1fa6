import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readFeed } from '../../../src/ingest/feed/read-feed.ts';
import { cpuMs } from '../../support/cpu.ts';

const FOLDER = new URL('../../fixtures/feed/', import.meta.url);
const feeds = readdirSync(FOLDER)
  .filter((file) => !file.includes('.expected.'))
  .map((file) => readFileSync(new URL(file, FOLDER), 'utf8'));
const MARKS = [
  '<',
  '>',
  '</',
  '"',
  '&',
  '<![CDATA[',
  ']]>',
  '<!--',
  '<?',
  '<item>',
  '</item>',
  '<entry>',
  '<author>(',
  '<!DOCTYPE x [',
  '<content type="xhtml"><div>',
  '&#x110000;',
  '\0',
  '{',
  '}',
  '[',
  '<a '.repeat(200),
  '('.repeat(500),
];

/** A cut, an insertion, a repetition or a piece of another feed, at a place in thousandths. */
const change = fc.record({
  at: fc.nat(1000),
  length: fc.nat(80),
  times: fc.integer({ min: 0, max: 30 }),
  put: fc.oneof(
    fc.constantFrom(...MARKS),
    fc.string({ unit: 'binary', maxLength: 5 }),
    fc.constantFrom(...feeds),
  ),
});

it('answers 200 mutilated feeds, each with what could be read or a reason', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...feeds),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      (feed, changes) => {
        const text = changes.reduce((former, { at, length, times, put }) => {
          const from = Math.floor((former.length * at) / 1000);
          const piece = former.slice(from, from + length);
          return former.slice(0, from) + piece.repeat(times) + put + former.slice(from + length);
        }, feed);
        let count = 0;
        expect(cpuMs(() => (count = readFeed(text).length))).toBeLessThan(2_000);
        expect(count).toBeGreaterThan(0);
      },
    ),
    { numRuns: 200 },
  );
});
