import { z } from 'zod';
import type { NewsDocument } from './document.ts';
import { rulesExtractor } from './find/rules.ts';
import type { ImmediateExtractor, FoundParty, FoundQuote, Reading, Span } from './reading.ts';

const LINE = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  published: z.iso
    .datetime({ offset: true, local: true })
    .or(z.iso.date())
    .transform(inUtcWithoutZone)
    .nullish(),
  headline: z.string().nullish(),
  language: z.string().nullish(),
});

/**
 * One line of `read --jsonl` in, its answer out, both without the line break. Never throws: a line that can't be read
 * answers with an error. Offsets are UTF-16, half open, into `text` as it came.
 */
export function readJsonLine(line: string, extractor: ImmediateExtractor = rulesExtractor): string {
  const parsed = parseJson(line);
  if (parsed === undefined) return refusal(null, 'BAD_JSON', 'The line is not JSON');
  const id = idOf(parsed);
  const input = LINE.safeParse(parsed);
  if (!input.success) {
    const wrong = input.error.issues
      .map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`)
      .join('; ');
    return refusal(id, 'BAD_FIELD', wrong);
  }
  try {
    const { text, published, headline, language } = input.data;
    const publishedAt = published ?? null;
    const reading = extractor.read({
      text,
      publishedAt,
      headline: headline ?? null,
      language: language ?? 'en',
    });
    return JSON.stringify({ id: input.data.id, ...answerOf(reading) });
  } catch (error) {
    return refusal(id, 'UNREADABLE', error instanceof Error ? error.message : String(error));
  }
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

function refusal(id: string | number | null, code: string, message: string): string {
  return JSON.stringify({ id, error: { code, message } });
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
