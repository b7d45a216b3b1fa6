import { datesOf } from '../find/dates/dates.ts';
import type {
  FoundAffiliation,
  FoundDate,
  FoundEvent,
  FoundMention,
  ReadInput,
  Reading,
  Span,
} from '../reading.ts';
import type { Answer, ToldEvent } from './answer.ts';
import { nearestPlace, placesOf } from './find-again.ts';
import { foundQuotes } from './found-quotes.ts';
import { castOf, type ToldCast } from './told-cast.ts';

/** What of an answer stands in the text, each with its place; what does not is left out. Days are read from the text by our own rules. */
export function readingOfAnswer(answer: Answer, { text, publishedAt }: ReadInput): Reading {
  const cast = castOf(answer.actors, text);
  const dates = datesOf(text, publishedAt);
  const named = disjoint([...actorMentions(cast, text), ...placeMentions(answer.places, text)]);
  const events = eventsOf(answer.events, text, cast, dates);
  return {
    actors: cast.actors,
    affiliations: affiliationsOf(answer, text, cast),
    mentions: [...named, ...events.mentions].sort((a, b) => a.span.start - b.span.start),
    events: events.events,
    quotes: foundQuotes(answer.quotes, text, cast),
    dates,
  };
}

function actorMentions({ actors, indexOf }: ToldCast, text: string): FoundMention[] {
  return [...indexOf].flatMap(([form, actor]) => {
    const { kind, name, confidence } = actors[actor]!;
    return placesOf(text, form).map((span) => ({ kind, span, name, actor, event: null, confidence }));
  });
}

const SURE_OF_PLACES = 0.5;

function placeMentions(places: readonly string[], text: string): FoundMention[] {
  return [...new Set(places)].flatMap((name) =>
    placesOf(text, name).map((span) => ({
      kind: 'place' as const,
      span,
      name,
      actor: null,
      event: null,
      confidence: SURE_OF_PLACES,
    })),
  );
}

/** The longer of two that overlap: "Ada Brisk" over "Brisk". */
function disjoint(mentions: readonly FoundMention[]): FoundMention[] {
  const sorted = mentions.toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const kept: FoundMention[] = [];
  for (const mention of sorted) if (mention.span.start >= (kept.at(-1)?.span.end ?? 0)) kept.push(mention);
  return kept;
}

function affiliationsOf({ affiliations }: Answer, text: string, cast: ToldCast): FoundAffiliation[] {
  return affiliations.flatMap(({ person, organization, role, words, confidence }) => {
    const [of, at] = [cast.indexOf.get(person), cast.indexOf.get(organization)];
    const [span] = placesOf(text, words);
    if (of === undefined || at === undefined || !span) return [];
    if (cast.actors[of]!.kind !== 'person' || cast.actors[at]!.kind !== 'organization') return [];
    const said = role !== null && text.includes(role) ? role : null;
    return [{ person: of, organization: at, role: said, span, confidence }];
  });
}

function eventsOf(
  told: readonly ToldEvent[],
  text: string,
  cast: ToldCast,
  dates: readonly FoundDate[],
): { events: FoundEvent[]; mentions: FoundMention[] } {
  const events: FoundEvent[] = [];
  const mentions: FoundMention[] = [];
  const taken = new Set<number>();
  for (const { mentions: forms, date, place, participants, ...event } of told) {
    const spans = forms.flatMap((form) => placesOf(text, form)).filter(({ start }) => !taken.has(start));
    const [first] = spans;
    if (!first) continue;
    const name = text.slice(first.start, first.end);
    const day = date === null ? null : dayOf(date, first, text, dates);
    events.push({
      ...event,
      name,
      earliest: day?.earliest ?? null,
      latest: day?.latest ?? null,
      precision: day?.precision ?? null,
      place: place !== null && placesOf(text, place).length > 0 ? place : null,
      participants: [...new Set(participants.flatMap((each) => cast.indexOf.get(each) ?? []))],
    });
    for (const span of spans) {
      if (taken.has(span.start)) continue;
      taken.add(span.start);
      const index = events.length - 1;
      mentions.push({ kind: 'event', span, name, actor: null, event: index, confidence: event.confidence });
    }
  }
  return { events, mentions };
}

function dayOf(words: string, near: Span, text: string, dates: readonly FoundDate[]): FoundDate | null {
  const place = nearestPlace(text, words, near);
  if (!place) return null;
  return dates.find(({ span }) => span.start < place.end && span.end > place.start) ?? null;
}
