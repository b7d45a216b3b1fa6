import type { DocumentImage } from '../document.ts';
import { isFurniture } from './boilerplate.ts';
import { bylineNames } from './bylines.ts';
import { captionOf } from './captions.ts';
import { datelineOf } from './dateline.ts';
import { type PrintedTime, printedTimeOf } from './printed-time.ts';

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

type HeadLine =
  | { kind: 'furniture' }
  | { kind: 'time'; time: PrintedTime }
  | { kind: 'byline'; names: readonly string[] }
  | { kind: 'image'; image: DocumentImage }
  | { kind: 'url'; url: string }
  | { kind: 'publisher'; name: string }
  | { kind: 'text'; text: string };

/** Lines in which a body has begun, whatever stands above it. */
const LONGEST_HEAD = 60;
const STANDFIRST_CHARS = 320;
const SECTION =
  /^(?:politics|world|world news|business|economy|local|local news|metro|national|u\.?s\.?(?: news)?|uk(?: news)?|opinion|sports?|culture|arts|science|health|technology|tech|climate|environment|education|travel|elections?|news|europe|africa|asia|middle east|americas|region(?:al)?)$/i;

/** Reads the lines above the body. `lines` holds at least a headline. */
export function readHead(lines: readonly string[], timeZone: string): TextHead {
  const top = headlineAt(lines);
  const kinds = lines.slice(top.at + 1, top.at + 1 + LONGEST_HEAD).map((line) => kindOf(line, timeZone));
  const named = withPublisher(kinds);
  const body = bodyIndex(named);
  const head = named.slice(0, body);
  const times = head.flatMap((line) => (line.kind === 'time' ? [line.time] : []));
  const parts = times.flatMap((time) => time.others);
  const published = times.find((time) => time.label === 'published') ?? times[0] ?? null;
  return {
    headline: lines[top.at] ?? '',
    section: top.section,
    standfirst: head.flatMap((line) => (line.kind === 'text' ? [line.text] : []))[0] ?? null,
    url: head.flatMap((line) => (line.kind === 'url' ? [line.url] : []))[0] ?? null,
    publisher: publisherOf(head, parts),
    published,
    updated: times.find((time) => time.label === 'updated' && time !== published) ?? null,
    authors: [
      ...head.flatMap((line) => (line.kind === 'byline' ? line.names : [])),
      ...parts.flatMap((part) => bylineNames(part)),
    ],
    images: head.flatMap((line) => (line.kind === 'image' ? [line.image] : [])),
    bodyAt: top.at + 1 + body,
  };
}

function headlineAt(lines: readonly string[]): { at: number; section: string | null } {
  const at = lines.findIndex((line) => !isFurniture(line) && !/^https?:\/\/\S+$/.test(line));
  const first = lines[at] ?? '';
  return SECTION.test(first) && at + 2 < lines.length
    ? { at: at + 1, section: first }
    : { at, section: null };
}

function kindOf(line: string, timeZone: string): HeadLine {
  if (isFurniture(line)) return { kind: 'furniture' };
  if (/^https?:\/\/\S+$/.test(line)) return { kind: 'url', url: line };
  const time = printedTimeOf(line, timeZone);
  if (time) return { kind: 'time', time };
  const names = bylineNames(line);
  if (names.length > 0) return { kind: 'byline', names };
  const image = captionOf(line);
  return image ? { kind: 'image', image } : { kind: 'text', text: line };
}

/** A short line of capitalised words beside the time or the byline is the outlet. */
function withPublisher(lines: readonly HeadLine[]): HeadLine[] {
  return lines.map((line, at) => {
    if (line.kind !== 'text' || !isOutletLike(line.text)) return line;
    const beside = [lines[at - 1]?.kind, lines[at + 1]?.kind];
    return beside.includes('time') || beside.includes('byline')
      ? { kind: 'publisher', name: line.text }
      : line;
  });
}

function isOutletLike(text: string): boolean {
  const words = text.split(' ').filter((word) => !/^(?:of|the|and|for|de|&)$/.test(word));
  return (
    text.length <= 60 &&
    words.length <= 6 &&
    !/[.!?:;,”"’]$/.test(text) &&
    words.every((word) => /^[\p{Lu}\d]/u.test(word))
  );
}

function publisherOf(head: readonly HeadLine[], parts: readonly string[]): string | null {
  const line = head.find((each) => each.kind === 'publisher');
  return line?.name ?? parts.find((part) => isOutletLike(part) && bylineNames(part).length === 0) ?? null;
}

/**
 * The first line of the body. A paragraph is the standfirst, and not the body, only where lines of the head follow it
 * at once: the outlet, the time, a byline, or, below these, a captioned picture.
 */
function bodyIndex(lines: readonly HeadLine[]): number {
  let standfirst = false;
  for (const [at, line] of lines.entries()) {
    if (line.kind !== 'text') continue;
    const next = lines.slice(at + 1).find((each) => each.kind !== 'furniture');
    const more = lines.slice(at + 1).some((each) => each.kind === 'text');
    const short = line.text.length <= STANDFIRST_CHARS && datelineOf(line.text) === null;
    if (standfirst || !more || !short || !next || !belongsToHead(next, lines.slice(0, at))) return at;
    standfirst = true;
  }
  return lines.length;
}

function belongsToHead(next: HeadLine, above: readonly HeadLine[]): boolean {
  if (next.kind === 'image')
    return (
      next.image.caption !== null && above.some((line) => line.kind === 'time' || line.kind === 'byline')
    );
  return next.kind === 'publisher' || next.kind === 'time' || next.kind === 'byline';
}
