import type { DocumentImage } from '../document.ts';
import { isFurniture } from './boilerplate.ts';
import { isName, isOutletName } from './bylines.ts';
import { datelineOf } from './dateline.ts';
import { type HeadLine, headLinesOf, isOutletLike, isShortLabel, urlOf } from './head-lines.ts';
import type { PrintedTime } from './printed-time.ts';

/** What stands above an article's body. */
export interface TextHead {
  readonly headline: string;
  readonly standfirst: string | null;
  readonly section: string | null;
  readonly url: string | null;
  readonly publisher: string | null;
  readonly published: PrintedTime | null;
  readonly updated: PrintedTime | null;
  readonly authors: readonly string[];
  readonly images: readonly DocumentImage[];
  /** Where in the lines the body begins. */
  readonly bodyAt: number;
}

/** Lines in which a body has begun, whatever stands above it. */
const LONGEST_HEAD = 60;
const STANDFIRST_CHARS = 320;

/** Reads the lines above the body. `lines` holds at least a headline. */
export function readHead(lines: readonly string[], timeZone: string): TextHead {
  const top = headlineAt(lines, timeZone);
  const below = headLinesOf(lines.slice(top + 1, top + 1 + LONGEST_HEAD), timeZone);
  const body = bodyIndex(below);
  const head = [...linesAbove(lines.slice(0, top), timeZone), ...below.slice(0, body)];
  const times = head.flatMap((line) => (line.kind === 'time' ? line.times : []));
  const published = times.find((time) => time.label === 'published') ?? times[0] ?? null;
  return {
    headline: (lines[top] ?? '').replace(/^(?:headline|title):\s+/i, ''),
    section: head.flatMap((line) => (line.kind === 'section' ? [line.name] : []))[0] ?? null,
    standfirst: standfirstOf(below.slice(0, body)),
    url: head.flatMap((line) => (line.kind === 'url' ? [line.url] : []))[0] ?? null,
    ...publisherAndAuthors(head),
    published,
    updated: times.find((time) => time.label === 'updated' && time !== published) ?? null,
    images: head.flatMap((line) => (line.kind === 'image' ? [line.image] : [])),
    bodyAt: top + 1 + body,
  };
}

/** The first line that is nothing else; a lone section, an outlet or a time may stand above it. */
function headlineAt(lines: readonly string[], timeZone: string): number {
  const at = lines.findIndex((line) => !isFurniture(line) && urlOf(line) === null);
  const rest = lines.slice(at, at + 6);
  const kinds = headLinesOf(rest, timeZone);
  const headline = rest.findIndex((line, index) => {
    const kind = kinds[index];
    const said = kind?.kind === 'text' || (kind?.kind === 'publisher' && kind.name === line);
    return said && !isKicker(line, rest[index + 1] ?? '') && !isMasthead(rest, kinds, index);
  });
  const first = kinds[0];
  const skips = first && (first.kind !== 'text' || headline > 0) && at + headline + 1 < lines.length;
  return skips && headline > 0 ? at + headline : at;
}

/** "FERRY STRIKE" above a headline in ordinary letters. */
function isKicker(line: string, next: string): boolean {
  const shouted = line === line.toUpperCase() && line.split(' ').length <= 2 && isShortLabel(line);
  return shouted && next.split(' ').length > 4 && next !== next.toUpperCase() && !/[.!?]$/.test(next);
}

/** The outlet's name above the headline: a line of the head follows the headline. */
function isMasthead(lines: readonly string[], kinds: readonly HeadLine[], at: number): boolean {
  const [line = '', next = ''] = [lines[at], lines[at + 1]];
  const named = isOutletLike(line) && isOutletName(line) && line.split(' ').length <= 4;
  const heads = next.split(' ').length > 3 && !/[.!?]$/.test(next) && kinds[at + 1]?.kind === 'text';
  const other = lines.slice(at + 2).some((each) => each !== line && isOutletLike(each) && isOutletName(each));
  return (
    named && heads && !other && kinds.slice(at + 2).some(({ kind }) => kind === 'time' || kind === 'byline')
  );
}

function linesAbove(lines: readonly string[], timeZone: string): HeadLine[] {
  return headLinesOf(lines, timeZone).map((line) => {
    if (line.kind !== 'text') return line;
    const outlet = isOutletLike(line.text) && isOutletName(line.text);
    return { kind: outlet ? 'publisher' : 'section', name: line.text };
  });
}

/** Where an outlet is named for certain, a name of two words beside it is its writer. */
function publisherAndAuthors(head: readonly HeadLine[]): { publisher: string | null; authors: string[] } {
  const lines = head.flatMap((line) => (line.kind === 'publisher' ? [line.name] : []));
  const beside = head.flatMap((line) => (line.kind === 'time' || line.kind === 'byline' ? line.outlets : []));
  const outlets = [...lines, ...beside];
  const publisher = outlets.find(isOutletName) ?? outlets[0] ?? null;
  const authors = head.flatMap((line) => (line.kind === 'time' || line.kind === 'byline' ? line.names : []));
  const sure = publisher !== null && isOutletName(publisher) && authors.length === 0;
  return { publisher, authors: sure ? lines.filter((name) => !isOutletName(name) && isName(name)) : authors };
}

/** A short label is one only right below the headline. */
function standfirstOf(head: readonly HeadLine[]): string | null {
  const first = head.findIndex((line) => line.kind !== 'furniture' && line.kind !== 'section');
  for (const [at, line] of head.entries()) {
    if (line.kind !== 'text') continue;
    const words = line.text.split(' ').length;
    if (!isShortLabel(line.text) || (at === first && words > 2) || words > 5) return line.text;
  }
  return null;
}

/**
 * The first line of the body. A paragraph is the standfirst, and not the body, only where lines of the head follow it
 * at once: the outlet, the time, a byline, or, below these, a captioned picture. So is a label that nobody knows.
 */
function bodyIndex(lines: readonly HeadLine[]): number {
  let standfirst = false;
  for (const [at, line] of lines.entries()) {
    if (line.kind !== 'text') continue;
    const rest = lines.slice(at + 1);
    const more = rest.some((each) => each.kind === 'text');
    if (more && isShortLabel(line.text) && labelInHead(lines, at)) continue;
    const next = rest.find((each) => each.kind !== 'furniture');
    const short = line.text.length <= STANDFIRST_CHARS && datelineOf(line.text) === null;
    if (standfirst || !more || !short || !next || !belongsToHead(next, lines.slice(0, at))) return at;
    standfirst = true;
  }
  return lines.length;
}

/** Between two lines of the head, and no sentence. */
function labelInHead(lines: readonly HeadLine[], at: number): boolean {
  const above = lines.slice(0, at);
  const next = lines
    .slice(at + 1, at + 4)
    .find((line) => line.kind !== 'furniture' && !(line.kind === 'text' && isShortLabel(line.text)));
  return above.some(isHeadMark) && next !== undefined && isHeadMark(next);
}

function isHeadMark(line: HeadLine): boolean {
  return line.kind === 'publisher' || line.kind === 'time' || line.kind === 'byline';
}

function belongsToHead(next: HeadLine, above: readonly HeadLine[]): boolean {
  if (next.kind === 'image')
    return (
      next.image.caption !== null && above.some((line) => line.kind === 'time' || line.kind === 'byline')
    );
  return isHeadMark(next);
}
