import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TextChange, textDiff } from '../../schema/text-diff.ts';
import { cpuMs } from '../support/cpu.ts';

const diff = (former: string, now: string, left = 4_000) => textDiff(former, now, { left });
/** As "=kept", "-deleted" and "+inserted". */
const told = (former: string, now: string) =>
  diff(former, now).map(({ operation, from, to }) =>
    to
      ? `${operation === 'equal' ? '=' : '+'}${now.slice(to.start, to.end)}`
      : `-${former.slice(from?.start, from?.end)}`,
  );

function rebuilt(text: string, changes: readonly TextChange[], side: 'from' | 'to'): string {
  return changes
    .flatMap((change) => (change[side] ? text.slice(change[side].start, change[side].end) : []))
    .join('');
}

const sentence = fc.array(fc.constantFrom('gates', 'open', 'Ada', '“no,”', '😀', 'ž', '7'), { maxLength: 8 });
const text = fc
  .array(sentence, { maxLength: 6 })
  .map((lines) => lines.map((line) => line.join(' ')).join('\n\n'));

describe('the diff of two texts', () => {
  it('goes word by word, a blank between two changes with them', () => {
    expect(told('The gates open on Monday.', 'The gates close on Sunday.')).toEqual([
      '=The gates ',
      '-open',
      '+close',
      '= on ',
      '-Monday',
      '+Sunday',
      '=.',
    ]);
    expect(told('one two three', 'uno due tre')).toEqual(['-one two three', '+uno due tre']);
  });

  it('tells paragraphs that came and went', () => {
    expect(told('One.\n\nTwo.\n\nThree.', 'One.\n\nThree.\n\nFour.')).toEqual([
      '=One.\n\n',
      '-Two.\n\n',
      '=Three.',
      '+\n\nFour.',
    ]);
  });

  it('of nothing is nothing, and of the same text one piece', () => {
    expect(told('', '')).toEqual([]);
    expect(told('', 'New.')).toEqual(['+New.']);
    expect(told('Old.', '')).toEqual(['-Old.']);
    expect(told('Same.', 'Same.')).toEqual(['=Same.']);
  });

  it('makes either text anew, whatever they are and however little it may look for', () => {
    fc.assert(
      fc.property(text, text, fc.constantFrom(0, 1, 3, 4_000), (former, now, left) => {
        const changes = diff(former, now, left);
        expect(rebuilt(former, changes, 'from')).toBe(former);
        expect(rebuilt(now, changes, 'to')).toBe(now);
        for (const [i, change] of changes.entries())
          expect(change.operation).not.toBe(changes[i + 1]?.operation);
        for (const { operation, from, to } of changes) {
          if (operation === 'equal')
            expect(former.slice(from?.start, from?.end)).toBe(now.slice(to?.start, to?.end));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of two texts of half a million characters with no word in common is one piece for another, soon', () => {
    const long = (word: string) =>
      Array.from({ length: 5_000 }, (_, i) => `${word}${i} `.repeat(12))
        .join('\n\n')
        .slice(0, 500_000);
    const compare = () => {
      const changes = diff(long('alpha'), long('beta'));
      expect(changes.map(({ operation }) => operation)).toEqual(['deleted', 'inserted']);
    };
    expect(cpuMs(compare, 5_000)).toBeLessThan(5_000);
  });

  it('of a long text with a changed word is that word', () => {
    const long = 'All of the gates are open today. '.repeat(15_000);
    const changed = `${long.slice(0, 250_000)}X${long.slice(250_001)}`;
    const changes = diff(long, changed);
    expect(changes.map(({ operation }) => operation)).toEqual(['equal', 'deleted', 'inserted', 'equal']);
  });
});
