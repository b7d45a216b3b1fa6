import { z } from 'zod';
import { isLanguage } from './command-options.ts';
import type { NewsDocument } from './document.ts';
import { rulesExtractor } from './find/rules.ts';
import type { FoundParty, FoundQuote, ImmediateExtractor, Reading, Span } from './reading.ts';

const WANTED_LANGUAGE = 'wanted a BCP 47 tag such as "en"';
const text = z.string('wanted text');
const published = z.union(
  [z.iso.datetime({ offset: true, local: true }), z.iso.date()],
  'wanted a day or a moment such as "2026-03-04" or "2026-03-04T09:30:00Z"',
);
const LINE = z.object(
  {
    id: z.union([z.string(), z.number()], 'wanted text or a number'),
    text,
    published: published.transform(inUtcWithoutZone).nullish(),
    headline: text.nullish(),
    language: z.string(WANTED_LANGUAGE).refine(isLanguage, WANTED_LANGUAGE).nullish(),
  },
  'wanted an object with "id" and "text"',
);

export interface LineAnswer {
  /** Without the line break. */
  readonly answer: string;
  readonly refused: boolean;
}

/**
 * One line of `read --jsonl` in, its answer out. Never throws: a line that can't be read answers with an error that
 * holds its number, from 1. Offsets are UTF-16, half open, into `text` as it came.
 */
export function readJsonLine(
  line: string,
  number: number,
  extractor: ImmediateExtractor = rulesExtractor,
): LineAnswer {
  const refusal = (id: string | number | null, code: string, message: string): LineAnswer => ({
    answer: JSON.stringify({ id, error: { code, line: number, message } }),
    refused: true,
  });
  const parsed = parseJson(line);
  if (parsed === undefined)
    return refusal(null, 'BAD_JSON', `wanted a line of JSON, got ${came(line.trim())}`);
  const id = idOf(parsed);
  const input = LINE.safeParse(parsed);
  if (!input.success)
    return refusal(id, 'BAD_FIELD', input.error.issues.map((issue) => said(issue, parsed)).join('; '));
  try {
    const { text, published, headline, language } = input.data;
    const reading = extractor.read({
      text,
      publishedAt: published ?? null,
      headline: headline ?? null,
      language: language ?? 'en',
    });
    return { answer: JSON.stringify({ id: input.data.id, ...answerOf(reading) }), refused: false };
  } catch (error) {
    return refusal(id, 'UNREADABLE', error instanceof Error ? error.message : String(error));
  }
}

function said({ path, message }: z.core.$ZodIssue, line: unknown): string {
  const [field] = path;
  if (field === undefined) return `line: ${message}, got ${came(line)}`;
  return `${String(field)}: ${message}, got ${came((line as Record<PropertyKey, unknown>)[field])}`;
}

const SHOWN_CHARS = 60;

function came(value: unknown): string {
  if (value === undefined) return 'none';
  const shown = JSON.stringify(value);
  return shown.length > SHOWN_CHARS ? `${shown.slice(0, SHOWN_CHARS)}…` : shown;
}

/** A document of its own with all that was read from its body, as `readJsonLine` answers. */
export function readingAsJson(document: NewsDocument, reading: Reading) {
  return { document, ...answerOf(reading) };
}

/** Where the line names no zone, UTC. */
function inUtcWithoutZone(moment: string): string {
  return /T[\d:.]+$/.test(moment) ? `${moment}Z` : moment;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function idOf(parsed: unknown): string | number | null {
  if (typeof parsed !== 'object' || parsed === null || !('id' in parsed)) return null;
  return typeof parsed.id === 'string' || typeof parsed.id === 'number' ? parsed.id : null;
}

function answerOf(reading: Reading) {
  return {
    quotes: reading.quotes.map(quoteLine),
    mentions: reading.mentions.map(({ kind, span, name, actor, event, confidence }) => ({
      span: pair(span),
      type: kind.toUpperCase(),
      name,
      actor,
      event,
      confidence,
    })),
    actors: reading.actors,
    affiliations: reading.affiliations.map((affiliation) => ({
      ...affiliation,
      span: pair(affiliation.span),
    })),
    events: reading.events.map((event, index) => ({
      ...event,
      participants: event.participants.map((actor) => reading.actors[actor]!.name),
      span: spanOfEvent(reading, index),
    })),
    dates: reading.dates.map(({ span, earliest, latest, precision, text }) => ({
      span: pair(span),
      earliest,
      latest,
      precision,
      text,
    })),
  };
}

function quoteLine(quote: FoundQuote) {
  return {
    ...quote,
    spans: quote.spans.map(pair),
    speakers: quote.speakers.map(partyLine),
    addressees: quote.addressees.map(partyLine),
    cue: quote.cue && { text: quote.cue.text, span: pair(quote.cue.span) },
    said: quote.said && { ...quote.said, span: pair(quote.said.span) },
    runnersUp: quote.runnersUp.map((party) => ({ ...partyLine(party), confidence: party.confidence })),
  };
}

function partyLine({ kind, name, span, actor }: FoundParty) {
  return { kind, name, span: span && pair(span), actor };
}

function spanOfEvent(reading: Reading, index: number): [number, number] | null {
  const mention = reading.mentions.find(({ event }) => event === index);
  return mention ? pair(mention.span) : null;
}

function pair({ start, end }: Span): [number, number] {
  return [start, end];
}
