import type { ActorKind, FoundEvent, FoundMention, Span } from '../../reading.ts';
import { localDayOf } from '../dates/dates.ts';
import { sentencesOf } from '../sentences.ts';
import { candidatesIn, type EventCandidate } from './event-candidates.ts';
import { narrowByCaptions } from './event-captions.ts';
import { type JoinedEvent, joinEvents } from './event-join.ts';
import { eventName } from './event-names.ts';
import { type EventsInput, eventSentence, inSpans } from './event-sentence.ts';

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

// Bounds for text that is no prose; no article comes near them.
const LONGEST_SENTENCE = 1_000;
const MOST_CANDIDATES = 2_000;
/** "The two" are among those named last. */
const PEOPLE_IN_MIND = 20;

function piecesOf(sentence: Span): Span[] {
  const count = Math.ceil((sentence.end - sentence.start) / LONGEST_SENTENCE);
  return Array.from({ length: count }, (_, at) => {
    const start = sentence.start + at * LONGEST_SENTENCE;
    return { start, end: Math.min(start + LONGEST_SENTENCE, sentence.end) };
  });
}

function candidatesOf(input: EventsInput): EventCandidate[] {
  const today = input.publishedAt === null ? null : localDayOf(input.publishedAt);
  const inside = inSpans(input);
  const found: EventCandidate[] = [];
  let people: number[] = [];
  let organizations: number[] = [];
  let subject: number | null = null;
  for (const span of (input.sentences ?? sentencesOf(input.text)).flatMap(piecesOf)) {
    if (found.length >= MOST_CANDIDATES) break;
    const sentence = eventSentence(input, span, inside(span));
    found.push(...candidatesIn(sentence, { today, actors: input.actors, people, organizations, subject }));
    const named = (kind: ActorKind) =>
      sentence.actors.map((each) => each.actor).filter((at) => input.actors[at]?.kind === kind);
    subject = named('person')[0] ?? subject;
    people = [...people, ...named('person')].slice(-PEOPLE_IN_MIND);
    organizations = [...new Set([...organizations, ...named('organization')])].slice(-2);
  }
  return found;
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
