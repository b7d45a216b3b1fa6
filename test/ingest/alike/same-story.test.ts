import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameStory } from '../../../src/ingest/alike/same-story.ts';
import { sketchOf } from '../../../src/ingest/alike/sketch.ts';
import { storyOf } from '../../../src/ingest/alike/story.ts';
import { DIFFERENT, SAME, WIRE } from '../../support/stories.ts';

function commonMarks(first: string, second: string): number {
  const marks = new Set(sketchOf(storyOf(first)));
  return sketchOf(storyOf(second)).filter((mark) => marks.has(mark)).length;
}

describe('one story', () => {
  for (const [name, { first, second }] of Object.entries(SAME)) {
    it(`is told by ${name}`, () => {
      expect(sameStory(storyOf(first), storyOf(second))).not.toBeNull();
      expect(commonMarks(first, second)).toBeGreaterThanOrEqual(3);
    });
  }
  for (const [name, { first, second }] of Object.entries(DIFFERENT)) {
    it(`is not told by ${name}`, () => {
      expect(sameStory(storyOf(first), storyOf(second))).toBeNull();
    });
  }
});

const word = fc.stringMatching(/^[a-z]{2,9}$/);
const text = (least: number) => fc.array(word, { minLength: least, maxLength: 300 });

describe('likeness', () => {
  it('is the same seen from either side', () => {
    const stories = [...Object.values(SAME), ...Object.values(DIFFERENT)].flatMap(({ first, second }) => [
      first,
      second,
    ]);
    const story = fc.constantFrom(...stories).map(storyOf);
    fc.assert(
      fc.property(story, story, (first, second) => {
        const [there, back] = [sameStory(first, second), sameStory(second, first)];
        expect(back).toEqual(there && { ofFirst: there.ofSecond, ofSecond: there.ofFirst });
      }),
    );
  });

  it('is whole for a text and itself', () => {
    fc.assert(
      fc.property(text(40), (words) => {
        const story = storyOf(words.join(' '));
        expect(sameStory(story, story)).toEqual({ ofFirst: 1, ofSecond: 1 });
      }),
    );
  });

  it('loses at most nine words for each word that an edit changes', () => {
    const edits = fc.uniqueArray(fc.nat(299), { maxLength: 6 });
    fc.assert(
      fc.property(text(150), edits, (words, places) => {
        const edited = words.map((each, at) => (places.includes(at) ? 'XYZ0' : each));
        const [first, second] = [storyOf(words.join(' ')), storyOf(edited.join(' '))];
        const likeness = sameStory(first, second);
        expect(likeness?.ofFirst).toBeGreaterThanOrEqual(1 - (places.length * 9) / first.words.length);
      }),
    );
  });

  it('is none for texts that have no five words in a row in common', () => {
    fc.assert(
      fc.property(text(40), (words) => {
        const other = words.map((each, at) => (at % 5 === 0 ? `${each}x0` : each));
        expect(sameStory(storyOf(words.join(' ')), storyOf(other.join(' ')))).toBeNull();
      }),
    );
  });
});

describe('a sketch', () => {
  it('has marks of the text alone, at most 32, whatever its length', () => {
    fc.assert(
      fc.property(text(40), (words) => {
        const marks = sketchOf(storyOf(words.join(' ')));
        expect(marks.length).toBeLessThanOrEqual(32);
        expect(marks).toEqual([...new Set(marks)].sort((a, b) => (a < b ? -1 : 1)));
        expect(sketchOf(storyOf(words.join(', ').toUpperCase()))).toEqual(marks);
      }),
    );
  });

  it('is what it was when articles were stored by it', () => {
    expect(sketchOf(storyOf(WIRE)).slice(0, 2).map(String)).toEqual([
      '-9162904423932023246',
      '-9053088479081623968',
    ]);
  });

  it('is none for a brief', () => {
    expect(sketchOf(storyOf('Two lines of news. '.repeat(9)))).toEqual([]);
  });

  it('is drawn from characters where words are not parted', () => {
    const text =
      '渡輪在黎明前擱淺所有乘客都安全上岸沒有人受重傷船長最後離開船隻由海岸警衛隊拖走調查將於星期三開始部長說這是一個警告';
    expect(sketchOf(storyOf(text)).length).toBeGreaterThan(20);
  });
});
