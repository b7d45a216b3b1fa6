import { isAbbreviation } from './abbreviations.ts';
import { remembered } from './remembered.ts';

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

/** What a token is made of; initials and abbreviations take their stop, and a possessive goes by itself. */
export const PIECE =
  /(?:\p{Lu}\.){2,}|['’]s(?![\p{L}\p{N}])|\p{L}[\p{L}\p{M}\p{N}]*(?:[-’'&\u2011][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*|[\p{N}$£€](?:[\p{N}.,:]*[\p{N}%])?|[^\s]/gu;
const SPACE = /\s/;
const LETTER = /^\p{L}/u;
const CAPITAL = /^[\p{Lu}\p{Lt}]/u;
const ARABIC_ARTICLE = /^(?:al|el)-\p{Lu}/u;
const NUMBER = /^[\p{N}$£€]/u;

/** In order, disjoint; everything but white space is in one of them. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (let at = pieceStart(text, 0); at < text.length; at = pieceStart(text, at)) {
    const end = pieceEnd(text, at);
    if (at < last) {
      at = end;
      continue;
    }
    const possessive = end - at > 2 && isPossessive(text, end - 2) ? end - 2 : end;
    last = pushToken(tokens, text, at, possessive, last);
    if (possessive < end) last = pushToken(tokens, text, possessive, end, last);
    at = end;
  }
  return tokens;
}

function pieceStart(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text, at)) at += 1;
  return at;
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 0x80 ? code === 0x20 || (code >= 0x09 && code <= 0x0d) : SPACE.test(text[at]!);
}

/** Where the piece that begins here ends. Most are words of plain letters, which need no pattern. */
function pieceEnd(text: string, from: number): number {
  let at = from;
  while (isPlainLetter(text.charCodeAt(at))) at += 1;
  if (at > from && endsPlainWord(text.charCodeAt(at), at - from)) return at;
  PIECE.lastIndex = from;
  PIECE.test(text);
  return PIECE.lastIndex;
}

function isPlainLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** Nothing that could go on with the word: no figure, joint or letter beyond ASCII, nor the stop of an initial. */
function endsPlainWord(code: number, length: number): boolean {
  if (code === 0x2e) return length > 1;
  return !(code >= 0x80 || code === 0x2d || code === 0x27 || code === 0x26 || (code >= 0x30 && code <= 0x39));
}

/** "Quorn’s" is two tokens, "O’Quorn" one. */
function isPossessive(text: string, at: number): boolean {
  const mark = text[at];
  return (mark === '’' || mark === "'") && (text[at + 1] === 's' || text[at + 1] === 'S');
}

function pushToken(tokens: Token[], text: string, start: number, wordEnd: number, last: number): number {
  const end = text[wordEnd] === '.' ? abbreviationEnd(text, start, wordEnd) : wordEnd;
  const gap = tokens.length === 0 ? '\n' : text.slice(last, start);
  const afterBreak = gap.includes('\n');
  const { text: word, lower, shape } = wordOf(text.slice(start, end));
  tokens.push({
    start,
    end,
    text: word,
    lower,
    shape,
    afterSpace: gap.length > 0 && !afterBreak,
    afterBreak,
  });
  return end;
}

function abbreviationEnd(text: string, start: number, end: number): number {
  const length = end - start;
  if (length > 6 || !isAbbreviation(text.slice(start, end))) return end;
  if (length > 1) return end + 1;
  const initial = /^\.(?:\p{Lu}|\s\p{Lu})/u.test(text.slice(end, end + 3));
  return initial && !/\b(?:on|to) $/.test(text.slice(Math.max(0, start - 4), start)) ? end + 1 : end;
}

/** What is told by a word's letters alone. */
export type Word = Pick<Token, 'text' | 'lower' | 'shape'>;

/** One string for all places of a word makes every later look-up of it cheap. */
export const wordOf = remembered((text): Word => {
  const lower = text.toLowerCase();
  return { text, lower: lower.includes('’') ? lower.replaceAll('’', "'") : lower, shape: shapeOf(text) };
});

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
