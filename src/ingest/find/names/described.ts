import { cueOf } from '../quotes/cues.ts';
import { remembered } from '../remembered.ts';
import type { Token } from '../tokens.ts';
import { BODY_NOUNS, DOCUMENT_NOUNS, GROUP_NOUNS, isRoleNoun, SURNAME_ROLES } from './names-lexicon.ts';

export type DescribedKind = 'person' | 'group' | 'body' | 'document';

/** Somebody or something that speaks without a name: "a White House official", "the mayor", "the joint statement". */
export interface Described {
  readonly first: number;
  readonly last: number;
  readonly head: number;
  readonly kind: DescribedKind;
  readonly article: 'definite' | 'indefinite' | 'owned' | 'none';
}

const DEFINITE = new Set('the this that these those'.split(' '));
const INDEFINITE = new Set(
  'a an one another some many several two three four five six seven eight nine ten both few most other all any every each no dozens multiple'.split(
    ' ',
  ),
);
const OWNED = new Set('his her their its our my your'.split(' '));
const STOPS = new Set(
  "and or but nor of in on at to for from by with about as than that which who whom when while if because after before since during into over under between against through he she it they we i you him them me us is are was were be been being has have had do does did will would can could may might must shall should not n't also then there here so yet how what where why whether like via per".split(
    ' ',
  ),
);
const LONGEST_PREFIX = 7;

/** In the order of their heads. Names are taken as words like any other. */
export function describedOf(tokens: readonly Token[]): readonly Described[] {
  let found = DESCRIBED.get(tokens);
  if (!found) {
    found = describedIn(tokens);
    DESCRIBED.set(tokens, found);
  }
  return found;
}

/** A scene that is built anew, with fewer quotations, has the same tokens. */
const DESCRIBED = new WeakMap<readonly Token[], readonly Described[]>();

function describedIn(tokens: readonly Token[]): Described[] {
  const found: Described[] = [];
  for (let head = 0; head < tokens.length; head += 1) {
    const kind = headKind(tokens, head);
    if (kind === null) continue;
    const phrase = phraseBefore(tokens, head, kind);
    if (phrase) found.push(phrase);
  }
  return found;
}

function headKind(tokens: readonly Token[], head: number): DescribedKind | null {
  const token = tokens[head]!;
  if (token.shape !== 'lower' && token.shape !== 'capital') return null;
  const next = tokens[head + 1];
  if (next?.shape === 'possessive') return null;
  const compound =
    next?.shape === 'lower' && next.afterSpace && isHead(next.lower) && !isVerbLike(next.lower);
  if (compound) return null;
  const kind = kindOfHead(token.lower);
  if (
    token.shape === 'capital' &&
    SURNAME_ROLES.has(token.lower) &&
    !DEFINITE.has(tokens[head - 1]?.lower ?? '')
  )
    return null;
  return kind ?? (isOfAge(tokens, head) || speaksUnlisted(tokens, head) ? 'person' : null);
}

/** "the 46-year-old". */
function isOfAge(tokens: readonly Token[], head: number): boolean {
  return (
    tokens[head]!.lower === 'year-old' &&
    tokens[head - 2]?.shape === 'number' &&
    /^(?:the|a)$/.test(tokens[head - 3]?.lower ?? '') &&
    tokens[head + 1]?.shape !== 'lower'
  );
}

/** Any noun right before "said" speaks, listed or not: "the 43-year-old said". */
function speaksUnlisted(tokens: readonly Token[], head: number): boolean {
  const [token, next] = [tokens[head]!, tokens[head + 1]];
  if (
    token.shape !== 'lower' ||
    next?.shape !== 'lower' ||
    STOPS.has(token.lower) ||
    token.lower.endsWith('ly')
  )
    return false;
  const cue = cueOf(next.lower);
  return cue?.class === 'say' && (cue.form === 'past' || cue.form === 'third') && cueOf(token.lower) === null;
}

function isHead(word: string): boolean {
  return kindOfHead(word) !== null;
}

