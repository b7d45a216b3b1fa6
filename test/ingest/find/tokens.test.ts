import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PIECE, tokensOf } from '../../../src/ingest/find/tokens.ts';

const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'Quorn',
        'the',
        'U.S.',
        'A.',
        'Sen.',
        'O’Quorn',
        'mayor’s',
        "Selk's",
        'mid-May',
        'R&D',
        'é',
      ),
      fc.constantFrom(
        '3',
        '9th',
        '$4.5',
        '7%',
        'B2',
        '“',
        '”',
        '…',
        '.',
        ',',
        "'",
        '’',
        '-',
        '&',
        '👍',
        '\ud83d',
      ),
      fc.constantFrom(' ', ' ', '\n', '\u00a0', '\u2028', '\t', ''),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('tokens', () => {
  it('begin where the pattern says, letter by letter or by the short way', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const tokens = tokensOf(text);
        const starts = new Set(tokens.map(({ start }) => start));
        for (const { index, 0: piece } of text.matchAll(new RegExp(PIECE))) {
          const holder = tokens.find(({ start, end }) => start <= index && index < end)!;
          expect(starts.has(index) || holder.text.endsWith('.')).toBe(true);
          const inside = tokens.filter(({ start }) => start >= index && start < index + piece.length);
          const possessive = piece.length > 2 && /['’]s$/i.test(piece);
          if (holder.start === index) expect(inside).toHaveLength(possessive ? 2 : 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('hold all of the text but its white space, in order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const { start, end, text: word } of tokensOf(text)) {
          expect(text.slice(last, start)).toMatch(/^\s*$/);
          expect(text.slice(start, end)).toBe(word);
          last = end;
        }
        expect(text.slice(last)).toMatch(/^\s*$/);
      }),
      { numRuns: 300 },
    );
  });

  it('are one string wherever the same word stands', () => {
    const [first, , second] = tokensOf('Halvary and Halvary');
    expect(first!.lower).toBe('halvary');
    expect(second!.shape).toBe('capital');
    expect(first).not.toBe(second);
    expect(Object.is(first!.text, second!.text)).toBe(true);
  });
});
