import { diffArrays, diffChars } from 'diff';
import { GAP, type Said } from './said.ts';

/** How near two wordings are. */
export interface Nearness {
  /** Words that stand in both. */
  readonly equal: number;
  /** Words that stand in one alone, where neither ends and nothing marks that some were left out. */
  readonly changed: number;
}

const FEWEST_EQUAL_WORDS = 5;
/** Five short words are an idiom. */
const FEWEST_EQUAL_LETTERS = 20;
const EQUAL_WORDS_FOR_A_CHANGE = 8;

/**
 * Null where the two are not what was said once. One may be cut at its start and its end, or within where a mark says so; for each
 * eight words that are equal one may be another: but for figures, and words that say yes or no.
 */
export function sameWords(first: Said, second: Said): Nearness | null {
  if (first.speakerId !== second.speakerId) return null;
  if (first.hash === second.hash) return { equal: first.words.length, changed: 0 };
  const [said, other] = [spelledOut(first.words), spelledOut(second.words)];
  const [short, long] = said.length < other.length ? [said, other] : [other, said];
  if (` ${long.join(' ')} `.includes(` ${short.join(' ')} `)) return enough(short, 0);
  const steps = stepsBetween(said, other);
  if (!steps) return null;
  const equal = steps.flatMap((step) => step.equal);
  let changed = 0;
  for (const [at, step] of steps.entries()) {
    const change = changeOf(step, at === 0 || at === steps.length - 1);
    if (change === null) return null;
    changed += change;
  }
  return enough(equal, changed);
}

function enough(equal: readonly string[], changed: number): Nearness | null {
  const words = equal.filter((word) => word !== GAP);
  const letters = words.join('').length;
  const fits =
    words.length >= FEWEST_EQUAL_WORDS &&
    letters >= FEWEST_EQUAL_LETTERS &&
    changed <= Math.floor(words.length / EQUAL_WORDS_FOR_A_CHANGE);
  return fits ? { equal: words.length, changed } : null;
}

const CONTRACTED = /^(do|does|did|is|are|was|were|wo|would|ca|could|should|has|have|had|must|need|ai)nt$/;
const STEMS: Readonly<Record<string, string>> = { wo: 'will', ca: 'can' };

/** Some outlets print "won’t" where others print "will not". */
function spelledOut(words: readonly string[]): string[] {
  return words.flatMap((word) => {
    if (word === 'cannot') return ['can', 'not'];
    const stem = CONTRACTED.exec(word)?.[1];
    return stem === undefined ? word : [STEMS[stem] ?? stem, 'not'];
  });
}

/** Words of both, or words that stand in one where the other has its own, or none. */
interface Step {
  readonly equal: string[];
  readonly first: string[];
  readonly second: string[];
}

/** The cost grows with the square of what is looked for. */
const MOST_EDITS = 200;

/** Null where they differ in more words than are looked for. */
function stepsBetween(first: string[], second: string[]): Step[] | null {
  const steps: Step[] = [];
  const found = diffArrays(first, second, { maxEditLength: MOST_EDITS });
  if (!found) return null;
  for (const { value, added, removed } of found) {
    const last = steps.at(-1);
    const step =
      last && last.equal.length === 0 && (added || removed) ? last : { equal: [], first: [], second: [] };
    if (step !== last) steps.push(step);
    (removed ? step.first : added ? step.second : step.equal).push(...value);
  }
  return steps;
}

/** How many words it changes; null where what it changes is another statement. */
function changeOf({ first, second }: Step, atEnd: boolean): number | null {
  if (atEnd && (first.length === 0 || second.length === 0)) return 0;
  if (isGap(first) || isGap(second)) return 0;
  if ([...first, ...second].some(isDecisive)) return null;
  if (first.length !== second.length) return Math.max(first.length, second.length);
  return first.filter((word, at) => !spelledAlike(word, second[at] ?? '')).length;
}

function isGap(words: readonly string[]): boolean {
  return words.length > 0 && words.every((word) => word === GAP);
}

const LETTERS_FOR_A_SPELLING = 5;
const MOST_LETTERS_CHANGED = 2;

/** “colour” and “color”, “organise” and “organize”. */
function spelledAlike(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < LETTERS_FOR_A_SPELLING || a[0] !== b[0]) return false;
  return diffChars(a, b, { maxEditLength: MOST_LETTERS_CHANGED }) !== undefined;
}

const NEGATIONS = new Set(
  `not no never none nobody nothing nor neither cannot without hardly
   nicht kein keine keinen keiner nie niemals ne pas jamais non aucun nunca jamas nada mai niente nao niet geen nooit
   ikke inte ingen aldrig aldri`.split(/\s+/),
);
const NUMBERS = new Set(
  `one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred
   thousand million billion half double first second third`.split(/\s+/),
);

function isDecisive(word: string): boolean {
  return /\p{N}/u.test(word) || NEGATIONS.has(word) || NUMBERS.has(word);
}
