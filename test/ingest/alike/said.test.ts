import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saidBy } from '../../../src/ingest/alike/said.ts';
import { sameWords } from '../../../src/ingest/alike/same-words.ts';
import { cpuMs } from '../../support/cpu.ts';

const word = fc.stringMatching(/^[a-z]{5,9}$/);
const words = fc.array(word, { minLength: 5, maxLength: 40 });
const said = (text: string, speaker = '7') => saidBy(speaker, text)!;
const same = (first: string, second: string) => sameWords(said(first), said(second));

const RIVER =
  'We have been running old ships on hard water for too long, and everyone who lives by the harbour knows it.';

const SAME: Readonly<Record<string, readonly [string, string]>> = {
  'other marks and capitals': [RIVER, RIVER.toUpperCase().replace(',', ' –')],
  'an end cut off': [RIVER, 'We have been running old ships on hard water for too long,'],
  'a beginning cut off': [RIVER, 'everyone who lives by the harbour knows it'],
  'a middle alone': [RIVER, '… old ships on hard water for too long …'],
  'both ends cut, the other way round': [
    'I say it again. We have been running old ships on hard water',
    'We have been running old ships on hard water for too long',
  ],
  'words left out with a mark': [
    RIVER,
    'We have been running old ships ... and everyone who lives by the harbour knows it.',
  ],
  'words put in for others': [RIVER, RIVER.replace('We have', '[The ministers have]')],
  'one word of many changed': [RIVER, RIVER.replace('running', 'sailing')],
  'a no that one contracts': [
    'We will not sail until the company pays what it owes us all',
    'We won’t sail until the company pays what it owes us.',
  ],
  'a “cannot” in two words': [
    'You can not run a harbour on promises that nobody has written down',
    'You cannot run a harbour on promises that nobody has written down',
  ],
  'another spelling': [
    'In the evening light the colour of the harbour was that of honey',
    'In the evening light the color of the harbor was that of honey',
  ],
  'a sentence more': [RIVER, `${RIVER} I will not wait for the next wreck.`],
  'a word doubled elsewhere': [
    'the river rose and the river came in the night through all doors',
    'the river came in the night through all doors',
  ],
};

const DIFFERENT: Readonly<Record<string, readonly [string, string]>> = {
  'beginnings alike that go on otherwise': [
    'We will open the gates on Monday if the rain in the valley stops before then',
    'We will open the gates on Monday only when the board of the harbour has agreed to it',
  ],
  'first sentences alike, and contradicting ones behind': [
    'I have read the report from the first page to the last. I believe every word of it.',
    'I have read the report from the first page to the last. It is a heap of lies.',
  ],
  'a no and a yes': [
    'The dam is safe and nobody in the valley needs to leave the house tonight',
    'The dam is not safe and nobody in the valley needs to leave the house tonight',
  ],
  'a contracted no': [
    'We will raise the fares of the ferry before the summer of this year has ended',
    'We won’t raise the fares of the ferry before the summer of this year has ended',
  ],
  'other figures': [
    'We have lost 12 people in the flood and we are looking for many others',
    'We have lost 14 people in the flood and we are looking for many others',
  ],
  'a short sentence with another verb': [
    'We will open all the gates tomorrow',
    'We will close all the gates tomorrow',
  ],
  'an idiom in common': [
    'At the end of the day',
    'At the end of the day it is the islanders who will have to pay for these ships',
  ],
  'several words changed': [
    RIVER,
    RIVER.replace('running old ships', 'sending good people').replace('hard', 'deep'),
  ],
};

describe('what was said once', () => {
  for (const [name, [first, second]] of Object.entries(SAME)) {
    it(`is recognised in spite of ${name}`, () => {
      expect(same(first, second)).not.toBeNull();
      expect(said(first).keys.some((key) => said(second).keys.includes(key))).toBe(true);
    });
  }
  for (const [name, [first, second]] of Object.entries(DIFFERENT)) {
    it(`is not seen in ${name}`, () => {
      expect(same(first, second)).toBeNull();
    });
  }

  it('is not what another speaker said', () => {
    expect(sameWords(said(RIVER, '7'), said(RIVER, '8'))).toBeNull();
    expect(said(RIVER, '7').hash).not.toBe(said(RIVER, '8').hash);
    expect(said(RIVER, '7').keys.some((key) => said(RIVER, '8').keys.includes(key))).toBe(false);
  });

  it('is looked for in bounded time, however long the words and the quotations are', () => {
    const long = Array.from({ length: 15_000 }, (_, i) => `w${(i * 7919) % 4001}`);
    const [first, second] = [long, long.map((word, i) => (i % 3 === 0 ? `x${i}` : word))].map((all) =>
      said(all.join(' ')),
    );
    expect(cpuMs(() => expect(sameWords(first!, second!)).toBeNull(), 500)).toBeLessThan(500);
    const letters = Array.from({ length: 40_000 }, (_, i) => 'abcdefghij'[(i * i) % 10]);
    const [one, other] = [letters, letters.toReversed()].map((all) =>
      said(`${RIVER} a${all.join('')} ${RIVER}`),
    );
    expect(cpuMs(() => sameWords(one!, other!), 500)).toBeLessThan(500);
  });

  it('takes five words at least', () => {
    expect(saidBy('7', 'We did not know')).toBeNull();
    expect(saidBy('7', '… … … … … …')).toBeNull();
  });
});

describe('two wordings', () => {
  it('are one whatever the marks, case and accents', () => {
    fc.assert(
      fc.property(words, fc.array(fc.constantFrom(' ', ', ', '; ', ' – ', '. ')), (all, marks) => {
        const printed = all.map((each, i) => each.toUpperCase() + (marks[i] ?? ' ')).join('');
        expect(said(printed.replaceAll('E', 'É')).hash).toBe(said(all.join(' ')).hash);
      }),
    );
  });

  it('share a key wherever they share five words in a row', () => {
    fc.assert(
      fc.property(words, words, words, words, (before, middle, after, other) => {
        const long = said([...before, ...middle, ...after].join(' '));
        const short = said([...other, ...middle].join(' '));
        expect(long.keys.some((key) => short.keys.includes(key))).toBe(true);
      }),
    );
  });

  it('share the same of their keys, whoever said them', () => {
    const shared = (speaker: string, first: string, second: string) => {
      const others = said(second, speaker).keys;
      return said(first, speaker).keys.map((key) => others.includes(key));
    };
    fc.assert(
      fc.property(words, words, words, fc.nat().map(String), (before, middle, after, speaker) => {
        const [long, short] = [[...before, ...middle].join(' '), [...middle, ...after].join(' ')];
        expect(shared(speaker, long, short)).toEqual(shared('7', long, short));
      }),
    );
  });

  it('are as near seen from either side', () => {
    const texts = [...Object.values(SAME), ...Object.values(DIFFERENT)].flat();
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.constantFrom(...texts), (first, second) => {
        expect(same(first, second) === null).toBe(same(second, first) === null);
      }),
    );
  });
});
