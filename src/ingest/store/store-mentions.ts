import type { NewAffiliationStatement } from '../../../db/affiliation.ts';
import type { NewArticleActor } from '../../../db/article-write.ts';
import type { NewArticleEvent, NewParticipant, ToldEvent } from '../../../db/event-write.ts';
import type { NewMention } from '../../../db/mention.ts';
import type { ActorKind, Id } from '../../../db/tables.ts';
import type { FoundMention } from '../reading.ts';
import { confidenceOf, type LinkedReading, type NamedReading, rangeOf } from './store-spans.ts';

/** In the order of the text, nobody and nothing twice at one place. */
export function mentionsToStore(reading: LinkedReading): NewMention[] {
  const byPlace = new Map<string, { row: NewMention; start: number }>();
  for (const mention of reading.mentions) {
    const row = mentionRow(mention, reading);
    if (row === null) continue;
    const place = `${row.kind} ${row.span} ${row.actor_id} ${row.event_id}`;
    if (!byPlace.has(place)) byPlace.set(place, { row, start: mention.span.start });
  }
  return [...byPlace.values()].sort((a, b) => a.start - b.start).map(({ row }) => row);
}

function mentionRow(mention: FoundMention, reading: LinkedReading): NewMention | null {
  const { span, kind, name } = mention;
  const surface = reading.text.slice(span.start, span.end);
  const event_id = mention.event === null ? null : (reading.eventIds[mention.event] ?? null);
  if (surface === '' || name === '' || (kind === 'event') !== (event_id !== null)) return null;
  const actor_id = isActorKind(kind) ? actorOf(mention, reading) : null;
  return {
    kind,
    actor_id,
    event_id,
    name,
    surface,
    named: actor_id !== null && !reading.isLaterName(actor_id, surface),
    span: rangeOf(span),
    confidence: confidenceOf(mention.confidence),
  };
}

function actorOf({ actor, kind }: FoundMention, reading: LinkedReading): Id | null {
  if (actor === null || reading.actors[actor]?.kind !== kind) return null;
  return reading.actorIds[actor] ?? null;
}

export function isActorKind(kind: string): kind is ActorKind {
  return kind === 'person' || kind === 'organization';
}

/** Whom the text has found, with how often and where first it names them; `others` stand only in its head. */
export function actorsToStore(
  reading: NamedReading,
  mentions: readonly NewMention[],
  others: readonly { readonly id: Id | null; readonly kind: ActorKind }[],
): NewArticleActor[] {
  const found = reading.actors.map(({ kind, description, age = null }, i) => ({
    id: reading.actorIds[i] ?? null,
    kind,
    description,
    age,
  }));
  const rows = new Map<Id, NewArticleActor>();
  for (const { id, kind, description, age } of [
    ...others.map((other) => ({ ...other, description: null, age: null })),
    ...found,
  ]) {
    if (id === null) continue;
    const known = rows.get(id);
    rows.set(id, {
      actor_id: id,
      kind,
      mention_count: 0,
      first_char: null,
      description: known?.description ?? description,
      age: known?.age ?? age,
    });
  }
  for (const { actor_id, span } of mentions) {
    const row = actor_id ? rows.get(actor_id) : undefined;
    if (row) {
      rows.set(row.actor_id, {
        ...row,
        mention_count: row.mention_count + 1,
        first_char: row.first_char ?? startOf(span),
      });
    }
  }
  return [...rows.values()];
}

export function eventsToStore(
  told: readonly ToldEvent[],
  mentions: readonly NewMention[],
): NewArticleEvent[] {
  const mentioned = Map.groupBy(mentions, (mention) => mention.event_id);
  return told.flatMap(({ id, name, status, earliest, latest, precision, place, listed_on, confidence }) => {
    const [first, ...others] = mentioned.get(id) ?? [];
    if (!first) return [];
    const said = { name, status, earliest, latest, precision, place, listed_on };
    const counted = { mention_count: 1 + others.length, first_char: startOf(first.span) };
    return [{ event_id: id, ...counted, ...said, confidence: confidenceOf(confidence) }];
  });
}

export function participantsToStore({ events, eventIds, actorIds }: LinkedReading): NewParticipant[] {
  const rows = events.flatMap((event, i) =>
    event.participants.map((actor) => ({ event_id: eventIds[i] ?? null, actor_id: actorIds[actor] ?? null })),
  );
  const complete = rows.filter(
    (row): row is NewParticipant => row.event_id !== null && row.actor_id !== null,
  );
  return [...new Map(complete.map((row) => [`${row.event_id} ${row.actor_id}`, row])).values()];
}

/** No index holds a longer one. */
const LONGEST_ROLE_CHARS = 300;

export function affiliationsToStore({
  affiliations,
  actorIds,
  actors,
}: NamedReading): NewAffiliationStatement[] {
  return affiliations.flatMap(({ person, organization, role, span, confidence }) => {
    const person_id = actorIds[person] ?? null;
    const organization_id = actorIds[organization] ?? null;
    const fits = actors[person]?.kind === 'person' && actors[organization]?.kind === 'organization';
    if (person_id === null || organization_id === null || !fits || span.start >= span.end) return [];
    const stated = role && role.length <= LONGEST_ROLE_CHARS ? role : null;
    return [
      { person_id, organization_id, role: stated, span: rangeOf(span), confidence: confidenceOf(confidence) },
    ];
  });
}

function startOf(range: string): number {
  return Number(range.slice(1, range.indexOf(',')));
}
