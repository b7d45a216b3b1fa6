import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runsBetween } from '../../schema/text-run.ts';
import { cpuMs } from '../support/cpu.ts';

const WORDS = fc.array(fc.constantFrom('The', 'river ', '“does', ' not,', 'négotiate', '…', '!', '水'), {
  maxLength: 30,
});

describe('what one wording has of another', () => {
  it('makes up the one without what was left out, and words of the other without what was put in', () => {
    fc.assert(
      fc.property(WORDS, WORDS, (former, now) => {
        const [other, text] = [former.join(' '), now.join(' ')];
        const runs = runsBetween(other, text, 'en');
        const of = (...kinds: string[]) =>
          runs
            .filter(({ kind }) => kinds.includes(kind))
            .map((run) => run.text)
            .join('');
        expect(of('equal', 'inserted')).toBe(text);
        expect(bare(of('equal', 'deleted'))).toBe(bare(other));
      }),
    );
  });

  it('is one in place of the other where they have little in common, in bounded time', () => {
    const long = Array.from({ length: 12_000 }, (_, i) => `w${(i * 7919) % 4001}`);
    const [other, text] = [long, long.map((word, i) => (i % 3 === 0 ? `x${i}` : word))].map((all) =>
      all.join(' '),
    );
    const ms = cpuMs(() =>
      expect(runsBetween(other!, text!, 'en')).toEqual([
        { kind: 'deleted', text: other },
        { kind: 'inserted', text },
      ]),
    );
    expect(ms).toBeLessThan(1_000);
  });
});

/** Words alone: marks are those of the text itself. */
function bare(text: string): string {
  return text.replace(/[^\p{L}]+/gu, '').toLowerCase();
}
