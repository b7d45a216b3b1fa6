import type { Token } from '../tokens.ts';
import { isGivenName } from './given-names.ts';
import {
  HONORIFICS,
  isRoleNoun,
  NAME_PARTICLES,
  NEVER_NAMES,
  ORGANIZATION_WORDS,
  ROLE_MODIFIERS,
  ROLE_NOUNS,
  SURNAME_ROLES,
} from './names-lexicon.ts';
import { isCountry, isDemonym, isPlaceName } from './places.ts';

/** Capitalised words in a row that may hold a name. Token indexes, both ends included. */
export interface NameChain {
  readonly first: number;
  readonly last: number;
  /** A title or a lower-case role stands right before the name: it is a person's. */
  readonly titled: boolean;
  readonly honorific: string | null;
}

const LONGEST = 10;
const OF_OFFICE =
  /^(?:state|defen[sc]e|education|energy|labor|commerce|agriculture|transportation|justice|war|health|homeland|security|human|services|affairs|staff|police|interior|treasury|public|foreign|veterans|the|and|housing|urban|development|representatives|house)$/;

/** In order, disjoint. Titles are cut off; what stands before a title ("NATO" Secretary General …) is a chain of its own. */
export function nameChainsOf(tokens: readonly Token[]): NameChain[] {
  const lowerSeen = lowerWordsOf(tokens);
  const chains: NameChain[] = [];
  let index = 0;
  while (index < tokens.length) {
    if (tokens[index]!.shape !== 'capital') {
      index += 1;
      continue;
    }
    const last = chainEnd(tokens, index);
    for (const chain of partsOf(tokens, index, last, lowerSeen)) chains.push(chain);
    index = last + 1;
  }
  return chains;
}

