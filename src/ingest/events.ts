import { localDayOf } from './dates.ts';
import { type EventCandidate, candidatesIn } from './event-candidates.ts';
import { narrowByCaptions } from './event-captions.ts';
import { joinEvents, type JoinedEvent } from './event-join.ts';
import { eventName } from './event-names.ts';
import { eventSentence } from './event-sentence.ts';
import type { FoundActor, FoundDate, FoundEvent, FoundMention } from './reading.ts';
import { sentencesOf } from './sentences.ts';

export interface EventsInput {
  readonly text: string;
  /** RFC 3339; null: what is planned and what has happened is told by the verbs alone. */
  readonly publishedAt: string | null;
  readonly actors: readonly FoundActor[];
  /** Of people, organizations and places. */
  readonly mentions: readonly FoundMention[];
  readonly dates: readonly FoundDate[];
  /** Of the article's pictures. No event comes from them, but their days narrow the events of the text. */
  readonly captions?: readonly string[];
}

/** The events that a text tells, in the order in which it first tells them, and every place where it does. */
export function eventsOf(input: EventsInput): { events: FoundEvent[]; mentions: FoundMention[] } {
  const joined = joinEvents(candidatesOf(input));
  narrowByCaptions(joined, input.captions ?? [], input.publishedAt, input.actors);
  const events = joined.map((event) => foundEvent(event, input));
  const mentions = joined.flatMap((event, at) =>
    event.told.map((told): FoundMention => {
      const found = events[at]!;
      return {
        kind: 'event',
        span: told.span,
        name: found.name,
        actor: null,
        event: at,
        confidence: found.confidence,
      };
    }),
  );
  return { events, mentions: mentions.sort((a, b) => a.span.start - b.span.start) };
}

function candidatesOf(input: EventsInput): EventCandidate[] {
  const today = input.publishedAt === null ? null : localDayOf(input.publishedAt);
  const people: number[] = [];
  return sentencesOf(input.text).flatMap((span) => {
    const sentence = eventSentence(input, span);
    const found = candidatesIn(sentence, { today, actors: input.actors, people });
    people.push(
      ...sentence.actors.map((each) => each.actor).filter((at) => input.actors[at]?.kind === 'person'),
    );
    return found;
  });
}

function foundEvent(event: JoinedEvent, { actors, text }: EventsInput): FoundEvent {
  return {
    kind: event.kind,
    status: event.status,
    name: eventName(event, actors, text),
    earliest: event.date?.earliest ?? null,
    latest: event.date?.latest ?? null,
    precision: event.date?.precision ?? null,
    place: event.place,
    participants: event.participants,
    confidence: confidenceOf(event),
  };
}

/** The more of when, where and who is told, the surer it is an event. */
function confidenceOf({ date, place, participants, told }: JoinedEvent): number {
  const known = [date !== null, place !== null, participants.length >= 2, told.length > 1].filter(
    Boolean,
  ).length;
  return [0.4, 0.55, 0.7, 0.8, 0.9][known] ?? 0.4;
}
