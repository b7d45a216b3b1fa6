import type { Kysely } from 'kysely';
import { publicCountsOf } from '../../../db/actor.ts';
import type { NewArticleActor } from '../../../db/article-write.ts';
import { settleEvents } from '../../../db/event-facts.ts';
import { TELLING_ARTICLES } from '../../../db/event-like.ts';
import { setArticleEvents, setParticipants, type ToldEvent } from '../../../db/event-write.ts';
import type { NewMention } from '../../../db/mention.ts';
import type { Support } from '../../../db/standing.ts';
import type { OfArticle, StoredVersion } from '../../../db/stored-version.ts';
import type { Day, Id, Tables } from '../../../db/tables.ts';
import type { FoundEvent, FoundMention } from '../reading.ts';
import { eventsToStore, mentionsToStore, participantsToStore } from './store-mentions.ts';
import type { LinkedReading, NamedReading } from './store-spans.ts';

/** The reading of a stored article, in which who is named is known by id. */
export interface OfStored {
  readonly article: StoredVersion;
  readonly reading: NamedReading;
  /** The local day of publication. */
  readonly day: Day;
}

/** An article whose events are to be linked. */
export interface TellingArticle {
  readonly article_id: Id;
  readonly events: readonly FoundEvent[];
  readonly mentions: readonly FoundMention[];
  /** In the order of `Reading.actors`. */
  readonly actorIds: readonly (Id | null)[];
  /** Of these, the ones who tell one story from another. */
  readonly tellingActors: readonly Id[];
  readonly language: string;
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

/**
 * Joins the events of articles to known ones and makes the others. Has what a few of them say, in their order, stored by `write` before it
 * looks at the next, which may tell of the same.
 */
export type LinkEvents = (
  db: Kysely<Tables>,
  articles: readonly TellingArticle[],
  write: (linked: readonly LinkedEvents[]) => Promise<void>,
) => Promise<void>;

export interface WithEvents {
  readonly reading: LinkedReading;
  readonly mentions: readonly NewMention[];
  readonly created: readonly Id[];
  readonly support: readonly Support[];
}

/**
 * What each article tells of which events, joined to known ones; the events of articles that come before are known to those that come
 * after. To be called after the articles' actors are stored.
 */
export async function storeEvents(
  db: Kysely<Tables>,
  link: LinkEvents,
  readings: readonly OfStored[],
  telling: readonly TellingArticle[],
): Promise<WithEvents[]> {
  const stored: WithEvents[] = [];
  await link(db, telling, async (linked) => {
    const from = stored.length;
    const part = linked.map((events, i) => withEvents(readings[from + i]!, events));
    stored.push(...(await writeEvents(db, part)));
  });
  return stored;
}

type Part = ReturnType<typeof withEvents>;

function withEvents({ article, reading }: OfStored, { ids, created, told }: LinkedEvents) {
  const linked: LinkedReading = { ...reading, eventIds: ids };
  return { article, reading: linked, created, told, mentions: mentionsToStore(linked) };
}

async function writeEvents(db: Kysely<Tables>, part: readonly Part[]): Promise<WithEvents[]> {
  const articles = part.map(({ article }) => article);
  const rowsOf = <R extends object>(rows: (each: Part) => readonly R[]): OfArticle<R>[] =>
    part.flatMap((each) => rows(each).map((row) => ({ ...row, article_id: each.article.id })));
  const supports = await setArticleEvents(
    db,
    articles,
    rowsOf(({ told, mentions }) => eventsToStore(told, mentions)),
  );
  const seen = supports.flatMap((support, i) => (articles[i]!.visibility > 0 ? support : []));
  await settleEvents(db, seen);
  await setParticipants(
    db,
    articles,
    rowsOf(({ reading }) => participantsToStore(reading)),
  );
  return part.map(({ reading, mentions, created }, i) => ({
    reading,
    mentions,
    created,
    support: supports[i]!,
  }));
}

/** As the events of each are compared with others. To be called before the articles' actors are stored, which counts them. */
export async function tellingArticles(
  db: Kysely<Tables>,
  readings: readonly OfStored[],
  actors: readonly (readonly NewArticleActor[])[],
): Promise<TellingArticle[]> {
  const named = readings.map(({ reading: { events, actorIds } }) =>
    events.length > 0 ? [...new Set(actorIds.filter((id) => id !== null))] : [],
  );
  const counts = new Map(await publicCountsOf(db, [...new Set(named.flat())]));
  return readings.map(({ article, reading, day }, i) => {
    const { events, mentions, actorIds, language } = reading;
    const tellingActors = named[i]!.filter((id) => (counts.get(id) ?? 0) <= TELLING_ARTICLES);
    if (article.visibility === 2)
      for (const { actor_id } of actors[i]!) counts.set(actor_id, (counts.get(actor_id) ?? 0) + 1);
    return { article_id: article.id, events, mentions, actorIds, tellingActors, language, day };
  });
}
