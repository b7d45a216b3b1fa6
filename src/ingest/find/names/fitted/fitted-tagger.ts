import type { Token } from '../../tokens.ts';
import { isTitleWord } from '../name-chains.ts';
import type { NameTagger, TaggedName } from '../names.ts';
import { RULES } from '../../rules-name.ts';
import { NEVER_NAMES, ROLE_MODIFIERS, ROLE_NOUNS } from '../names-lexicon.ts';
import { withoutOffices } from '../offices.ts';
import { isDemonym } from '../places.ts';
import { agree } from './agreement.ts';
import { bestNames, KINDS, type Lattice, marginals, spanSlot } from './lattice.ts';
import { type NameView, nameViewOf, type Run } from './name-view.ts';
import { scoreRun } from './score-run.ts';
import { nameWeights } from './weights.ts';

const SUREST = 0.98;
const UNKNOWN = 0.3;
const SURE_OF_ONE_WORD = 0.75;
const SURE_ENOUGH = 0.4;
const SURE_RULE = 0.9;

/** Names as a semi-Markov model sees them whose features hold what the rules say; capitalised words that it takes for no name stay unknown. */
export const fittedTagger: NameTagger = {
  name: RULES.name,
  tag(tokens) {
    const weights = nameWeights();
    const view = nameViewOf(tokens);
    const runs = view.runs.filter((run) => !isPlainWord(view, run));
    const lattices = runs.map((run) => scoreRun(view, run, weights));
    agree(view, runs, lattices);
    const found = runs.flatMap((run, index) => namesIn(view, run, lattices[index]!));
    return withoutOffices(tokens, withUnknown(view, found));
  },
};

/** "The", "But", "Monday": half of all runs, and never a name. */
function isPlainWord({ tokens, verdicts }: NameView, { first, last }: Run): boolean {
  return first === last && verdicts[first] === 0 && NEVER_NAMES.has(tokens[first]!.lower);
}

function namesIn(view: NameView, run: Run, lattice: Lattice): TaggedName[] {
  const best = bestNames(lattice);
  if (best.length === 0) return [];
  const { names } = marginals(lattice);
  return best.map(({ first, length, kind }) => {
    const last = run.first + first + length - 1;
    const name: TaggedName = {
      first: kind === 0 ? withoutTitle(view, run.first + first, last) : run.first + first,
      last,
      kind: KINDS[kind]!,
      confidence: Math.min(SUREST, names[spanSlot(first, length) + kind]!),
    };
    return isDoubtful(view, name) ? { ...name, kind: 'unknown', confidence: UNKNOWN } : name;
  });
}

/** A single word is a person's name only where much speaks for it: "Shoppers", towns and nicknames look the same. */
function isDoubtful({ ruled, ruledAt }: NameView, { first, last, kind, confidence }: TaggedName): boolean {
  const rules = ruled[ruledAt[last]!]?.kind;
  if (rules === kind) return false;
  const least = kind === 'person' && first === last ? SURE_OF_ONE_WORD : SURE_ENOUGH;
  return confidence < least;
}

/** Where the rules see the title that the model took for part of the name. */
function withoutTitle(view: NameView, first: number, last: number): number {
  const { ruled, ruledAt, tokens } = view;
  const from = ruled[ruledAt[last]!]?.first ?? first;
  if (first < last && isPluralTitle(tokens[first]!)) return withoutTitle(view, first + 1, last);
  if (from <= first) return first;
  const before = tokens.slice(first, from);
  const titled = isTitleWord(before.at(-1)!) || before.every((token) => isBeforeName(token));
  return titled ? from : first;
}

/** "Presidents Vell and Quorn". */
function isPluralTitle({ lower }: Token): boolean {
  return lower.endsWith('s') && ROLE_NOUNS.has(lower.slice(0, -1));
}

function isBeforeName(token: Token): boolean {
  return token.shape !== 'capital' || isDemonym(token.text) || ROLE_MODIFIERS.has(token.lower);
}

/** What the rules found and the model did not: theirs where they are sure; otherwise somebody may still speak under it. */
function withUnknown({ ruled, tokens }: NameView, found: readonly TaggedName[]): TaggedName[] {
  const taken = new Uint8Array(tokens.length);
  for (const { first, last } of found) taken.fill(1, first, last + 1);
  const left = ruled
    .filter(({ first, last }) => !taken.subarray(first, last + 1).includes(1))
    .map(
      (name): TaggedName =>
        name.kind !== 'place' && name.confidence >= SURE_RULE
          ? name
          : { ...name, kind: 'unknown', confidence: UNKNOWN },
    );
  return [...found, ...left].sort((a, b) => a.first - b.first);
}
