import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fixedPart,
  highest,
  PARTS,
  partsOfSpeechOf,
  partTaggerOf,
  valuesAt,
} from '../../../src/ingest/find/parts-of-speech.ts';
import { tokensOf } from '../../../src/ingest/find/tokens.ts';

function partOf(word: string, text: string): string {
  const tokens = tokensOf(text);
  return PARTS[partsOfSpeechOf(tokens)[tokens.findIndex((token) => token.text === word)]!]!;
}

describe('the part of speech', () => {
  it.each([
    ['claims', 'Her claims about the ferry were false.', 'NNS'],
    ['claims', 'She claims that the ferry was sold.', 'VBZ'],
    ['report', 'The report on the bridge was late.', 'NN'],
    ['said', 'The mayor said the bridge was late.', 'VBD'],
    ['would', 'The mayor said the bridge would close.', 'MD'],
    ['Quorn', 'The mayor met Quorn on the bridge.', 'NNP'],
    ['to', 'She plans to sell the ferry.', 'TO'],
    [',', 'The ferry, she said, was sold.', 'SIGN'],
  ])('of “%s” in “%s” is %s', (word, text, part) => {
    expect(partOf(word, text)).toBe(part);
  });

  it('is one for each token', () => {
    const tokens = tokensOf('It sank. Nobody — not even the mayor’s aide — knew, in 2019, why.');
    expect(partsOfSpeechOf(tokens)).toHaveLength(tokens.length);
  });
  it('is weighed with the weights given', () => {
    const tokens = tokensOf('zog the zog');
    const tagger = partTaggerOf({
      fixed: { the: PARTS.indexOf('DT') },
      rows: [{ zog: [PARTS.indexOf('VB'), 5] }],
    });
    expect([...tagger(tokens)].map((part) => PARTS[part])).toEqual(['VB', 'DT', 'VB']);
  });

  it('is what the templates say one by one, however their rows are kept', () => {
    const words = fc.constantFrom(
      'the',
      'The',
      'ferry',
      'sank',
      'mayor-elect',
      'Quorn',
      'says',
      'to',
      '.',
      '“',
      '9',
    );
    const rowOf = (text: string): [number, number] => [
      text.length % PARTS.length,
      (text.charCodeAt(0) % 7) - 3,
    ];
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), (given) => {
        const tokens = tokensOf(given.join(' '));
        const rows: Record<string, number[]>[] = Array.from({ length: 14 }, () => ({}));
        const parts = new Uint8Array(tokens.length);
        for (let at = 0; at < tokens.length; at += 1) {
          const scores = new Float64Array(PARTS.length);
          valuesAt(tokens, parts, at).forEach((value, template) => {
            const [part, weight] = rowOf(`${value}${template}`);
            rows[template]![value] = [part, weight];
            scores[part]! += weight;
          });
          parts[at] = fixedPart(tokens[at]!) ?? highest(scores);
        }
        expect([...partTaggerOf({ fixed: {}, rows })(tokens)]).toEqual([...parts]);
      }),
    );
  });
});
