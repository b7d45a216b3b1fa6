import { diffArrays } from 'diff';
import { builder } from './builder.ts';

export interface TextRunShape {
  readonly kind: 'equal' | 'inserted' | 'deleted';
  readonly text: string;
}

const TextRunKind = builder.enumType('TextRunKind', {
  description: 'Which of two texts some words stand in.',
  values: {
    EQUAL: { value: 'equal', description: 'In both, marks and case aside.' },
    INSERTED: { value: 'inserted', description: 'In the text itself alone.' },
    DELETED: { value: 'deleted', description: 'In the text that it is compared with alone.' },
  } as const,
});

export const TextRun = builder.objectRef<TextRunShape>('TextRun').implement({
  description:
    'Words in a row that stand in two texts, or in one of them. The equal and the inserted ones make up the text itself.',
  fields: (t) => ({
    kind: t.expose('kind', { type: TextRunKind, description: 'Which of the two texts they stand in.' }),
    text: t.exposeString('text', {
      description: 'The words, with the marks and spaces behind them; where equal, as in the text itself.',
    }),
  }),
});

/** The cost grows with the square of what is looked for. */
const MOST_EDITS = 300;

/** What `text` has of `other`, word by word, and what only one of them has; one in place of the other where they differ in too many words. */
export function runsBetween(other: string, text: string, language: string): TextRunShape[] {
  const compared = diffArrays(wordsOf(other, language), wordsOf(text, language), {
    comparator: (a, b) => folded(a) === folded(b),
    maxEditLength: MOST_EDITS,
  });
  if (!compared)
    return [
      { kind: 'deleted', text: other },
      { kind: 'inserted', text },
    ];
  return compared.map(({ value, added, removed }) => ({
    kind: added ? 'inserted' : removed ? 'deleted' : 'equal',
    text: value.join(''),
  }));
}

/** Each with what follows up to the next; what comes before the first goes with it. */
function wordsOf(text: string, language: string): string[] {
  const words: string[] = [];
  let begun = false;
  for (const { segment, isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    if (words.length === 0 || (isWordLike && begun)) words.push(segment);
    else words[words.length - 1] += segment;
    begun ||= isWordLike === true;
  }
  return words;
}

function folded(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}
