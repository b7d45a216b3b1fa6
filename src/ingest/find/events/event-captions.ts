import type { FoundActor } from '../../reading.ts';
import { datesOf } from '../dates/dates.ts';
import { type JoinedEvent, lengthOf } from './event-join.ts';

/**
 * A picture of an event often bears the day that the text leaves open: "summit in Alaska in August" with a caption
 * "A greets B Friday, Aug. 15, 2025, at …, Alaska". The caption's day narrows the one event that it can show: its day
 * lies within the event's, and it names the event's place or all of its participants, who are at least two.
 */
export function narrowByCaptions(
  events: readonly JoinedEvent[],
  captions: readonly string[],
  publishedAt: string | null,
  actors: readonly FoundActor[],
): void {
  for (const caption of captions) {
    const days = datesOf(caption, publishedAt).filter((date) => date.precision === 'day');
    const [day] = days;
    if (!day || days.length > 1) continue;
    const shown = events.filter((event) => {
      const { date } = event;
      const wider =
        date !== null &&
        date.earliest <= day.earliest &&
        day.latest <= date.latest &&
        lengthOf(date) > lengthOf(day);
      return wider && event.status === 'happened' && shows(caption, event, actors);
    });
    if (shown.length === 1) shown[0]!.date = day;
  }
}

function shows(caption: string, event: JoinedEvent, actors: readonly FoundActor[]): boolean {
  if (event.place !== null && holds(caption, event.place)) return true;
  const named = event.participants.filter((at) => {
    const actor = actors[at];
    return actor !== undefined && [actor.name, ...actor.aliases].some((name) => holds(caption, name));
  });
  return named.length >= 2 && named.length === event.participants.length;
}

function holds(text: string, words: string): boolean {
  const at = text.indexOf(words);
  return at !== -1 && !/[\p{L}\p{N}]/u.test(text.charAt(at - 1) + text.charAt(at + words.length));
}
