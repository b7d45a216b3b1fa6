import { FEWEST_STORY_WORDS, RUN_WORDS } from './sketch.ts';
import type { Story } from './story.ts';
import { runsOf } from './words.ts';

/** Of two stories, how much of each stands in the other: by words, in runs of `RUN_WORDS` at least. From 0 to 1. */
export interface Likeness {
  readonly ofFirst: number;
  readonly ofSecond: number;
}

/** Of the shorter one, or the one that was cut: what edits left of it. */
const LEAST_OF_EITHER = 0.6;
/** Of the longer one: less of it makes a brief. */
const LEAST_OF_BOTH = 0.3;
/** Of the figures, and of the names: stories made from one form have their words in common, and not these. */
const LEAST_TELLING = 0.5;

/** Null for different stories. The same for both orders of the two. */
export function sameStory(first: Story, second: Story): Likeness | null {
  const inFirst = sharedWords(first, second);
  const inSecond = sharedWords(second, first);
  const ofFirst = shareOf(inFirst, () => true);
  const ofSecond = shareOf(inSecond, () => true);
  const [least, most] = [Math.min(ofFirst, ofSecond), Math.max(ofFirst, ofSecond)];
  if (most < LEAST_OF_EITHER || least < LEAST_OF_BOTH) return null;
  if (inFirst.filter(Boolean).length < FEWEST_STORY_WORDS) return null;
  const agree = (kind: 'figure' | 'name') =>
    Math.max(tellingShare(first, inFirst, kind), tellingShare(second, inSecond, kind)) >= LEAST_TELLING;
  return agree('figure') && agree('name') ? { ofFirst, ofSecond } : null;
}

/** At each word of a story, whether it stands in a run that the other one has, too. */
function sharedWords({ words }: Story, other: Story): boolean[] {
  const known = new Set(runsOf(other.words, RUN_WORDS));
  const shared = words.map(() => false);
  runsOf(words, RUN_WORDS).forEach((run, at) => {
    if (known.has(run)) shared.fill(true, at, at + RUN_WORDS);
  });
  return shared;
}

function shareOf(shared: readonly boolean[], counts: (at: number) => boolean): number {
  const counted = shared.filter((_, at) => counts(at));
  return counted.length === 0 ? 0 : counted.filter(Boolean).length / counted.length;
}

/** One more is taken for shared, so that where there are one or two of them an edit beside one decides nothing. */
function tellingShare({ telling }: Story, shared: readonly boolean[], kind: 'figure' | 'name'): number {
  const at = telling.flatMap((each, i) => (each === kind ? [i] : []));
  return (at.filter((i) => shared[i]).length + 1) / (at.length + 1);
}
