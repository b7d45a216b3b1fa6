import { type HtmlLines, linesOfHtml } from '../markup/html-lines.ts';
import { linesOfText } from '../scraped/text-lines.ts';
import type { FeedItem, FeedText } from './feed-item.ts';

const TAG =
  /<\/?(?:a|abbr|article|aside|b|blockquote|br|center|cite|code|div|em|figure|font|h[1-6]|hr|i|iframe|img|li|mark|ol|p|pre|q|s|section|small|span|strong|sub|sup|table|td|tr|u|ul)\b[^<>]*>/i;
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i;
const CUT = /(?:\[(?:…|\.\.\.)\]|…|\.\.\.)\s*$/;
const MORE =
  /(?:^|(?<=[.!?…\])”"’]\s*))[[(]?(?:continue reading|read (?:the )?(?:full|whole|entire|rest|more|on)|(?:click|tap) (?:here )?to read|keep reading|view (?:full )?(?:article|story|post))\b[^.!?:]{0,120}[.\])]?\s*(?:→|»|>+|…|&raquo;|\.\.\.)?\s*$/i;
const SYNDICATED =
  /^(?:the (?:post|article|story) .{1,300} (?:appeared|was published|was posted) first on .{1,120}|(?:this (?:post|article|story) )?(?:first appeared|originally appeared|was originally published) (?:on|in|at) .{1,120}|(?:source|via):?\s*https?:\S+|\(c\) .{1,120}|©.{1,200}|comments? \(\d+\)|comments)$/i;
const WHOLE_FROM_CHARS = 1_200;
const WHOLE_FROM_LINES = 3;

/** The words of an item, as lines, and whether the article ends with them. */
export interface ItemText {
  readonly lines: readonly string[];
  readonly pictures: HtmlLines['pictures'];
  /** False: the feed shows the beginning only. */
  readonly isWhole: boolean;
}

/** Null where it is nested deeper than any article. */
export function linesOf({ value, form }: FeedText): HtmlLines | null {
  const isHtml = form !== 'plain' && (TAG.test(value) || ENTITY.test(value));
  if (!isHtml) return { lines: linesOfText(value), pictures: [] };
  // Entities alone are no html: what parts its paragraphs is blank lines.
  return linesOfHtml(TAG.test(value) ? value : value.replace(/\r?\n[^\S\n]*\r?\n/g, '<br><br>'));
}

/** On one line; null where there is nothing to read. */
export function lineOf(text: FeedText | null): string | null {
  return (text && linesOf(text)?.lines.join(' ')) || null;
}

/** From its content, or from its summary where there is none. Null where both are nested too deep. */
export function textOf({ content, summary, isOurs }: FeedItem): ItemText | null {
  const nothing = { lines: [], pictures: [] };
  const full = content ? linesOf(content) : nothing;
  const short = summary ? linesOf(summary) : nothing;
  if (full === null || short === null) return null;
  // We write what is whole as content, the beginning of a stub as summary.
  if (isOurs) return { ...(content ? full : short), isWhole: content !== null };
  if (full.lines.length === 0) {
    const { lines, isCut } = tidied(short.lines);
    return { lines, pictures: [...full.pictures, ...short.pictures], isWhole: !isCut && looksWhole(lines) };
  }
  const { lines, isCut } = tidied(full.lines);
  const isSummary = lines.join(' ') === tidied(short.lines).lines.join(' ') && !looksWhole(lines);
  return { lines, pictures: full.pictures, isWhole: !isCut && !isSummary };
}

/** What describes the article and is not its beginning; null where the item has no such summary. */
export function standfirstOf({ content, summary, isOurs }: FeedItem, body: readonly string[]): string | null {
  if (!content || !summary) return null;
  if (isOurs) return lineOf(summary);
  const words = tidied(linesOf(summary)?.lines ?? [])
    .lines.join(' ')
    .replace(CUT, '')
    .trim();
  if (words === '' || words.length > WHOLE_FROM_CHARS) return null;
  return plain(body.join(' ')).startsWith(plain(words)) ? null : words;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function looksWhole(lines: readonly string[]): boolean {
  return lines.length >= WHOLE_FROM_LINES && lines.join(' ').length >= WHOLE_FROM_CHARS;
}

function tidied(lines: readonly string[]): { lines: string[]; isCut: boolean } {
  const said = lines.filter((line) => !SYNDICATED.test(line));
  const last = said.at(-1) ?? '';
  const isCut = CUT.test(last) || MORE.test(last);
  const kept = said.map((line) => (line.length < 5_000 ? line.replace(MORE, '') : line)).map(withoutBrackets);
  return { lines: kept.filter((line) => line !== ''), isCut };
}

function withoutBrackets(line: string): string {
  return line.replace(/\s*\[(?:…|\.\.\.)\]\s*$/, '…').trim();
}
