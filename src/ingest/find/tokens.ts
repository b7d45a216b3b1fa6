import { isAbbreviation } from './abbreviations.ts';

/** A word, a number or a single other sign, with its place in the text. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly lower: string;
  readonly shape: TokenShape;
  /** True where only spaces stand between this token and the one before (no line break). */
  readonly afterSpace: boolean;
  /** True where a line break or the start of the text stands before this token. */
  readonly afterBreak: boolean;
}

export type TokenShape = 'capital' | 'lower' | 'number' | 'possessive' | 'sign';

const PIECE =
  /(?:\p{Lu}\.){2,}|['’]s(?![\p{L}\p{N}])|\p{L}[\p{L}\p{M}\p{N}]*(?:[-’'&\u2011][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*|[\p{N}$£€](?:[\p{N}.,:]*[\p{N}%])?|[^\s]/gu;
const LETTER = /^\p{L}/u;
const CAPITAL = /^[\p{Lu}\p{Lt}]/u;
const ARABIC_ARTICLE = /^(?:al|el)-\p{Lu}/u;
const NUMBER = /^[\p{N}$£€]/u;

/** In order, disjoint; everything but white space is in one of them. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const match of text.matchAll(PIECE)) {
    let at = match.index;
    if (at < last) continue;
    for (const word of withoutPossessive(match[0])) {
      const previous = tokens.at(-1);
      const gap = previous ? text.slice(last, at) : '\n';
      const end = abbreviationEnd(text, at, word);
      tokens.push(tokenAt(text, at, end, gap));
      at = end;
      last = end;
    }
  }
  return tokens;
}

/** "Quorn’s" is two tokens, "O’Quorn" one. */
function withoutPossessive(word: string): readonly string[] {
  if (word.length > 2 && /['’]s$/i.test(word.slice(-2))) return [word.slice(0, -2), word.slice(-2)];
  return [word];
}

function abbreviationEnd(text: string, start: number, word: string): number {
  const end = start + word.length;
  if (text[end] !== '.' || word.length > 6 || !isAbbreviation(word)) return end;
  if (word.length > 1) return end + 1;
  const initial = /^\.(?:\p{Lu}|\s\p{Lu})/u.test(text.slice(end, end + 3));
  return initial && !/\b(?:on|to) $/.test(text.slice(Math.max(0, start - 4), start)) ? end + 1 : end;
}

function tokenAt(text: string, start: number, end: number, gap: string): Token {
  const word = text.slice(start, end);
  const afterBreak = gap.includes('\n');
  return {
    start,
    end,
    text: word,
    lower: word.toLowerCase().replaceAll('’', "'"),
    shape: shapeOf(word),
    afterSpace: gap.length > 0 && !afterBreak,
    afterBreak,
  };
}

function shapeOf(word: string): TokenShape {
  if (CAPITAL.test(word) || ARABIC_ARTICLE.test(word)) return 'capital';
  if (LETTER.test(word)) return 'lower';
  if (NUMBER.test(word)) return 'number';
  return word.length === 2 ? 'possessive' : 'sign';
}

/** Index of the first token that ends after `offset`; the number of tokens where none does. */
export function tokenIndexAt(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
