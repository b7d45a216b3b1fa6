import type { FoundActor, FoundDate } from '../../reading.ts';
import type { EventCandidate } from './event-candidates.ts';
import { ENCOUNTERS, LABELS } from './event-cues.ts';
import type { JoinedEvent } from './event-join.ts';
import { doerOf, objectOf, phraseOf, verbObjectOf } from './event-wording.ts';

/**
 * A name for people, from what the text tells of the event: who ("phone call between Marwen and Vell"), where ("Lindrow
 * summit"), what about ("vote on the dam"), else the article's own words for it, with the date where they are one word.
 */
export function eventName(event: JoinedEvent, actors: readonly FoundActor[], text: string): string {
  const { kind, place } = event;
  const label = labelOf(event, text);
  const names = event.participants.slice(0, 2).map((at) => shortName(actors, at));
  if (kind === 'summit' && place !== null) return `${place} ${LABELS.summit}`;
  const [one, other] = names;
  const office = other === undefined && kind === 'meeting' ? officeName(event, label, text) : null;
  if (office !== null) return office;
  if (one !== undefined && kind !== 'trial') {
    const told = nameByParticipants(event, label, one, other);
    if (told !== null) return told;
  }
  const worded = event.told.map((told) => nameByWords(told, label, text)).find((name) => name !== null);
  if (worded) return worded;
  if (place !== null) return `${label} ${kind === 'visit' ? `to ${place}` : placed(place, text, event.told)}`;
  return label.includes(' ') && label !== LABELS[kind] ? label : dated(label, event.date);
}

/** "Meeting of leaders of Corrane and Orsvik" says more than the one of them that has a name. */
function officeName({ told }: JoinedEvent, label: string, text: string): string | null {
  const people = told.map((each) => doerOf(each, text)).find((doer) => doer && !doer.body);
  return people ? `${label} of ${people.words}` : null;
}

function nameByParticipants(
  { kind, place }: JoinedEvent,
  label: string,
  one: string,
  other: string | undefined,
): string | null {
  if (kind === 'visit') {
    const where = place ?? other;
    return where === undefined ? `${one}’s visit` : `${one}’s visit to ${where}`;
  }
  if (kind === 'statement') return other === undefined ? null : `joint statement by ${one} and ${other}`;
  if (kind === 'conference') return `${label} with ${one}${other === undefined ? '' : ` and ${other}`}`;
  const noun = kind === 'agreement' ? label : LABELS[kind];
  if (other !== undefined) return `${noun} between ${one} and ${other}`;
  return ENCOUNTERS.has(kind) ? `${noun} with ${one}` : null;
}

/** The article's noun with most to say. */
function labelOf({ kind, told }: JoinedEvent, text: string): string {
  const phrases = told.flatMap((each) => phraseOf(each, text) ?? []);
  const telling = phrases.find((phrase) => phrase.includes(' ')) ?? phrases[0];
  return telling === undefined || telling === 'call' ? LABELS[kind] : telling;
}

function nameByWords(told: EventCandidate, label: string, text: string): string | null {
  const doer = doerOf(told, text);
  const about = objectOf(told, text) ?? verbObjectOf(told, text);
  if (about !== null && told.kind === 'election' && !told.byNoun) return `${LABELS.election} ${about}`;
  if (doer?.body) return `${doer.words} ${label}${about === null ? '' : ` ${about}`}`;
  if (about === null) return null;
  return `${told.kind === 'trial' && !told.byNoun ? LABELS.trial : label} ${about}`;
}

/** "At the Customs House", "in Lindrow", as the article words it. */
function placed(place: string, text: string, told: readonly EventCandidate[]): string {
  const around = told.map(({ span }) => text.slice(span.start, span.end + 150)).join(' ');
  const at = around.indexOf(place);
  const words = at < 0 ? null : /\b(?:in|at|near|outside)\s+(?:the\s+)?$/.exec(around.slice(0, at))?.[0];
  return words && (place.includes(' ') || !words.includes('the')) ? `${words}${place}` : `in ${place}`;
}

/** "Vote on March 12, 2026", "treaty of 1958". */
function dated(label: string, date: FoundDate | null): string {
  if (date === null) return label;
  const written = (options: Intl.DateTimeFormatOptions) =>
    new Date(`${date.earliest}T00:00:00Z`).toLocaleDateString('en-US', { ...options, timeZone: 'UTC' });
  const month = { month: 'long', year: 'numeric' } as const;
  if (date.precision === 'day') return `${label} on ${written({ ...month, day: 'numeric' })}`;
  if (date.precision === 'month') return `${label} in ${written(month)}`;
  return date.precision === 'year' ? `${label} of ${date.earliest.slice(0, 4)}` : label;
}

/** The surname where no other person of the article has it. */
function shortName(actors: readonly FoundActor[], at: number): string {
  const actor = actors[at];
  if (!actor) return '';
  const last = actor.name.slice(actor.name.lastIndexOf(' ') + 1);
  const shared = actors.filter((other) => other.kind === 'person' && other.name.endsWith(last)).length > 1;
  return actor.kind === 'person' && !shared ? last : actor.name;
}
