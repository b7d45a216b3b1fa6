import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utteranceHash } from '../../../src/ingest/store/utterance.ts';

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const words = fc.array(word, { minLength: 5, maxLength: 20 });

describe('an utterance', () => {
  it('is the same whatever the marks, case and accents', () => {
    fc.assert(
      fc.property(words, fc.array(fc.constantFrom(' ', ', ', '… ', ' – ', '. ')), (said, marks) => {
        const printed = said.map((each, i) => each.toUpperCase() + (marks[i] ?? ' ')).join('');
        expect(utteranceHash('7', printed.replaceAll('E', 'É'))).toBe(utteranceHash('7', said.join(' ')));
      }),
    );
  });

  it('is the same where one outlet prints more of it', () => {
    const short = 'The river came in the night and it came all at once,';
    expect(utteranceHash('7', `${short} People ran.`)).toBe(utteranceHash('7', short));
  });

  it("is not another speaker's", () => {
    expect(utteranceHash('8', 'We will be there at dawn')).not.toBe(
      utteranceHash('7', 'We will be there at dawn'),
    );
  });

  it('takes five words at least', () => {
    expect(utteranceHash('7', 'We did not know')).toBeNull();
  });
});
