import type { Kysely } from 'kysely';
import { addEvents, eventsLike, type NewEvent, type ToldEvent } from '../../../db/event-write.ts';
import { holdLocks } from '../../../db/lock.ts';
import type { Day, Id, Tables } from '../../../db/tables.ts';
import type { FoundEvent, FoundMention } from '../reading.ts';
import { chooseEvents, type EventCandidate } from './choose-event.ts';

export interface EventLinking {
  readonly events: readonly FoundEvent[];
  readonly mentions: readonly FoundMention[];
  /** In the order of `Reading.actors`. */
  readonly actorIds: readonly (Id | null)[];
  readonly language: string;
  /** Null for a new article. */
  readonly articleId: Id | null;
  /** The local day of publication: where an event without a date stands in lists. */
  readonly day: Day;
}

export interface LinkedEvents {
  /** In the order of the found ones; null where the text nowhere names the event. */
  readonly ids: readonly (Id | null)[];
  readonly created: readonly Id[];
  /** What the article says of each. */
  readonly told: readonly ToldEvent[];
}

/** Joins the events of an article to known ones, and makes the others. */
export async function linkEvents(db: Kysely<Tables>, linking: EventLinking): Promise<LinkedEvents> {
  const mentioned = new Set(linking.mentions.map((mention) => mention.event));
  const named = linking.events.map((_, i) => i).filter((i) => mentioned.has(i));
  const events = named.map((i) => newEvent(linking.events[i]!, linking));
  await holdLocks(db, 'event', events.flatMap(lockKeys));
  const chosen = chooseEvents(
    events.map((event) => event.kind),
    await candidates(db, events, linking),
  );
  const created = await addEvents(
    db,
    events.filter((_, i) => !chosen[i]),
  );
  const fresh = created.values();
  const ids: (Id | null)[] = linking.events.map(() => null);
  for (const [i, found] of named.entries()) ids[found] = chosen[i] ?? fresh.next().value!;
  const told = named.map((found, i) => ({
    ...events[i]!,
    id: ids[found]!,
    confidence: linking.events[found]!.confidence,
  }));
  return { ids, created, told };
}

async function candidates(
  db: Kysely<Tables>,
  events: readonly NewEvent[],
  { articleId, actorIds }: EventLinking,
): Promise<EventCandidate[]> {
  const actors = [...new Set(actorIds.filter((id) => id !== null))];
  const known = await eventsLike(db, events, { id: articleId, actors });
  return known.map((row) => ({
    index: row.index,
    id: row.id,
    sameName: row.same_name,
    samePlace: row.same_place,
    otherPlace: row.other_place,
    sameDays: row.same_days,
    wider: row.wider,
    sharedParticipants: row.shared_participants,
    otherParticipants: row.other_participants,
    sharedActors: row.shared_actors,
    former: row.former,
  }));
}

function newEvent(event: FoundEvent, { actorIds, language, day }: EventLinking): NewEvent {
  const { earliest, latest, precision } = event;
  const dated = earliest !== null && latest !== null && precision !== null;
  const participants = event.participants.flatMap((index) => actorIds[index] ?? []);
  return {
    kind: event.kind,
    name: event.name,
    status: event.status,
    earliest: dated ? earliest : null,
    latest: dated ? latest : null,
    precision: dated ? precision : null,
    place: event.place,
    listed_on: dated ? latest : day,
    language,
    participants: [...new Set(participants)],
  };
}

/** Two articles that tell of one event share its day or one of its participants, and so a lock. */
function lockKeys({ kind, precision, participants, earliest }: NewEvent): string[] {
  return precision === 'day' ? [earliest, ...participants].map((key) => `${kind} ${key}`) : [];
}
