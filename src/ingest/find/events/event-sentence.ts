import type { FoundActor, FoundDate, FoundMention, Span } from '../../reading.ts';
import { compoundActors } from './event-compounds.ts';

export interface EventsInput {
  readonly text: string;
  /** Of the text, where they are known already. */
  readonly sentences?: readonly Span[];
  /** RFC 3339; null: what is planned and what has happened is told by the verbs alone. */
  readonly publishedAt: string | null;
  readonly actors: readonly FoundActor[];
  /** Of people, organizations and places. */
  readonly mentions: readonly FoundMention[];
  readonly dates: readonly FoundDate[];
  /** Of the article's pictures. No event comes from them, but their days narrow the events of the text. */
  readonly captions?: readonly string[];
}

/** One sentence with what was found in it; offsets are relative to the sentence. */
export interface EventSentence {
  readonly text: string;
  readonly span: Span;
  readonly actors: readonly { readonly start: number; readonly end: number; readonly actor: number }[];
  readonly places: readonly Place[];
  readonly dates: readonly (FoundDate & { readonly start: number; readonly end: number })[];
}

export interface Place {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** What was found inside a span. */
export interface Findings {
  readonly mentions: readonly FoundMention[];
  readonly dates: readonly FoundDate[];
}

/** Asked for spans in the order of the text, it walks over what was found once. */
export function inSpans(input: EventsInput): (span: Span) => Findings {
  const mentions = walk(input.mentions);
  const dates = walk(input.dates);
  return (span) => ({ mentions: mentions(span), dates: dates(span) });
}

function walk<Found extends { readonly span: Span }>(all: readonly Found[]): (span: Span) => Found[] {
  const ordered = [...all].sort((a, b) => a.span.start - b.span.start);
  let next = 0;
  return (span) => {
    const inside: Found[] = [];
    for (; next < ordered.length && ordered[next]!.span.start < span.end; next++) {
      const found = ordered[next]!;
      if (found.span.start >= span.start && found.span.end <= span.end) inside.push(found);
    }
    return inside;
  };
}

// "Over the past nine months": no one event's day.
const A_LENGTH = /^(?:past|last) (?:\S+ ){1,2}(?:day|week|month|year|decade)s$|^past \w+$/i;

export function eventSentence(
  input: EventsInput,
  span: Span,
  { mentions, dates: found }: Findings,
): EventSentence {
  const moved = (other: Span) => ({ start: other.start - span.start, end: other.end - span.start });
  const dates = found
    .filter(({ text: words }) => !A_LENGTH.test(words))
    .map((date) => ({ ...date, ...moved(date.span) }));
  const text = input.text.slice(span.start, span.end);
  const actors = mentions
    .flatMap((mention) => (mention.actor === null ? [] : [{ ...moved(mention.span), actor: mention.actor }]))
    .sort((a, b) => a.start - b.start);
  const named = mentions
    .filter((mention) => mention.kind === 'place')
    .map((mention) => ({ ...moved(mention.span), name: mention.name }));
  return {
    text,
    span,
    actors,
    dates,
    places: [...named, ...worded(text, named, mentions, dates, span, input.actors)],
  };
}

const AT_A_PLACE =
  /\b(?:in|at|near|outside|inside|(?:travel(?:s|ed|led|ing)?|flew|fl(?:y|ies)|trip|visits?) to|visit(?:s|ed)?) (?:the )?(?:(?:[\p{Ll}-]+ ){0,3}(?:town|city|village|port|capital|resort|island|province|region|suburb) of )?((?:\p{Lu}[\p{L}\p{M}’'-]*)(?:[ -](?:of |the )?\p{Lu}[\p{L}\p{M}’'-]*){0,4})/gu;

/** Capitalised words after "in" or "at" that are neither a person nor a date. */
function worded(
  text: string,
  named: readonly Span[],
  mentions: readonly FoundMention[],
  dates: readonly { readonly start: number; readonly end: number }[],
  span: Span,
  actors: readonly FoundActor[],
): Place[] {
  const people = mentions
    .filter((mention) => mention.kind === 'person')
    .map((mention) => ({ start: mention.span.start - span.start, end: mention.span.end - span.start }));
  const taken = [...named, ...people, ...dates];
  return [...text.matchAll(AT_A_PLACE)].flatMap((match) => {
    const words = (match[1] ?? '').replace(/[’']s?$/, '');
    const start = match.index + match[0].lastIndexOf(match[1] ?? '');
    const place = { start, end: start + words.length, name: words };
    if (compoundActors(words, actors).length > 0) return [];
    return taken.some((other) => other.start < place.end && place.start < other.end) ? [] : [place];
  });
}
