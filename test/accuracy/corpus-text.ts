import type { NameKind } from '../../src/ingest/find/names/names.ts';
import {
  HONORIFICS,
  isRoleNoun,
  NEVER_NAMES,
  ROLE_MODIFIERS,
} from '../../src/ingest/find/names/names-lexicon.ts';
import { isCountry, isDemonym } from '../../src/ingest/find/names/places.ts';
import { tokensOf } from '../../src/ingest/find/tokens.ts';

export interface NamedSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: Exclude<NameKind, 'unknown'>;
}
/** A text of the training sets with the names that stand in it. */
export interface NamedText {
  readonly source: string;
  readonly text: string;
  readonly names: readonly NamedSpan[];
  /** How much it counts: less where it is written unlike the news. */
  readonly weight: number;
}

/** A word of a corpus, with the kind of the name that it belongs to. */
export interface AnnotatedToken {
  readonly word: string;
  readonly kind: NamedSpan['kind'] | null;
  /** The name begins here, even right behind another one. */
  readonly opens: boolean;
  /** Null where the corpus does not say: then the signs decide. */
  readonly spaceAfter: boolean | null;
}

const FAR_FROM_NEWS = /^gum (?:academic|textbook|vlog|voyage)$/;
const SENTENCES_A_PARAGRAPH = 3;
const NO_SPACE_BEFORE = /^(?:[.,;:?!)\]%’]|['’](?:s|re|ve|ll|d|m|S)?|n['’]t|''|”)$/;
const NO_SPACE_AFTER = /^(?:[([$£“‘]|``)$/;

/** The words as running text, in paragraphs of three sentences, with the names' places in it. */
export function textOf(source: string, sentences: readonly (readonly AnnotatedToken[])[]): NamedText {
  let text = '';
  const names: NamedSpan[] = [];
  sentences.forEach((sentence, index) => {
    if (index > 0) text += index % SENTENCES_A_PARAGRAPH === 0 ? '\n' : ' ';
    const starts: number[] = [];
    let quoted = false;
    sentence.forEach((token, at) => {
      if (at > 0 && spaceBetween(sentence[at - 1]!, token, quoted)) text += ' ';
      if (token.word === '"') quoted = !quoted;
      starts.push(text.length);
      text += token.word;
    });
    for (const [first, last] of stretchesOf(sentence)) {
      const [start, end] = [starts[first]!, starts[last]! + sentence[last]!.word.length];
      const kind = isCountry(text.slice(start, end)) ? 'place' : sentence[first]!.kind!;
      names.push({ start, end, kind });
    }
  });
  const weight = FAR_FROM_NEWS.test(source) ? 0.3 : 1;
  return { source, text, names: [...names, ...countriesIn(text, names)], weight };
}

/** "US troops": some sets leave out the names of countries before a noun. */
function countriesIn(text: string, names: readonly NamedSpan[]): NamedSpan[] {
  const tokens = tokensOf(text);
  const found: NamedSpan[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    for (let length = Math.min(4, tokens.length - at); length > 0; length -= 1) {
      const [start, end] = [tokens[at]!.start, tokens[at + length - 1]!.end];
      if (tokens[at]!.shape !== 'capital' || !isCountry(text.slice(start, end))) continue;
      if (!names.some((name) => name.start < end && name.end > start) && !/^\s?\$/.test(text.slice(end)))
        found.push({ start, end, kind: 'place' });
      at += length - 1;
      break;
    }
  }
  return found;
}

function spaceBetween(before: AnnotatedToken, token: AnnotatedToken, quoted: boolean): boolean {
  if (before.spaceAfter !== null) return before.spaceAfter && !/^(?:['’]s|n['’]t)$/.test(token.word);
  if (before.word === '"') return !quoted;
  if (token.word === '"') return !quoted;
  if (before.word === '-' || token.word === '-') return false;
  return !NO_SPACE_BEFORE.test(token.word) && !NO_SPACE_AFTER.test(before.word);
}

/** First and last token of each name, as our rules cut them: without article and title, and with a capital. */
function stretchesOf(sentence: readonly AnnotatedToken[]): [number, number][] {
  const found: [number, number][] = [];
  let first = 0;
  for (let at = 0; at < sentence.length; at = first) {
    const { kind } = sentence[at]!;
    first = at + 1;
    if (kind === null) continue;
    while (sentence[first]?.kind === kind && !sentence[first]!.opens) first += 1;
    const bare = withoutTitle(sentence, at, first - 1);
    if (bare) found.push(bare);
  }
  return found;
}

function withoutTitle(
  sentence: readonly AnnotatedToken[],
  first: number,
  last: number,
): [number, number] | null {
  let from = first;
  const person = sentence[first]!.kind === 'person';
  while (from <= last && isBefore(sentence[from]!.word, person)) from += 1;
  const named = from <= last && /^\p{Lu}|^\d+\p{L}|^(?:al|el)-/u.test(sentence[from]!.word);
  if (!named || !/[\p{Lu}\d]/u.test(sentence[last]!.word)) return null;
  const { word } = sentence[from]!;
  return from === last && (NEVER_NAMES.has(word.toLowerCase()) || isDemonym(word)) ? null : [from, last];
}

function isBefore(word: string, person: boolean): boolean {
  const lower = word.toLowerCase();
  if (/^(?:the|a|an|this|its|his|her|their|our|my)$/.test(lower)) return true;
  return person && (HONORIFICS.has(lower) || isRoleNoun(lower) || ROLE_MODIFIERS.has(lower));
}
