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
  return likenessTo(first)(second);
}

/** As `sameStory`, for one that is compared with many. */
export function likenessTo(first: Story): (second: Story) => Likeness | null {
  const places = placesOf(runsOf(first.words, RUN_WORDS));
  return (second) => {
    const [inFirst, inSecond] = sharedWords(first, second, places);
    const ofFirst = shareOf(inFirst);
    const ofSecond = shareOf(inSecond);
    const [least, most] = [Math.min(ofFirst, ofSecond), Math.max(ofFirst, ofSecond)];
    if (most < LEAST_OF_EITHER || least < LEAST_OF_BOTH) return null;
    if (inFirst.filter(Boolean).length < FEWEST_STORY_WORDS) return null;
    const [told, toldAgain] = [first.telling(), second.telling()];
    const agree = (kind: 'figure' | 'name') =>
      Math.max(tellingShare(told, inFirst, kind), tellingShare(toldAgain, inSecond, kind)) >= LEAST_TELLING;
    return agree('figure') && agree('name') ? { ofFirst, ofSecond } : null;
  };
}

function placesOf(runs: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [at, run] of runs.entries()) {
    const known = places.get(run);
    if (known) known.push(at);
    else places.set(run, [at]);
  }
  return places;
}

/** At each word of both stories, whether it stands in a run that the other one has, too. */
function sharedWords(
  first: Story,
  second: Story,
  places: ReadonlyMap<string, readonly number[]>,
): readonly [boolean[], boolean[]] {
  const inFirst = first.words.map(() => false);
  const inSecond = second.words.map(() => false);
  const found = new Set<string>();
  for (const [at, run] of runsOf(second.words, RUN_WORDS).entries()) {
    const known = places.get(run);
    if (!known) continue;
    inSecond.fill(true, at, at + RUN_WORDS);
    if (found.has(run)) continue;
    found.add(run);
    for (const place of known) inFirst.fill(true, place, place + RUN_WORDS);
  }
  return [inFirst, inSecond];
}

function shareOf(shared: readonly boolean[]): number {
  return shared.length === 0 ? 0 : shared.filter(Boolean).length / shared.length;
}

/** One more is taken for shared, so that where there are one or two of them an edit beside one decides nothing. */
function tellingShare(
  told: ReturnType<Story['telling']>,
  shared: readonly boolean[],
  kind: 'figure' | 'name',
): number {
  const at = told.flatMap((each, i) => (each === kind ? [i] : []));
  return (at.filter((i) => shared[i]).length + 1) / (at.length + 1);
}
