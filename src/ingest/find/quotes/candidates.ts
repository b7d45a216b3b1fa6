import type { Described } from '../names/described.ts';
import { describedOf } from '../names/described.ts';
import type { NameKind, TaggedName } from '../names/names.ts';
import { afterTitle } from '../names/offices.ts';
import type { Narrative } from '../narrative.ts';
import type { Token } from '../tokens.ts';
import { cueOf, isSpeechNoun } from './cues.ts';

export type CandidateType =
  | 'person'
  | 'organization'
  | 'place'
  | 'unknown'
  | 'pronoun'
  | 'role'
  | 'group'
  | 'body'
  | 'document';

/** Whoever might be speaking, at one place in the article's own voice. Token indexes, both ends included. */
export interface Candidate {
  /** Its place among the candidates of its scene. */
  readonly index: number;
  readonly first: number;
  readonly last: number;
  readonly type: CandidateType;
  /** Index into the names; -1 for pronouns and descriptions. */
  readonly name: number;
  readonly described: Described | null;
}

const PRONOUN = new Set(
  'he she they it we i who which one another others those many some his her their him someone somebody everyone everybody nobody'.split(
    ' ',
  ),
);
const NOUN_REACH = 4;

/** In order, disjoint. A description that holds names ("Scott's niece") stands beside them as one more candidate. */
export function candidatesOf(
  tokens: readonly Token[],
  names: readonly TaggedName[],
  narrative: Narrative,
): Candidate[] {
  const found: Omit<Candidate, 'index'>[] = [];
  const outside = (token: number) => narrative.itemOfToken[token]! >= 0;
  names.forEach((name, index) => {
    if (outside(name.first) && !isAcronymInBrackets(tokens, names[index - 1], name))
      found.push({ first: name.first, last: name.last, type: name.kind, name: index, described: null });
  });
  const named = new Uint8Array(tokens.length);
  for (const { first, last } of names) named.fill(1, first, last + 1);
  for (const phrase of describedOf(tokens)) {
    if (!outside(phrase.head) || !outside(phrase.first) || named[phrase.head] === 1) continue;
    if (titlesName(tokens, names, named, phrase)) continue;
    found.push({ first: phrase.first, last: phrase.last, type: typeOf(phrase), name: -1, described: phrase });
  }
  const taken = new Uint8Array(tokens.length);
  for (const { first, last } of found) taken.fill(1, first, last + 1);
  tokens.forEach((token, index) => {
    if (taken[index] === 1 || !outside(index)) return;
    if (!PRONOUN.has(token.lower) && !isRelativeThat(tokens, index)) return;
    const owner = /^(?:his|her|their)$/.test(token.lower);
    if (owner && tokens[index + 1]?.shape === 'lower' && !ownsWords(tokens, index)) return;
    found.push({ first: index, last: index, type: 'pronoun', name: -1, described: null });
  });
  return found
    .sort((a, b) => a.first - b.first || a.last - b.last)
    .map((candidate, index) => ({ index, ...candidate }));
}

/** "(TUH)" right behind the name that it stands for. */
function isAcronymInBrackets(
  tokens: readonly Token[],
  before: TaggedName | undefined,
  { first, last }: TaggedName,
): boolean {
  return before?.last === first - 2 && tokens[first - 1]?.text === '(' && tokens[last + 1]?.text === ')';
}

/** "a sign that said": what the clause is about speaks. */
function isRelativeThat(tokens: readonly Token[], index: number): boolean {
  if (tokens[index]!.lower !== 'that' || tokens[index - 1]?.shape !== 'lower') return false;
  const cue = cueOf(tokens[index + 1]?.lower ?? '');
  return cue?.class === 'say' && cueOf(tokens[index - 1]!.lower) === null;
}

/** "his warning that", "her repeated calls for": the words are the owner's. */
function ownsWords(tokens: readonly Token[], index: number): boolean {
  for (let at = index + 1; at <= index + NOUN_REACH; at += 1) {
    const token = tokens[at];
    if (token?.shape !== 'lower') return false;
    if (isSpeechNoun(token.lower)) return true;
  }
  return false;
}

/** "spokesman Jason …", "Police Superintendent Karl …": the name right behind is the candidate, not its title. */
function titlesName(
  tokens: readonly Token[],
  names: readonly TaggedName[],
  named: Uint8Array,
  phrase: Described,
): boolean {
  const behind = phrase.last + 1;
  const next = phrase.kind === 'person' ? behind : afterTitle(tokens, behind);
  const titles = phrase.kind === 'person' || next > behind;
  return titles && named[next] === 1 && tokens[next]!.afterSpace && names.length > 0;
}

function typeOf(phrase: Described): CandidateType {
  return phrase.kind === 'person' ? 'role' : phrase.kind;
}

export function isNamed(type: CandidateType): type is NameKind {
  return type === 'person' || type === 'organization' || type === 'place' || type === 'unknown';
}
