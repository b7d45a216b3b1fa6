import type { DocumentImage } from '../document.ts';
import { isFurniture, isHeadFurniture } from './boilerplate.ts';
import { bylineNames, bylineOutlet, isName, isOutletName, isRole } from './bylines.ts';
import { captionOf } from './captions.ts';
import { isClock, type PrintedTime, printedTimesOf } from './printed-time.ts';

export type HeadLine =
  | { kind: 'furniture' }
  | { kind: 'time'; times: readonly PrintedTime[]; names: readonly string[]; outlets: readonly string[] }
  | { kind: 'byline'; names: readonly string[]; outlets: readonly string[] }
  | { kind: 'image'; image: DocumentImage }
  | { kind: 'url'; url: string }
  | { kind: 'section'; name: string }
  | { kind: 'publisher'; name: string }
  | { kind: 'text'; text: string };

const SECTION =
  /^(?:politics|world|world news|business|economy|local|local news|metro|national|u\.?s\.?(?: news)?|uk(?: news)?|opinion|sports?|culture|arts|science|health|technology|tech|climate|environment|education|travel|elections?|news|europe|africa|asia|middle east|americas|region(?:al)?)$/i;
const BREADCRUMB = /\s*[|·•>›»/]\s*/;
const ADDRESS =
  /^(?:(?:canonical|source|url|link|permalink|original|article|web)(?: (?:url|link|article|address))?\s*:?\s+)?<?(https?:\/\/[^\s<>]+)>?$/i;
const LABELLED =
  /^(?<label>publisher|publication|outlet|section|category|published by)(?:\s*:\s*|(?<=published by)\s+)(?<value>\S.{1,60})$/i;
const SHORT_CHARS = 60;

/** What each line says by itself; a short line of capitalised words near the time or the byline is the outlet. */
export function headLinesOf(lines: readonly string[], timeZone: string): HeadLine[] {
  const kinds = lines.map((line, at) => kindOf(line, lines[at - 1] ?? '', lines[at + 1] ?? '', timeZone));
  let named = false;
  return kinds.map((line, at) => {
    if (line.kind !== 'text' || !isOutletLike(line.text)) return line;
    const near = [neighbour(kinds, at, -1), neighbour(kinds, at, 1)];
    if (named && near[1] !== 'time' && near[1] !== 'byline') return line;
    if (!near.some((kind) => kind === 'time' || kind === 'byline')) return line;
    named = true;
    return { kind: 'publisher', name: line.text };
  });
}

function kindOf(line: string, before: string, after: string, timeZone: string): HeadLine {
  if (isFurniture(line) || isHeadFurniture(line)) return { kind: 'furniture' };
  const url = urlOf(line);
  if (url !== null) return { kind: 'url', url };
  if (isRole(line)) return { kind: 'furniture' };
  const { label, value } = LABELLED.exec(line)?.groups ?? {};
  if (label && value)
    return { kind: /^(?:section|category)$/i.test(label) ? 'section' : 'publisher', name: value };
  const section = sectionOf(line);
  if (section !== null) return { kind: 'section', name: section };
  const time = timeOf(line, before, after, timeZone);
  if (time) return time;
  const names = bylineNames(line);
  if (names.length > 0) return { kind: 'byline', names, outlets: [bylineOutlet(line) ?? []].flat() };
  const image = captionOf(line);
  return image ? { kind: 'image', image } : { kind: 'text', text: line };
}

/** The clock may stand on a line of its own below the date. */
function timeOf(line: string, before: string, after: string, timeZone: string): HeadLine | null {
  if (isClock(line) && printedTimesOf(before, timeZone)) return { kind: 'furniture' };
  const joined = isClock(after) ? printedTimesOf(`${line} ${after}`, timeZone) : null;
  const printed = joined ?? printedTimesOf(line, timeZone) ?? timeAtEnd(line, timeZone);
  if (!printed) return null;
  const parts = printed.others.filter(
    (part) => !isFurniture(part) && !isHeadFurniture(part) && !isRole(part),
  );
  const bylines = parts.filter((part) => bylineNames(part).length > 0);
  const capitalised = parts.filter((part) => !bylines.includes(part) && isOutletLike(part));
  if (bylines.length + capitalised.length < parts.length && line.length > SHORT_CHARS * 2) return null;
  const surely = capitalised.filter((part) => isOutletName(part));
  const people = surely.length > 0 ? capitalised.filter((part) => !isOutletName(part) && isName(part)) : [];
  return {
    kind: 'time',
    times: printed.times,
    names: [...bylines.flatMap(bylineNames), ...(bylines.length === 0 ? people : [])],
    outlets: [
      ...surely,
      ...capitalised.filter((part) => !people.includes(part) && sectionOf(part) === null),
      ...bylines.flatMap((part) => bylineOutlet(part) ?? []),
    ],
  };
}

/** "By Anna Karst May 7, 2026", "Kestrel Wire, 7 May 2026 20:40". */
function timeAtEnd(line: string, timeZone: string): ReturnType<typeof printedTimesOf> {
  if (line.length > SHORT_CHARS * 2 || !/\b(?:19|20)\d\d\b/.test(line)) return null;
  const words = line.split(' ');
  for (let at = 1; at < words.length; at++) {
    const front = words
      .slice(0, at)
      .join(' ')
      .replace(/[\s,|–—:-]+$/, '');
    if (bylineNames(front).length === 0 && !(isOutletLike(front) && isOutletName(front))) continue;
    const printed = printedTimesOf(words.slice(at).join(' '), timeZone);
    if (printed) return { times: printed.times, others: [front, ...printed.others] };
  }
  return null;
}

/** The address that a line holds and nothing else, with a label or without. */
export function urlOf(line: string): string | null {
  return ADDRESS.exec(line)?.[1] ?? null;
}

/** "POLITICS", "News > Politics": the innermost section of a line that names nothing else. */
export function sectionOf(line: string): string | null {
  const parts = line.split(BREADCRUMB).filter((part) => part !== '' && !/^home(?:page)?$/i.test(part));
  return parts.length > 0 && parts.every((part) => SECTION.test(part)) ? (parts.at(-1) ?? null) : null;
}

/** A label that scraping left: short, and no sentence. */
export function isShortLabel(text: string): boolean {
  return text.length <= SHORT_CHARS && !/[.!?:;,…”"’]$/.test(text) && !/^[“"‘]/.test(text);
}

export function isOutletLike(text: string): boolean {
  const words = text.split(' ').filter((word) => !/^(?:of|the|and|for|de|&)$/.test(word));
  return isShortLabel(text) && words.length <= 6 && words.every((word) => /^[\p{Lu}\d]/u.test(word));
}

/** What stands next to a line, over buttons and labels that nobody knows. */
function neighbour(lines: readonly HeadLine[], from: number, step: 1 | -1): HeadLine['kind'] | null {
  let unknown = 0;
  for (let at = from + step; at >= 0 && at < lines.length; at += step) {
    const line = lines[at]!;
    if (line.kind === 'furniture' || line.kind === 'section' || line.kind === 'url') continue;
    if (line.kind !== 'text' || !isShortLabel(line.text) || ++unknown > 2) return line.kind;
  }
  return null;
}
