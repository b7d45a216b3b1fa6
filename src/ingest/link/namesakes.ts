import type { Id } from '../../../db/tables.ts';
import { compared, type Occupation, occupationOf } from './occupations.ts';

/** What an article says of somebody. */
export interface SaidOf {
  readonly description: string | null;
  /** In years, as stated. */
  readonly age: number | null;
  /** When it was published, in seconds since 1970. */
  readonly at: number;
}

/** An article that names a known person, as far as it has things in common with the one that is being linked. */
export interface KnownArticle extends SaidOf {
  readonly sharedActors: readonly Id[];
  readonly sharedPlaces: readonly string[];
}

/** What speaks for and against that an article means a known person. */
export interface Evidence {
  readonly doubt: Doubt | null;
  /** Described alike, or of the same age. */
  readonly alike: boolean;
  /** Others here who are named with them. */
  readonly company: number;
  /** Whom few articles name says more. */
  readonly support: number;
  /** From the same outlet or place. */
  readonly nearby: boolean;
  readonly sameYears: boolean;
}

/** Why they may be two: by age, by work that nobody does beside the other, or by other work. */
export type Doubt = 'age' | 'strong conflict' | 'weak conflict' | 'two trades';

const YEAR_SECONDS = 365.25 * 24 * 3600;
/** Papers err by a few years. */
const OTHER_AGE_YEARS = 6;
const SAME_YEARS = 2;
/** Whom more articles name is named with everybody. */
export const RARE_ARTICLES = 50;
const ENOUGH_SUPPORT = 3;

/** It says of a person what may tell them from another. */
export function isTelling({ description, age }: SaidOf): boolean {
  return age !== null || occupationOf(description).works.size > 0;
}

/** Whether what an article says of somebody is at odds with all that is known, so that they may be another. */
export function doubtOf(said: SaidOf, known: readonly SaidOf[]): Doubt | null {
  const work = occupationOf(said.description);
  if (
    known.some((other) => ageGap(said, other) >= OTHER_AGE_YEARS) &&
    !known.some((other) => isOfAge(said, other))
  )
    return 'age';
  const comparisons = known.flatMap(({ description }) => compared(work, occupationOf(description)) ?? []);
  if (comparisons.length === 0 || comparisons.some((each) => each === 'same' || each === 'compatible'))
    return null;
  if (comparisons.includes('strong conflict')) return 'strong conflict';
  return isTrade(work) && known.some(({ description }) => isTrade(occupationOf(description)))
    ? 'two trades'
    : 'weak conflict';
}

function isTrade({ fields }: Occupation): boolean {
  return fields.has('trade');
}

function ageGap(a: SaidOf, b: SaidOf): number {
  if (a.age === null || b.age === null) return 0;
  return Math.abs(a.age - b.age - (a.at - b.at) / YEAR_SECONDS);
}

function isOfAge(a: SaidOf, b: SaidOf): boolean {
  return a.age !== null && b.age !== null && ageGap(a, b) < 2;
}

/** `outlets` are those by which the article came: its publisher and authors. */
export function evidenceOf(
  said: SaidOf,
  known: readonly KnownArticle[],
  outlets: ReadonlySet<Id>,
  articlesNaming: (id: Id) => number,
): Evidence {
  const shared = new Set(known.flatMap(({ sharedActors }) => sharedActors));
  const company = [...shared].filter((id) => !outlets.has(id));
  const work = occupationOf(said.description);
  return {
    doubt: doubtOf(said, known),
    alike: known.some(
      (other) => isOfAge(said, other) || compared(work, occupationOf(other.description)) === 'same',
    ),
    company: company.length,
    support: company.reduce((sum, id) => sum + (articlesNaming(id) > RARE_ARTICLES ? 1 : 2), 0),
    nearby:
      known.some(({ sharedPlaces }) => sharedPlaces.length > 0) ||
      [...shared].some((id) => outlets.has(id) && articlesNaming(id) <= RARE_ARTICLES),
    sameYears: known.some(({ at }) => Math.abs(at - said.at) <= SAME_YEARS * YEAR_SECONDS),
  };
}

export type Verdict = 'same' | 'other' | 'open';

/** Whether the article means the one who is known by its name, of whom it speaks otherwise. */
export function verdictOn({ doubt, support, alike, nearby, sameYears }: Evidence): Verdict {
  if (doubt === null) return 'same';
  if (doubt === 'age') return support >= ENOUGH_SUPPORT || alike ? 'open' : 'other';
  if (doubt === 'strong conflict') {
    if (support >= ENOUGH_SUPPORT) return 'same';
    return support === 0 && sameYears ? 'other' : 'open';
  }
  if (support > 0 || nearby) return 'same';
  return doubt === 'two trades' && sameYears ? 'other' : 'open';
}

const AGAINST: Readonly<Record<Doubt, number>> = {
  age: 8,
  'strong conflict': 6,
  'weak conflict': 2,
  'two trades': 2,
};
/** By so much the one must lead whom an article means of several. */
const LEAD = 2;

function scoreOf({ doubt, alike, support, nearby }: Evidence, ties: number): number {
  return (alike ? 2 : 0) + support + 2 * ties + (nearby ? 1 : 0) - (doubt ? AGAINST[doubt] : 0);
}

/** Whom of those who are called so an article means: the one who leads, nobody of them, or it stays open. */
export function chosenAmong(
  candidates: readonly { readonly id: Id; readonly evidence: Evidence; readonly ties: number }[],
): { readonly verdict: Verdict; readonly id: Id | null } {
  const [only, ...others] = candidates;
  if (only && others.length === 0) {
    const verdict = only.ties > 0 ? 'same' : verdictOn(only.evidence);
    return { verdict, id: verdict === 'same' ? only.id : null };
  }
  const [first, second] = candidates
    .map(({ id, evidence, ties }) => ({ id, score: scoreOf(evidence, ties) }))
    .toSorted((a, b) => b.score - a.score);
  if (first && second && first.score >= LEAD && first.score - second.score >= LEAD)
    return { verdict: 'same', id: first.id };
  const isOther = candidates.every(({ evidence }) => verdictOn(evidence) === 'other');
  return { verdict: isOther ? 'other' : 'open', id: null };
}
