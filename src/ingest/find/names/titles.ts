import type { Token } from '../tokens.ts';
import type { TaggedName } from './names.ts';
import { HONORIFICS, isRoleNoun, ROLE_MODIFIERS } from './names-lexicon.ts';
import { isOffice, isOfOffice } from './offices.ts';
import { isDemonym } from './places.ts';

/** What the text says about a person right before or behind the name. Token indexes, both ends included. */
export interface StatedRole {
  readonly first: number;
  readonly last: number;
  /** The noun itself: "minister". */
  readonly head: number;
  readonly position: 'title' | 'apposition';
}

const LONGEST_TITLE = 9;
const LONGEST_APPOSITION = 14;

/** "Foreign Minister" in "Foreign Minister Vell"; null where no title stands before the name. */
export function titleBefore(
  tokens: readonly Token[],
  names: readonly TaggedName[],
  index: number,
): StatedRole | null {
  const name = names[index]!;
  if (tokens[name.first - 1]?.lower === 'of') return null;
  const floor = Math.max((names[index - 1]?.last ?? -1) + 1, name.first - LONGEST_TITLE);
  let first = name.first;
  let head = -1;
  while (first > floor && tokens[first]!.afterSpace) {
    const word = tokens[first - 1]!;
    const role = isRoleNoun(word.lower) || isOffice(tokens, first - 1);
    if (role && head < 0) head = first - 1;
    const inside =
      role ||
      ROLE_MODIFIERS.has(word.lower) ||
      isDemonym(word.text) ||
      HONORIFICS.has(word.lower) ||
      isOfOffice(tokens, first - 1) ||
      isOfficeWord(tokens, first - 1);
    if (!inside) break;
    first -= 1;
  }
  while (first < name.first && (HONORIFICS.has(tokens[first]!.lower) || tokens[first]!.lower === 'of'))
    first += 1;
  if (head < first) return null;
  return { first, last: lastOfTitle(tokens, head, name.first - 1), head, position: 'title' };
}

/** "of State" of "Secretary of State Vell". */
function isOfficeWord(tokens: readonly Token[], index: number): boolean {
  if (
    tokens[index]!.lower === 'of' ||
    tokens[index]!.lower === 'general' ||
    tokens[index]!.lower === 'emeritus'
  )
    return true;
  return (
    tokens[index]!.shape === 'capital' &&
    tokens[index - 1]?.lower === 'of' &&
    isRoleNoun(tokens[index - 2]?.lower ?? '')
  );
}

function lastOfTitle(tokens: readonly Token[], head: number, limit: number): number {
  let last = limit;
  while (last > head && HONORIFICS.has(tokens[last]!.lower)) last -= 1;
  return last;
}

/** "a senior fellow at …" in "Vell, a senior fellow at …,". Null where nothing of the kind follows. */
export function appositionAfter(tokens: readonly Token[], name: TaggedName): StatedRole | null {
  if (tokens[name.last + 1]?.text !== ',') return null;
  const first = name.last + 2;
  for (let at = first; at < Math.min(tokens.length, first + LONGEST_APPOSITION); at += 1) {
    const token = tokens[at]!;
    if (
      token.afterBreak ||
      /^[.;:?!—"“”]$/.test(token.text) ||
      /^(?:who|which|and|has|had|is|was|said|says)$/.test(token.lower)
    )
      return null;
    if (token.text === ',' && !/^\d/.test(tokens[at - 1]!.text)) return null;
    if (at > first && /^(?:of|at|for|in|with|from|to|on|by)$/.test(token.lower)) return null;
    if (!isRoleNoun(token.lower) || tokens[at + 1]?.shape === 'possessive') continue;
    if (isRoleNoun(tokens[at + 1]?.lower ?? '') && tokens[at + 1]!.afterSpace) continue;
    return {
      first: skipArticle(tokens, first),
      last: endOfApposition(tokens, at),
      head: at,
      position: 'apposition',
    };
  }
  return null;
}

/** "the mayor, Ferdinand …", "Its manager, Birgitta …": the role stands before the comma. */
export function roleBeforeComma(tokens: readonly Token[], name: TaggedName): StatedRole | null {
  const head = name.first - 2;
  if (tokens[name.first - 1]?.text !== ',' || head < 0 || !isRoleNoun(tokens[head]!.lower)) {
    return generalBeforeComma(tokens, name);
  }
  return { first: startOfRole(tokens, head), last: head, head, position: 'apposition' };
}

/** "Its director general, Philippa …". */
function generalBeforeComma(tokens: readonly Token[], name: TaggedName): StatedRole | null {
  const head = name.first - 3;
  const general = tokens[name.first - 1]?.text === ',' && tokens[name.first - 2]?.lower === 'general';
  if (!general || !isRoleNoun(tokens[head]?.lower ?? '')) return null;
  return { first: head, last: head + 1, head, position: 'apposition' };
}

/** "The president of the Dockers’ Federation, Amos …": the role stands before the organization, and that before the comma. */
export function roleOfBody(
  tokens: readonly Token[],
  names: readonly TaggedName[],
  index: number,
): StatedRole | null {
  const [body, name] = [names[index - 1], names[index]!];
  if (body?.kind !== 'organization' || body.last !== name.first - 2 || tokens[body.last + 1]?.text !== ',')
    return null;
  if (/^(?:and|or)$/.test(tokens[name.last + 1]?.lower ?? '')) return null;
  const joint = tokens[body.first - 1]?.lower === 'the' ? body.first - 2 : body.first - 1;
  const head = joint - 1;
  if (!/^(?:of|at|for)$/.test(tokens[joint]?.lower ?? '') || !isRoleNoun(tokens[head]?.lower ?? ''))
    return null;
  return { first: startOfRole(tokens, head), last: body.last, head, position: 'apposition' };
}

/** Behind the article, where one stands near. */
function startOfRole(tokens: readonly Token[], head: number): number {
  let first = head;
  while (first > 0 && head - first < 6 && tokens[first]!.afterSpace) {
    const word = tokens[first - 1]!;
    if (word.shape === 'sign' || /^(?:and|of|by|with|to|in|said|says|told|than|but)$/.test(word.lower)) break;
    first -= 1;
    if (/^(?:the|a|an|his|her|its|their)$/.test(word.lower)) break;
  }
  return skipArticle(tokens, first);
}

function skipArticle(tokens: readonly Token[], first: number): number {
  return /^(?:a|an|the|his|her|its|their)$/.test(tokens[first]!.lower) ? first + 1 : first;
}

function endOfApposition(tokens: readonly Token[], head: number): number {
  let last = head;
  while (last - head < LONGEST_APPOSITION) {
    const next = tokens[last + 1];
    if (!next || next.afterBreak || (next.shape === 'sign' && !/^[&’'-]$/.test(next.text))) break;
    if (/^(?:who|which|said|says|told|that|has|had|is|was|wrote|added)$/.test(next.lower)) break;
    last += 1;
  }
  return last;
}
