import type { Kysely } from 'kysely';
import { type AskedEvent, eventsLike, type KnownEvent } from '../../../db/event-like.ts';
import { addEvents } from '../../../db/event-write.ts';
import { holdLocks } from '../../../db/lock.ts';
import type { Id, Tables } from '../../../db/tables.ts';
import type { FoundEvent } from '../reading.ts';
import type { LinkEvents, LinkedEvents, TellingArticle } from '../store/store-events.ts';
import { chooseEvents, type EventCandidate, isToldByActors, mayMeet } from './choose-event.ts';

/** So many of an article are compared with known ones, more than any article tells that is no calendar; the others are new. */
const MOST_COMPARED = 300;

/** The events of an article that its text names, with their places among the found ones. */
interface Telling {
  readonly article: TellingArticle;
  readonly named: readonly number[];
  readonly events: readonly AskedEvent[];
}

/**
 * Joins the events of articles to known ones, and makes the others: of as many articles at once as can't be about each other's events.
 * Whoever stores one of the same events waits until the transaction ends.
 */
export const linkEvents: LinkEvents = async (db, articles, write) => {
  const telling = articles.map(tellingOf);
  await holdLocks(
    db,
    'event',
    telling.flatMap(({ events }) => events.flatMap(lockKeys)),
  );
  for (let done = 0; done < telling.length; ) {
    const run = independent(telling.slice(done));
    const chosen = await choose(db, run);
    await write(await made(db, run.slice(0, chosen.length), chosen));
    done += chosen.length;
  }
};

function tellingOf(article: TellingArticle): Telling {
  const mentioned = new Set(article.mentions.map((mention) => mention.event));
  const named = article.events.map((_, i) => i).filter((i) => mentioned.has(i));
  return { article, named, events: named.map((i) => askedEvent(article.events[i]!, article)) };
}

function askedEvent(event: FoundEvent, article: TellingArticle): AskedEvent {
  const { actorIds, tellingActors, language, day, article_id } = article;
  const { earliest, latest, precision } = event;
  const dated = earliest !== null && latest !== null && precision !== null;
  const participants = event.participants.flatMap((index) => actorIds[index] ?? []);
  return {
    article_id,
    by_actors: tellingActors.length > 0 && isToldByActors(event.kind),
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
function lockKeys({ kind, precision, participants, earliest }: AskedEvent): string[] {
  return precision === 'day' ? [earliest, ...participants].map((key) => `${kind} ${key}`) : [];
}

/** The first articles, as far as none tells of what may be an event of one before it. */
function independent(telling: readonly Telling[]): readonly Telling[] {
  const end = telling.findIndex((each, i) => telling.slice(0, i).some((before) => hasEventOf(each, before)));
  return end < 0 ? telling : telling.slice(0, end);
}

function hasEventOf(telling: Telling, before: Telling): boolean {
  const actors = new Set(before.article.tellingActors);
  const shareActors = telling.article.tellingActors.some((id) => actors.has(id));
  return telling.events.some((event) => before.events.some((other) => mayMeet(event, other, shareActors)));
}

/**
 * For each event of each article the known one that it is, or null for a new one. Ends early, behind the first article at least, where what is
 * known of an event will have changed by what the articles so far say of it.
 */
async function choose(db: Kysely<Tables>, run: readonly Telling[]): Promise<(Id | null)[][]> {
  const known = Map.groupBy(
    await eventsLike(
      db,
      run.flatMap(({ events }) => events.slice(0, MOST_COMPARED)),
      run.map(({ article }) => ({ article_id: article.article_id, actors: article.tellingActors })),
    ),
    ({ index }) => index,
  );
  const joined = new Set<Id>();
  const chosen: (Id | null)[][] = [];
  let at = 0;
  for (const { events } of run) {
    const compared = events.slice(0, MOST_COMPARED);
    const candidates = compared.flatMap((_, i) =>
      (known.get(at + i) ?? []).map((row) => candidateOf(row, i)),
    );
    at += compared.length;
    if (candidates.some((each) => joined.has(each.id) && isLikely(each))) break;
    const ids = chooseEvents(
      events.map((event) => event.kind),
      candidates,
    );
    chosen.push(ids);
    for (const id of ids) if (id !== null) joined.add(id);
    if (candidates.some(({ index, id, sameDays }) => ids[index] === id && !sameDays)) break;
  }
  return chosen;
}

function isLikely({ sharedParticipants, sharedActors }: EventCandidate): boolean {
  return sharedParticipants > 0 || sharedActors > 0;
}

function candidateOf(row: KnownEvent, index: number): EventCandidate {
  return {
    index,
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
  };
}

async function made(
  db: Kysely<Tables>,
  run: readonly Telling[],
  chosen: readonly (readonly (Id | null)[])[],
): Promise<LinkedEvents[]> {
  const fresh = run.flatMap(({ events }, n) => events.filter((_, i) => chosen[n]![i] === null));
  const drawn = (await addEvents(db, fresh)).values();
  return run.map(({ article, named, events }, n) => {
    const ids: (Id | null)[] = article.events.map(() => null);
    const created: Id[] = [];
    for (const [i, found] of named.entries()) {
      const id = chosen[n]![i] ?? drawn.next().value!;
      if (chosen[n]![i] === null) created.push(id);
      ids[found] = id;
    }
    const told = named.map((found, i) => ({
      ...events[i]!,
      id: ids[found]!,
      confidence: article.events[found]!.confidence,
    }));
    return { ids, created, told };
  });
}
