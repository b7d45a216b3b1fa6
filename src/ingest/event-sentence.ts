import { compoundActors } from './event-partners.ts';
import type { EventsInput } from './events.ts';
import type { FoundActor, FoundDate, FoundMention, Span } from './reading.ts';

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

export function eventSentence(input: EventsInput, span: Span): EventSentence {
  const inside = (other: Span) => other.start >= span.start && other.end <= span.end;
  const moved = (other: Span) => ({ start: other.start - span.start, end: other.end - span.start });
  const mentions = input.mentions.filter((mention) => inside(mention.span));
  const dates = input.dates
    .filter((date) => inside(date.span))
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
  /\b(?:in|at|near|outside|inside|(?:travel(?:s|ed|led|ing)?|flew|fl(?:y|ies)|trip|visits?) to|visit(?:s|ed)?) (?:the )?((?:\p{Lu}[\p{L}\p{M}’'-]*)(?:[ -](?:of |the )?\p{Lu}[\p{L}\p{M}’'-]*){0,4})/gu;

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
