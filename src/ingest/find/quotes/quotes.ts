import type { Span } from '../../reading.ts';
import { singleQuoteEnd, singleQuoteOpens } from './single-marks.ts';

export type MarkFamily = 'double' | 'single' | 'guillemet';

/** Words between quotation marks, whether they quote anybody or not. */
export interface MarkedSpan {
  /** With its marks. */
  readonly start: number;
  readonly end: number;
  /** Without its marks, and without white space at both ends. */
  readonly words: Span;
  readonly family: MarkFamily;
  readonly missing: 'none' | 'open' | 'close';
  /** True where the next paragraph opens with a mark again because this one did not close: the same quotation. */
  readonly continues: boolean;
}

interface Mark {
  readonly at: number;
  readonly sign: string;
  /** Stands where an opening mark can: before a word, not behind one. */
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

const MARKS = /[“”„‟"«»‘’']/g;
const SPACE = /\s/;
const WORD = /[\p{L}\p{N}]/u;
const BEFORE_OPENING = /[\s([{—–\-/:;,>…]/;
const AFTER_CLOSING = /[\s)\]}—–\-/:;,.?!<…]/;

/** All marked words of the text in order, disjoint; nested marks belong to the outer ones. Linear in the text. */
export function markedSpansOf(text: string, paragraphs: readonly Span[]): MarkedSpan[] {
  const found: MarkedSpan[] = [];
  const blocks = text.includes('>') ? blocksIn(text, paragraphs) : NO_BLOCKS;
  paragraphs.forEach((paragraph, index) => {
    const block = blocks.get(index);
    const next = paragraphs[index + 1];
    const reopens = next !== undefined && /[“„"«]/.test(text[next.start] ?? '');
    for (const span of block ? [block] : markedInParagraph(text, paragraph, reopens)) found.push(span);
  });
  return found;
}

const NO_BLOCKS: ReadonlyMap<number, MarkedSpan> = new Map();
const BLOCK = /^>[ \t]*(?=[^\s>])/;

/** "> Our members have stood …", set off behind a colon: block quotations as plain text marks them, by paragraph. */
function blocksIn(text: string, paragraphs: readonly Span[]): ReadonlyMap<number, MarkedSpan> {
  const blocks = new Map<number, MarkedSpan>();
  const isBlock = (paragraph: Span | undefined) =>
    paragraph !== undefined && BLOCK.test(text.slice(paragraph.start, paragraph.start + 9));
  for (const [index, { start, end }] of paragraphs.entries()) {
    if (!isBlock(paragraphs[index]) || text.slice(start, end).includes('\n')) continue;
    const before = paragraphs[index - 1];
    const introduced = before && /:\s*$/.test(text.slice(Math.max(before.start, before.end - 9), before.end));
    if (!introduced && !blocks.has(index - 1)) continue;
    const words = { start: start + BLOCK.exec(text.slice(start, start + 9))![0].length, end };
    const continues = isBlock(paragraphs[index + 1]);
    blocks.set(index, { start, end, words, family: 'double', missing: 'close', continues });
  }
  return blocks;
}

function markedInParagraph(text: string, paragraph: Span, reopens: boolean): MarkedSpan[] {
  const marks = marksOf(text, paragraph);
  const found: MarkedSpan[] = [];
  let index = 0;
  let behind = paragraph.start;
  while (index < marks.length) {
    const closed = readAt(text, marks, index, paragraph, reopens, behind);
    if (closed === null) {
      index += 1;
      continue;
    }
    if (closed.span.words.end > closed.span.words.start) found.push(closed.span);
    index = closed.next;
    behind = closed.span.end;
  }
  return found;
}

interface ReadSpan {
  readonly span: MarkedSpan;
  /** Index of the first mark that this span did not use. */
  readonly next: number;
}

function readAt(
  text: string,
  marks: readonly Mark[],
  index: number,
  paragraph: Span,
  reopens: boolean,
  behind: number,
): ReadSpan | null {
  const mark = marks[index]!;
  if (mark.sign === '‘' || mark.sign === "'") return readSingle(text, marks, index, paragraph);
  if (mark.sign === '’') return null;
  if (mark.sign === '»' && mark.canOpen) return readDouble(text, marks, index, paragraph, reopens, '«');
  if (mark.sign === '«') return readDouble(text, marks, index, paragraph, reopens, '»');
  if (
    mark.sign === '“' ||
    mark.sign === '„' ||
    mark.sign === '‟' ||
    mark.canOpen ||
    gluedOpening(text, mark)
  ) {
    return readDouble(text, marks, index, paragraph, reopens, '”');
  }
  return readWithoutOpening(text, mark, index, paragraph, behind);
}

/** `about"joint operations"`: the space is missing; but 5'10" opens nothing. */
function gluedOpening(text: string, mark: Mark): boolean {
  const glued = /\p{L}/u.test(text[mark.at - 1] ?? ' ') && /\p{L}/u.test(text[mark.at + 1] ?? ' ');
  return mark.sign === '"' && (glued || /^\. ?\./.test(text.slice(mark.at + 1, mark.at + 4)));
}

function readSingle(text: string, marks: readonly Mark[], index: number, paragraph: Span): ReadSpan | null {
  const mark = marks[index]!;
  if (!singleQuoteOpens(text, mark.at, mark.canOpen)) return null;
  const end = singleQuoteEnd(text, marks, index, paragraph.end);
  if (end === null) return null;
  return {
    span: spanBetween(text, mark.at, marks[end]!.at + 1, 'single', 'none', false),
    next: end + 1,
  };
}

function readDouble(
  text: string,
  marks: readonly Mark[],
  index: number,
  paragraph: Span,
  reopens: boolean,
  closing: '”' | '«' | '»',
): ReadSpan | null {
  const start = marks[index]!.at;
  const family = closing === '”' ? 'double' : 'guillemet';
  let depth = 0;
  for (let at = index + 1; at < marks.length; at += 1) {
    const mark = marks[at]!;
    if (isSingle(mark.sign)) continue;
    if (closes(mark, closing)) {
      if (depth === 0)
        return { span: spanBetween(text, start, mark.at + 1, family, 'none', false), next: at + 1 };
      depth -= 1;
    } else if (mark.canOpen && mark.sign !== closing) {
      if (depth === 0 && nests(marks, at, closing)) depth += 1;
      else return unclosed(text, start, mark.at, family, false, at);
    }
  }
  return unclosed(text, start, paragraph.end, family, reopens, marks.length);
}

function closes(mark: Mark, closing: string): boolean {
  if (closing !== '”') return mark.sign === closing;
  if (mark.sign === '”') return true;
  if (mark.sign === '"') return mark.canClose || !mark.canOpen;
  return mark.sign === '“' && mark.canClose && !mark.canOpen;
}

/** A second opening mark nests if two closing ones follow before any other opening; else a closing mark is missing. */
function nests(marks: readonly Mark[], at: number, closing: string): boolean {
  let seen = 0;
  for (let next = at + 1; next < Math.min(marks.length, at + 40) && seen < 2; next += 1) {
    const mark = marks[next]!;
    if (isSingle(mark.sign)) continue;
    if (closes(mark, closing)) seen += 1;
    else return false;
  }
  return seen === 2;
}

/** The closing mark is missing: the words end with the paragraph, the line, or before the next opening mark. */
function unclosed(
  text: string,
  start: number,
  limit: number,
  family: MarkFamily,
  reopens: boolean,
  next: number,
): ReadSpan {
  const line = text.indexOf('\n', start);
  const lineEnd = line >= 0 && line < limit ? line : limit;
  const span = spanBetween(text, start, lineEnd, family, 'close', reopens && lineEnd === limit);
  return { span, next };
}

/** A closing mark that nothing opened: the words from the start of the paragraph, where a sentence could end there. */
function readWithoutOpening(
  text: string,
  mark: Mark,
  index: number,
  paragraph: Span,
  behind: number,
): ReadSpan | null {
  const untouched = behind === paragraph.start && mark.at - paragraph.start < 1000;
  if (!untouched || !mark.canClose || !/[,.?!]/.test(text[mark.at - 1] ?? '')) return null;
  if (text.slice(paragraph.start, mark.at).includes('\n')) return null;
  return {
    span: spanBetween(text, paragraph.start, mark.at + 1, 'double', 'open', false),
    next: index + 1,
  };
}

function spanBetween(
  text: string,
  start: number,
  end: number,
  family: MarkFamily,
  missing: MarkedSpan['missing'],
  continues: boolean,
): MarkedSpan {
  let from = missing === 'open' ? start : start + 1;
  let to = missing === 'close' ? end : end - 1;
  while (from < to && SPACE.test(text[from]!)) from += 1;
  while (to > from && SPACE.test(text[to - 1]!)) to -= 1;
  return {
    start,
    end: missing === 'close' ? to : end,
    words: { start: from, end: to },
    family,
    missing,
    continues,
  };
}

function marksOf(text: string, paragraph: Span): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.slice(paragraph.start, paragraph.end).matchAll(MARKS)) {
    const at = paragraph.start + match.index;
    const before = at > paragraph.start ? text[at - 1]! : '\n';
    const after = at + 1 < paragraph.end ? text[at + 1]! : '\n';
    const behindMark = /["“‘'«]/.test(before);
    marks.push({
      at,
      sign: match[0],
      canOpen: !SPACE.test(after) && (BEFORE_OPENING.test(before) || behindMark) && !opensNothing(after),
      canClose: !SPACE.test(before) && !WORD.test(after) && (AFTER_CLOSING.test(after) || isQuoteMark(after)),
    });
  }
  return marks;
}

function opensNothing(after: string): boolean {
  return /[,.;:?!)\]]/.test(after);
}

function isQuoteMark(sign: string): boolean {
  return /["”’'»“]/.test(sign);
}

function isSingle(sign: string): boolean {
  return sign === '‘' || sign === '’' || sign === "'";
}
