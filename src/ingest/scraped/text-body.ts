import type { DocumentByline, DocumentImage } from '../document.ts';
import { endOfArticle, isAboutTheWriter, isEnding, isFurniture, isTeaser } from './boilerplate.ts';
import { agencyCredits, bylineNames, contributorNames, isAgencyLine, writerNames } from './bylines.ts';
import { MONTH_WORD, WEEKDAY_WORD } from './calendar-words.ts';
import { captionOf } from './captions.ts';
import { datelineOf } from './dateline.ts';
import { urlOf } from './head-lines.ts';
import { printedTimesOf } from './printed-time.ts';

/** What the lines below the head hold. */
export interface TextBody {
  readonly paragraphs: readonly string[];
  /** Printed below the article, with a label. */
  readonly url: string | null;
  readonly dateline: string | null;
  /** The date in the dateline, as printed. */
  readonly filed: string | null;
  readonly bylines: readonly DocumentByline[];
  readonly images: readonly DocumentImage[];
  readonly corrections: readonly string[];
}

interface Collected {
  url: string | null;
  paragraphs: string[];
  bylines: DocumentByline[];
  images: DocumentImage[];
  corrections: string[];
}

export function readBody(lines: readonly string[]): TextBody {
  const found: Collected = { url: null, paragraphs: [], bylines: [], images: [], corrections: [] };
  const end = endOfArticle(lines);
  for (const line of lines.slice(0, end)) collect(line, found);
  found.bylines.push(...writersBelow(lines.slice(end)));
  const { paragraphs, ...dateline } = withoutDateline(found.paragraphs);
  return { ...found, paragraphs: withoutRepeats(paragraphs), ...dateline };
}

/** The body of what was read before, in which there is nothing to leave out. */
export function bodyReadBefore(lines: readonly string[]): TextBody {
  return { url: null, ...withoutDateline(lines), bylines: [], images: [], corrections: [] };
}

function withoutDateline(lines: readonly string[]): Pick<TextBody, 'paragraphs' | 'dateline' | 'filed'> {
  const [first = '', ...rest] = lines;
  const found = datelineOf(first);
  if (found === null) return { paragraphs: lines, dateline: null, filed: null };
  return { paragraphs: [found.rest, ...rest], dateline: found.place, filed: found.date };
}

const DAY = `(?:${WEEKDAY_WORD},? )?(?:${MONTH_WORD}\\.? \\d{1,2}|\\d{1,2}\\.? ${MONTH_WORD}\\.?)(?:,? \\d{4})?`;
const CORRECTION = new RegExp(
  `^(?:[•*] ?)?(?:corrections?|clarifications?|erratum|korrektur|berichtigung|rectificatif|corrección)(?:,?(?: on| du| vom| del)? ${DAY}| \\([^)]{3,60}\\))?\\s*(?::|—|–|-)\\s*(?=\\S)`,
  'i',
);
const AMENDED = new RegExp(
  [
    "^(?:[•*] ?)?\\(?(?:(?:editor['’]s note|anmerkung der redaktion|note de la rédaction) ?: )?(?:",
    'this (?:article|story|report|piece) (?:was|has been) (?:amended|corrected|updated to correct)',
    '|(?:an earlier|a previous) version of this (?:article|story|report)',
    '|in einer früheren (?:version|fassung) (?:dieses|des) (?:artikels|textes|berichts)',
    '|une (?:première version|version (?:précédente|antérieure)) de (?:cet article|ce texte))',
  ].join(''),
  'i',
);

/** The correction that a line states, without its label; null for other lines. */
export function correctionOf(line: string): string | null {
  return CORRECTION.test(line) || AMENDED.test(line) ? line.replace(CORRECTION, '') : null;
}

function collect(line: string, found: Collected): void {
  if (isFurniture(line) || isTeaser(line) || isEnding(line) || isAgencyLine(line)) return;
  const correction = correctionOf(line);
  if (correction !== null) {
    found.corrections.push(correction);
    return;
  }
  if (!line.startsWith('http') && urlOf(line) !== null) {
    found.url ??= urlOf(line);
    return;
  }
  const bylines = bylinesOf(line);
  const image = captionOf(line);
  if (bylines !== null) found.bylines.push(...bylines);
  else if (image) found.images.push(image);
  else if (!isTimeLine(line)) found.paragraphs.push(line);
}

/** With an outlet or a writer beside the time, perhaps; a sentence is none. */
function isTimeLine(line: string): boolean {
  const printed = printedTimesOf(line, 'UTC');
  return printed?.others.every((part) => part.length <= 60 && !/[.!?]$/.test(part)) ?? false;
}

/** Null for a line that is no byline of any kind. */
function bylinesOf(line: string): DocumentByline[] | null {
  const authors = bylineNames(line).map((name) => ({ name, role: 'author' as const }));
  const contributors = contributorNames(line).map((name) => ({ name, role: 'contributor' as const }));
  const named = [...authors, ...contributors];
  return agencyCredits(line) ?? (named.length > 0 ? named : null);
}

/** The names listed under "about the writer", up to the next heading. */
function writersBelow(lines: readonly string[]): DocumentByline[] {
  const from = lines.findIndex(isAboutTheWriter);
  if (from === -1) return [];
  const found: DocumentByline[] = [];
  for (const line of lines.slice(from + 1)) {
    if (isAboutTheWriter(line)) continue;
    const names = isEnding(line) || isFurniture(line) ? [] : writerNames(line);
    if (names.length === 0) break;
    found.push(...names.map((name) => ({ name, role: 'author' as const })));
  }
  return found;
}

/** Short paragraphs may repeat in earnest ("“No,” she said."). */
const REPEAT_CHARS = 40;

function withoutRepeats(paragraphs: readonly string[]): string[] {
  const seen = new Set<string>();
  return paragraphs.filter((paragraph) => {
    const repeated = paragraph.length >= REPEAT_CHARS && seen.has(paragraph);
    seen.add(paragraph);
    return !repeated;
  });
}
