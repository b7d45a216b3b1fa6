import { KINDS, type Lattice, LONGEST, marginals, spanSlot } from './lattice.ts';
import type { NameView, Run } from './name-view.ts';

const PERSON = 0;
const ORGANIZATION = 1;
/** How far the other places of the same words count. Chosen by cross-validation on the training texts. */
const SAME_WORDS = 0.5;
/** How far a full name speaks for its last word alone, an organization's for its first. */
const SHORT_FORM = 1;
const SHORT_ORGANIZATION = 0.7;

interface Votes {
  readonly sums: Float64Array;
  count: number;
}

/** One text, one meaning: what the same words are elsewhere in it moves their scores here. Changes the lattices. */
export function agree(view: NameView, runs: readonly Run[], lattices: readonly Lattice[]): void {
  const probable = lattices.map((lattice) => marginals(lattice).names);
  const same = new Map<string, Votes>();
  const people = new Map<string, number>();
  const organizations = new Map<string, number>();
  eachSpan(view, runs, lattices, (words, run, slot, first, length) => {
    const votes = same.get(words) ?? { sums: new Float64Array(KINDS.length), count: 0 };
    for (let kind = 0; kind < KINDS.length; kind += 1) votes.sums[kind]! += probable[run]![slot + kind]!;
    votes.count += 1;
    same.set(words, votes);
    if (length === 1) return;
    raise(people, view.tokens[first + length - 1]!.text, probable[run]![slot + PERSON]!);
    raise(organizations, view.tokens[first]!.text, probable[run]![slot + ORGANIZATION]!);
  });
  eachSpan(view, runs, lattices, (words, run, slot, _, length) => {
    const { spanScores } = lattices[run]!;
    const { sums, count } = same.get(words)!;
    for (let kind = 0; kind < KINDS.length && count > 1; kind += 1) {
      const here = probable[run]![slot + kind]!;
      const elsewhere = (sums[kind]! - 0.7 * here + 0.02) / (count - 0.7);
      spanScores[slot + kind]! += SAME_WORDS * (Math.log(elsewhere + 0.05) - Math.log(here + 0.05));
    }
    if (length > 1) return;
    spanScores[slot + PERSON]! += SHORT_FORM * (people.get(words) ?? 0);
    spanScores[slot + ORGANIZATION]! += SHORT_ORGANIZATION * (organizations.get(words) ?? 0);
  });
}

function eachSpan(
  { tokens }: NameView,
  runs: readonly Run[],
  lattices: readonly Lattice[],
  visit: (words: string, run: number, slot: number, first: number, length: number) => void,
): void {
  runs.forEach((run, index) => {
    const { size, spanScores } = lattices[index]!;
    for (let first = 0; first < size; first += 1) {
      let words = '';
      for (let length = 1; length <= LONGEST && first + length <= size; length += 1) {
        words +=
          length > 1 ? ` ${tokens[run.first + first + length - 1]!.text}` : tokens[run.first + first]!.text;
        const slot = spanSlot(first, length);
        if (spanScores[slot] !== Number.NEGATIVE_INFINITY)
          visit(words, index, slot, run.first + first, length);
      }
    }
  });
}

function raise(highest: Map<string, number>, word: string, value: number): void {
  if (value > (highest.get(word) ?? 0)) highest.set(word, value);
}