/** Is this token the first of a sentence, as far as the signs before it tell? */
export function opensSentence(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!;
  if (index === 0 || token.afterBreak) return true;
  let before = index - 1;
  while (before > 0 && /^["“”‘’'(«[—–-]$/.test(tokens[before]!.text)) {
    if (/["“‘«]/.test(tokens[before]!.text)) return true;
    before -= 1;
  }
  return /^[.?!…:]$/.test(tokens[before]!.text);
}

function lowerWordsOf(tokens: readonly Token[]): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const token of tokens) if (token.shape === 'lower') seen.add(token.text);
  return seen;
}

function chainEnd(tokens: readonly Token[], first: number): number {
  let last = first;
  while (last - first < 14) {
    const step = stepOf(tokens, first, last);
    if (step === 0) return last;
    last += step;
  }
  return last;
}

/** How many tokens further the chain reaches in one step; 0 where it ends. */
function stepOf(tokens: readonly Token[], first: number, last: number): number {
  const next = tokens[last + 1];
  if (!next?.afterSpace) return juniorAfterComma(tokens, last) || pluralOwner(tokens, last);
  if (next.shape === 'capital') return 1;
  const after = tokens[last + 2];
  if (isNickname(tokens, last)) return 4;
  if (!after?.afterSpace) return 0;
  if (after.shape === 'capital' && (NAME_PARTICLES.has(next.lower) || next.text === '&')) return 1;
  const third = tokens[last + 3];
  const particles = NAME_PARTICLES.has(next.lower) && NAME_PARTICLES.has(after.lower);
  if (particles && third?.afterSpace && third.shape === 'capital') return 3;
  if (after.shape !== 'capital' && after.lower !== 'the') return 0;
  return joins(tokens, first, last, next.lower) ? joinedLength(tokens, last) : 0;
}

function joins(tokens: readonly Token[], first: number, last: number, joint: string): boolean {
  const head = tokens.slice(first, last + 1);
  const organization = head.some(({ lower }) => ORGANIZATION_WORDS.has(lower));
  if (joint === 'of')
    return organization || isRoleNoun(tokens[last]!.lower) || /^house$/.test(tokens[last]!.lower);
  if (joint === 'for' || joint === 'on') return organization;
  return joint === 'and' && organization && head.some(({ lower }) => lower === 'of' || lower === 'for');
}

function joinedLength(tokens: readonly Token[], last: number): number {
  const after = tokens[last + 2]!;
  if (after.shape === 'capital') return 2;
  return tokens[last + 3]?.shape === 'capital' ? 3 : 0;
}

function juniorAfterComma(tokens: readonly Token[], last: number): number {
  const [comma, junior] = [tokens[last + 1], tokens[last + 2]];
  return comma?.text === ',' && junior !== undefined && /^[JS]r\.?$/.test(junior.text) ? 2 : 0;
}

/** "Teachers’ Union", "Teachers’ and Nurses’ Union": the apostrophe is part of an organization's name. */
function pluralOwner(tokens: readonly Token[], last: number): number {
  const [sign, next] = [tokens[last + 1], tokens[last + 2]];
  if (next?.lower === 'and' && pluralOwner(tokens, last + 3) > 0 && isPlural(tokens[last])) return 3;
  if (!sign || !next?.afterSpace || !/^[’']$/.test(sign.text) || sign.afterBreak) return 0;
  if (!isPlural(tokens[last]) || next.shape !== 'capital') return 0;
  for (let at = last + 2; at < last + 6 && tokens[at]?.shape === 'capital'; at += 1) {
    if (ORGANIZATION_WORDS.has(tokens[at]!.lower)) return 2;
  }
  return 0;
}

function isPlural(token: Token | undefined): boolean {
  return token?.shape === 'capital' && token.lower.endsWith('s');
}

/** Marta “Mia” Quorn, Odo (Bo) Fenwarden. */
function isNickname(tokens: readonly Token[], last: number): boolean {
  const [open, nick, close, next] = [1, 2, 3, 4].map((step) => tokens[last + step]);
  if (!open || !nick || !close || !next) return false;
  if (isPlaceName(nick.text)) return false;
  const marked = /^["“‘(]$/.test(open.text) && /^["”’)]$/.test(close.text);
  return marked && nick.shape === 'capital' && next.shape === 'capital' && next.afterSpace;
}

function partsOf(
  tokens: readonly Token[],
  first: number,
  last: number,
  lowerSeen: ReadonlySet<string>,
): NameChain[] {
  const parts: NameChain[] = [];
  let from = first;
  for (let index = first; index <= last + 1; index += 1) {
    if (index <= last && !breaksChain(tokens, index, from, lowerSeen)) continue;
    if (index > from) pushTitled(parts, tokens, from, index - 1);
    from = index + 1;
  }
  return parts.filter((part) => part.last - part.first < LONGEST);
}

/** "The", "Friday", or a word that only begins its sentence ("Voters") ends a chain and is in none. */
function breaksChain(
  tokens: readonly Token[],
  index: number,
  from: number,
  lowerSeen: ReadonlySet<string>,
): boolean {
  const token = tokens[index]!;
  if (token.shape !== 'capital') return false;
  if (token.text === 'US' || token.text === 'WHO') return false;
  const titled = index > from && ORGANIZATION_WORDS.has(token.lower);
  if (NEVER_NAMES.has(token.lower) && !titled && !isMonthAsName(tokens, index, from)) return true;
  const opening = index === from && opensSentence(tokens, index);
  const known =
    isGivenName(token.text) || isTitleWord(token) || isDemonym(token.text) || isPlaceName(token.text);
  return opening && !known && lowerSeen.has(token.lower);
}

/** "April Quorn", "May said" and "Will Quorn" are names, "April 3" is none. */
function isMonthAsName(tokens: readonly Token[], index: number, from: number): boolean {
  const token = tokens[index]!;
  if (index > from && HONORIFICS.has(tokens[index - 1]!.lower)) return true;
  const next = tokens[index + 1];
  return (
    /^(?:april|june|august|will|may)$/.test(token.lower) &&
    next?.shape === 'capital' &&
    next.afterSpace &&
    !NEVER_NAMES.has(next.lower) &&
    !opensSentence(tokens, index)
  );
}

function pushTitled(parts: NameChain[], tokens: readonly Token[], first: number, last: number): void {
  const nameFirst = afterTitles(tokens, first, last);
  const titleFirst = nameFirst === null ? null : titleStart(tokens, first, nameFirst);
  if (nameFirst === null || titleFirst === null) {
    const bare = withoutEdges(tokens, first, last);
    if (bare) parts.push({ ...bare, titled: lowerRoleBefore(tokens, bare.first), honorific: null });
    return;
  }
  const before = withoutEdges(tokens, first, titleFirst - 1);
  if (before) parts.push({ ...before, titled: false, honorific: null });
  if (nameFirst > last || tokens[nameFirst]!.shape !== 'capital') return;
  const honorific = tokens[nameFirst - 1]!.lower;
  parts.push({
    first: nameFirst,
    last,
    titled: true,
    honorific: HONORIFICS.has(honorific) ? honorific : null,
  });
}

/** The first token behind the last title word; null where the chain holds no title before a name. */
function afterTitles(tokens: readonly Token[], first: number, last: number): number | null {
  let found: number | null = null;
  for (let index = first; index <= last; index += 1) {
    if (index === last && SURNAME_ROLES.has(tokens[index]!.lower)) continue;
    if (!isTitleWord(tokens[index]!) || (index > first && isGivenName(tokens[index - 1]!.text))) continue;
    if (
      index === last &&
      index > first &&
      !isTitleWord(tokens[index - 1]!) &&
      found === null &&
      !followsOffice(tokens, first, index)
    )
      continue;
    let next = index + 1;
    if (tokens[next]?.lower === 'general' && next <= last) next += 1;
    if (tokens[next]?.lower === 'of' && next <= last) next = afterOffice(tokens, next + 1, last);
    if (/^(?:motors|electric|mills|assembly)$/.test(tokens[next]?.lower ?? '')) continue;
    if (endsAsOrganization(tokens, next, last)) continue;
    found = next;
    index = next - 1;
  }
  return found;
}

/** "Prime Minister" alone, or "White House Press Secretary": a role without a name. */
function followsOffice(tokens: readonly Token[], first: number, index: number): boolean {
  const before = tokens[index - 1]!;
  return (
    index > first && (ROLE_MODIFIERS.has(before.lower) || isDemonym(before.text) || isCountry(before.text))
  );
}

function afterOffice(tokens: readonly Token[], from: number, last: number): number {
  let next = from;
  while (next <= last && OF_OFFICE.test(tokens[next]!.lower)) next += 1;
  if (next === from) while (next <= last && isPlaceName(tokens[next]!.text)) next += 1;
  return next;
}

function endsAsOrganization(tokens: readonly Token[], from: number, last: number): boolean {
  return from <= last && ORGANIZATION_WORDS.has(tokens[last]!.lower) && !isGivenName(tokens[from]!.text);
}

/** Walks back from the name over its title's words. */
function titleStart(tokens: readonly Token[], first: number, nameFirst: number): number {
  let start = nameFirst;
  while (start > first) {
    const word = tokens[start - 1]!;
    const office = OF_OFFICE.test(word.lower) || word.lower === 'of';
    if (!office && !isTitleWord(word) && !ROLE_MODIFIERS.has(word.lower) && !isDemonym(word.text)) break;
    if (/^(?:house|white)$/.test(word.lower)) break;
    start -= 1;
  }
  return start;
}

export function isTitleWord(token: Token): boolean {
  return HONORIFICS.has(token.lower) || (token.shape === 'capital' && ROLE_NOUNS.has(token.lower));
}

/** "spokesman Jason …", "former president Bill …". */
function lowerRoleBefore(tokens: readonly Token[], first: number): boolean {
  const before = tokens[first - 1];
  return before?.shape === 'lower' && tokens[first]!.afterSpace && isRoleNoun(before.lower);
}

/** Cuts demonyms and lone modifiers from both ends: "Russian", "Former". Null where nothing is left. */
function withoutEdges(
  tokens: readonly Token[],
  first: number,
  last: number,
): { first: number; last: number } | null {
  let from = first;
  let to = last;
  while (to > from && tokens[to]!.shape !== 'capital') to -= 1;
  if (from < to && tokens[from]!.lower.endsWith('-based')) from += 1;
  while (from < to && isDemonym(tokens[from]!.text) && !ORGANIZATION_WORDS.has(tokens[to]!.lower)) from += 1;
  const lone = tokens[from]!;
  if (from > to || (from === to && isDemonym(lone.text))) return null;
  const title = isTitleWord(lone) && !SURNAME_ROLES.has(lone.lower);
  if (from === to && (title || lone.text.length === 1)) return null;
  return { first: from, last: to };
}
