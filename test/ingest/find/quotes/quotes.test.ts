import { describe, expect, it } from 'vitest';
import { markedSpansOf } from '../../../../src/ingest/find/quotes/quotes.ts';
import { paragraphsOf } from '../../../../src/ingest/find/sentences.ts';

function marked(text: string): string[] {
  return markedSpansOf(text, paragraphsOf(text)).map(({ words }) => text.slice(words.start, words.end));
}

describe('marked words', () => {
  it.each([
    ['curly', 'She said: “The ferry sank.”', ['The ferry sank.']],
    ['straight', '"The ferry," she said, "sank."', ['The ferry,', 'sank.']],
    ['guillemets', 'Elle dit : « Le bac a coulé. »', ['Le bac a coulé.']],
    ['German', 'Er sagte: „Die Fähre sank.“', ['Die Fähre sank.']],
    ['single', 'Mayor calls it a ‘wasted summer’ for Kellmouth', ['wasted summer']],
    ['straight single', "Museum returns the 'wrong' whale", ['wrong']],
    ['mixed pairs', '“The ferry sank," she said.', ['The ferry sank,']],
    ['glued opening', 'They spoke about"joint rowing" at length.', ['joint rowing']],
  ])('are found between %s marks', (_, text, words) => {
    expect(marked(text)).toEqual(words);
  });

  it.each([
    ['an apostrophe', 'Vell’s brother doesn’t row, and the rowers’ club can’t.'],
    ['an elision', "They rowed in the '90s, 'til dawn."],
    ['inches', `The plank is 5'10" long and 2'3" wide.`],
  ])('are not seen in %s', (_, text) => {
    expect(marked(text)).toEqual([]);
  });

  it('keep nested marks inside', () => {
    expect(marked('“He said ‘row’ and “pull” to us,” Vell said.')).toEqual([
      'He said ‘row’ and “pull” to us,',
    ]);
  });
  it('end with the paragraph where the closing mark is missing', () => {
    expect(marked('Vell said: “The ferry sank.\n\nNobody drowned.')).toEqual(['The ferry sank.']);
  });
  it('start with the paragraph where the opening mark is missing', () => {
    expect(marked('The ferry sank,” Vell said.')).toEqual(['The ferry sank,']);
  });
  it('are a block set off behind a colon, over all its paragraphs', () => {
    const text = 'Vell wrote:\n\n> The ferry sank.\n\n> Nobody drowned.\n\nHe signed it.';
    expect(marked(text)).toEqual(['The ferry sank.', 'Nobody drowned.']);
    expect(marked('The ferry sank.\n\n> Read more about it')).toEqual([]);
  });
  it('continue in a paragraph that opens with a mark again', () => {
    const text = '“The ferry sank.\n\n“Nobody drowned,” Vell said.';
    const spans = markedSpansOf(text, paragraphsOf(text));
    expect(spans.map(({ continues }) => continues)).toEqual([true, false]);
  });
});
