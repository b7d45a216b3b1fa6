import { headingTokens } from '../../../scraped/headings.ts';
import type { Token } from '../../tokens.ts';
import { isSportWord } from '../known-teams.ts';
import { opensSentence } from '../name-chains.ts';
import { ruleTagger } from '../name-rules.ts';
import type { NameKind, TaggedName } from '../names.ts';
import { teamsIn } from './teams.ts';
import { factsOf, type WordFacts } from './word-facts.ts';

/** Tokens in a row in which names may stand: both ends included, both capitalised. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** A text as the fitted tagger sees it. */
export interface NameView {
  readonly tokens: readonly Token[];
  /** Of the runs and the two words on either side of each; nothing elsewhere. */
  readonly facts: readonly (WordFacts | undefined)[];
  readonly runs: readonly Run[];
  /** Per token: what the rules say, 0 for nothing: see `verdictOf`. */
  readonly verdicts: Uint8Array;
  /** Per token: index of the rules' name that holds it; -1 for none. */
  readonly ruledAt: Int32Array;
  readonly ruled: readonly TaggedName[];
  /** Per token: opens its sentence, stands in a heading, also stands in lower case, abbreviates a longer name: a bit each. */
  readonly flags: Uint8Array;
  /** Per token: what the rules mostly take its word for in the whole text, 0 for nothing. */
  readonly votes: Uint8Array;
  /** How much the text is about sport: 0, 1 or 2. */
  readonly sport: number;
  /** Clubs that the text tells of: see `teamsIn`. */
  readonly teams: ReadonlySet<string>;
}

const LONGEST_GAP = 3;
const LONGEST_RUN = 60;
const MOST_TOKENS = 30_000;
const JOINT =
  /^(?:of|for|the|and|on|in|de|del|della|der|den|di|da|dos|du|la|le|van|von|bin|ibn|al|el|ter|ten|zu|af|av|&|[-’'"“”().!/,])$/;
const KINDS: readonly NameKind[] = ['person', 'organization', 'place', 'unknown'];

export function nameViewOf(tokens: readonly Token[]): NameView {
  const ruled = ruleTagger.tag(tokens);
  const verdicts = new Uint8Array(tokens.length);
  const ruledAt = new Int32Array(tokens.length).fill(-1);
  ruled.forEach((name, index) => {
    for (let at = name.first; at <= name.last; at += 1) {
      ruledAt[at] = index;
      verdicts[at] = verdictOf(name, at === name.first);
    }
  });
  const sport = sportOf(tokens);
  const runs = runsOf(tokens);
  return {
    tokens,
    facts: factsAround(tokens, runs),
    runs,
    verdicts,
    ruledAt,
    ruled,
    flags: flagsOf(tokens, ruled),
    votes: votesOf(tokens, ruled),
    sport,
    teams: teamsIn(tokens, sport),
  };
}

function factsAround(tokens: readonly Token[], runs: readonly Run[]): (WordFacts | undefined)[] {
  const facts = new Array<WordFacts | undefined>(tokens.length).fill(undefined);
  for (const { first, last } of runs) {
    const end = Math.min(tokens.length - 1, last + 2);
    for (let at = Math.max(0, first - 2); at <= end; at += 1) facts[at] ??= factsOf(tokens[at]!.text);
  }
  return facts;
}

/** 1 to 24: kind, how sure, and whether it begins here. */
function verdictOf({ kind, confidence }: TaggedName, begins: boolean): number {
  const sure = confidence < 0.75 ? 0 : confidence < 0.9 ? 1 : 2;
  return 1 + KINDS.indexOf(kind) * 6 + sure * 2 + (begins ? 1 : 0);
}

function flagsOf(tokens: readonly Token[], ruled: readonly TaggedName[]): Uint8Array {
  const heading = headingTokens(tokens);
  const initials = initialsOf(tokens, ruled);
  const lowerSeen = new Set<string>();
  for (const { shape, text } of tokens) if (shape === 'lower') lowerSeen.add(text);
  return Uint8Array.from(tokens, ({ lower, shape, text }, at) => {
    if (shape !== 'capital') return 0;
    const acronym = initials.has(lower) && /^\p{Lu}{2,7}$/u.test(text);
    return (
      (opensSentence(tokens, at) ? 1 : 0) |
      (heading[at]! << 1) |
      (lowerSeen.has(lower) ? 4 : 0) |
      (acronym ? 8 : 0)
    );
  });
}

function votesOf(tokens: readonly Token[], ruled: readonly TaggedName[]): Uint8Array {
  const counts = new Map<string, Int32Array>();
  for (const { first, last, kind } of ruled) {
    for (let at = first; at <= last; at += 1) {
      const { shape, text } = tokens[at]!;
      if (shape !== 'capital') continue;
      let kinds = counts.get(text);
      if (!kinds) {
        kinds = new Int32Array(KINDS.length);
        counts.set(text, kinds);
      }
      kinds[KINDS.indexOf(kind)]! += 1;
    }
  }
  const votes = new Map([...counts].map(([word, kinds]) => [word, voteOf(kinds)]));
  return Uint8Array.from(tokens, ({ shape, text }) => (shape === 'capital' ? (votes.get(text) ?? 0) : 0));
}

/** The kind that leads, whether it is the only one, and whether the word stands there more than twice. */
function voteOf(kinds: Int32Array): number {
  let [best, sum] = [0, 0];
  for (let kind = 0; kind < kinds.length; kind += 1) {
    sum += kinds[kind]!;
    if (kinds[kind]! > kinds[best]!) best = kind;
  }
  return 1 + best * 4 + (kinds[best] === sum ? 2 : 0) + (sum > 2 ? 1 : 0);
}

function initialsOf(tokens: readonly Token[], ruled: readonly TaggedName[]): Set<string> {
  const seen = new Set<string>();
  for (const { first, last } of ruled) {
    if (last - first < 1) continue;
    let letters = '';
    for (let at = first; at <= last; at += 1)
      if (tokens[at]!.shape === 'capital') letters += tokens[at]!.lower[0];
    seen.add(letters);
  }
  return seen;
}

function sportOf(tokens: readonly Token[]): number {
  let [sport, words] = [0, 0];
  for (const { lower, shape } of tokens) {
    if (shape !== 'lower' && shape !== 'capital') continue;
    words += 1;
    if (isSportWord(lower)) sport += 1;
  }
  return sport < 2 || sport < words * 0.012 ? 0 : sport < words * 0.03 ? 1 : 2;
}

/** What is longer than any line of news, or beyond any article, is left to the rules. */
function runsOf(tokens: readonly Token[]): Run[] {
  const runs: Run[] = [];
  let seen = 0;
  for (let first = 0; first < tokens.length && seen < MOST_TOKENS; first += 1) {
    if (!canStart(tokens[first]!)) continue;
    const last = runEnd(tokens, first);
    if (last - first < LONGEST_RUN) runs.push({ first, last });
    seen += Math.min(LONGEST_RUN, last - first + 1);
    first = last;
  }
  return runs;
}

function runEnd(tokens: readonly Token[], first: number): number {
  let last = first;
  for (let at = first + 1; at < tokens.length && at - last <= LONGEST_GAP; at += 1) {
    const token = tokens[at]!;
    if (token.afterBreak) break;
    if (canStart(token)) last = at;
    else if (!JOINT.test(token.lower) && token.shape !== 'possessive' && token.shape !== 'number') break;
  }
  return last;
}

/** Capitalised, or a number with letters: "3M". */
function canStart({ shape, text }: Token): boolean {
  return shape === 'capital' || (shape === 'number' && /^\d+\p{L}/u.test(text));
}