/** "report", "post" and "order" are verbs as well; behind another head they speak. */
function isVerbLike(word: string): boolean {
  return cueOf(word) !== null;
}

const kindOfHead = remembered((word: string): DescribedKind | null => {
  const last = word.includes('-') ? word.slice(word.lastIndexOf('-') + 1) : word;
  if (isRoleNoun(word) || isRoleNoun(last)) return 'person';
  if (GROUP_NOUNS.has(word) || (word.endsWith('s') && isRoleNoun(word.slice(0, -1)))) return 'group';
  if (BODY_NOUNS.has(word)) return 'body';
  return DOCUMENT_NOUNS.has(word) || DOCUMENT_NOUNS.has(last) ? 'document' : null;
});

function phraseBefore(tokens: readonly Token[], head: number, kind: DescribedKind): Described | null {
  let first = head;
  for (let steps = 0; steps < LONGEST_PREFIX && first > 0; steps += 1) {
    const joint = tokens[first]!.afterSpace || tokens[first]!.shape === 'possessive';
    if (!joint && !isPartOfAge(tokens, first)) break;
    const before = tokens[first - 1]!;
    if (DEFINITE.has(before.lower)) return described(tokens, first - 1, head, kind, 'definite');
    if (OWNED.has(before.lower)) return described(tokens, first - 1, head, kind, 'owned');
    if (INDEFINITE.has(before.lower))
      return described(tokens, withNumber(tokens, first - 1), head, kind, 'indefinite');
    if (before.shape === 'possessive')
      return described(tokens, ownerStart(tokens, first - 1), head, kind, 'owned');
    if (
      (before.shape === 'sign' && tokens[first]!.lower !== 'year-old') ||
      STOPS.has(before.lower) ||
      isSpokenVerb(before, tokens[first - 2])
    )
      break;
    first -= 1;
  }
  if ((kind === 'person' || kind === 'document') && first === head && isLabel(tokens, head))
    return described(tokens, first, head, kind, 'definite');
  const bare = kind === 'group' || (kind === 'body' && tokens[head]!.shape === 'capital');
  return bare || (kind === 'person' && first < head) ? described(tokens, first, head, kind, 'none') : null;
}

/** "Mayor: ‘No more bridges’", "Poll: …", as headlines say it. */
function isLabel(tokens: readonly Token[], head: number): boolean {
  return tokens[head]!.afterBreak && tokens[head + 1]?.text === ':';
}

function isPartOfAge(tokens: readonly Token[], at: number): boolean {
  return tokens[at]!.lower === 'year-old' || tokens[at + 1]?.lower === 'year-old';
}

function isSpokenVerb(token: Token, before: Token | undefined): boolean {
  if (token.shape !== 'lower') return false;
  const cue = cueOf(token.lower);
  if (cue === null || cue.class === 'stance') return false;
  return cue.form !== 'participle' && !(before && DEFINITE.has(before.lower));
}

function withNumber(tokens: readonly Token[], first: number): number {
  const before = tokens[first - 1];
  return before && tokens[first]!.afterSpace && (DEFINITE.has(before.lower) || OWNED.has(before.lower))
    ? first - 1
    : first;
}

function ownerStart(tokens: readonly Token[], possessive: number): number {
  let first = possessive;
  while (first > 0 && possessive - first < 4) {
    const before = tokens[first - 1]!;
    const joined = first === possessive || tokens[first]!.afterSpace;
    const owner =
      before.shape === 'capital' ||
      (first === possessive && before.shape === 'lower') ||
      /^(?:the|a|an|his|her)$/.test(before.lower);
    if (!joined || !owner) break;
    first -= 1;
  }
  return first;
}

function described(
  tokens: readonly Token[],
  first: number,
  head: number,
  kind: DescribedKind,
  article: Described['article'],
): Described | null {
  const plain = tokens[head]!.shape === 'lower' || article !== 'none' || kind === 'group' || kind === 'body';
  return plain ? { first, last: head, head, kind, article } : null;
}
