import type { FoundActor } from '../../reading.ts';
import { ENCOUNTERS, LABELS } from './event-cues.ts';
import type { JoinedEvent } from './event-join.ts';

/** A name for people: "Alaska summit", "phone call between Trump and Putin", else the article's own words. */
export function eventName(event: JoinedEvent, actors: readonly FoundActor[], text: string): string {
  const label = LABELS[event.kind];
  if (event.kind === 'summit' && event.place !== null) return `${event.place} ${label}`;
  const names = event.participants.slice(0, 2).map((at) => shortName(actors, at));
  if (names.length === 2) return `${label} between ${names[0]} and ${names[1]}`;
  if (event.kind === 'visit' && event.place !== null)
    return names[0] ? `${names[0]}’s visit to ${event.place}` : `visit to ${event.place}`;
  if (names[0] && ENCOUNTERS.has(event.kind)) return `${label} with ${names[0]}`;
  const noun = event.told.find((told) => told.byNoun && !told.refersBack);
  if (noun) return withoutDate(text.slice(noun.span.start, noun.span.end), noun.date?.text ?? null);
  return event.place === null ? label : `${label} in ${event.place}`;
}

function withoutDate(words: string, date: string | null): string {
  const bare = date === null ? words : words.replace(date, '').replace(/^[’']s?\s+/, '');
  return bare
    .replace(/^(?:the|a|an)\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The surname where no other person of the article has it. */
function shortName(actors: readonly FoundActor[], at: number): string {
  const actor = actors[at];
  if (!actor) return '';
  const last = actor.name.slice(actor.name.lastIndexOf(' ') + 1);
  const shared = actors.filter((other) => other.kind === 'person' && other.name.endsWith(last)).length > 1;
  return actor.kind === 'person' && !shared ? last : actor.name;
}
