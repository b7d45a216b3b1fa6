import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { NewEvent } from './event-write.ts';
import { ONE_BY_ONE, recordset } from './recordset.ts';
import type { OfArticle } from './stored-version.ts';
import type { Id, Tables } from './tables.ts';

/** A new event, and the article that tells of it. */
export interface AskedEvent extends OfArticle<NewEvent> {
  /** Whom the articles name tells of its kind, too. */
  readonly by_actors: boolean;
}

/** Whom the text of an article names, but for those who are named in more than `TELLING_ARTICLES`. */
export type TellingActors = OfArticle<{ readonly actors: readonly Id[] }>;

/** A known event that a new one may be, and what speaks for it. */
export interface KnownEvent {
  /** Of the new event, in the list that was asked for. */
  readonly index: number;
  readonly id: Id;
  /** It is called so, or the article's former version called it so. */
  readonly same_name: boolean;
  readonly same_place: boolean;
  readonly shared_participants: number;
  /** Both have participants, and none in common. */
  readonly other_participants: boolean;
  readonly other_place: boolean;
  readonly same_days: boolean;
  /** The new one is known to the week or month alone, the known one to the day. */
  readonly wider: boolean;
  /** The most that the text of one article about it names in common with this one. */
  readonly shared_actors: number;
  /** A former version of the article told of it. */
  readonly former: boolean;
}

/** No event known to the day is longer: it bounds how far back the index is read. */
const LONGEST_DAYS = 60;
/** Whoever is named in more articles is in too many stories to tell one from another. */
export const TELLING_ARTICLES = 50;
/** The newest about a known event; so many tell whether a new one is of the same story. */
const COMPARED_ARTICLES = 20;
const AS_ASKED = `index int4, article_id int8, kind text, name text, earliest date, latest date, precision text, place text,
  participants int8[], by_actors bool`;

/** Those of shown rows and those of hidden ones stand in an index each. */
const VISIBLE_OR_NOT = ['visibility >= 1', 'visibility = 0'].map((which) => sql.raw(which));

function shownAndHidden(read: (which: RawBuilder<unknown>) => RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`lateral (${sql.join(VISIBLE_OR_NOT.map(read), sql` union all `)} ${ONE_BY_ONE})`;
}

const AT_THE_DAYS = sql`e.kind = a.kind and e.precision = 'day' and e.merged_into is null and a.precision in ('day', 'week', 'month')
  and e.earliest <= a.latest and e.latest >= a.earliest`;

/**
 * For linking: embargoed and withdrawn events are among them. Of the same kind, and of the article's former version or at the same days with
 * somebody in common.
 */
export async function eventsLike(
  db: Kysely<Tables>,
  events: readonly AskedEvent[],
  telling: readonly TellingActors[],
): Promise<KnownEvent[]> {
  if (events.length === 0) return [];
  const asked = recordset(
    events.map((event, index) => ({ ...event, index })),
    AS_ASKED,
  );
  const { rows } = await sql<KnownEvent>`
    with asked as (select * from ${asked}), common as (
      select r.article_id, aa.article_id as other, cast(count(*) as int4) as n
      from ${recordset(telling, 'article_id int8, actors int8[]')} cross join unnest(r.actors) as named (actor_id)
      cross join ${shownAndHidden(
        (which) =>
          sql`select article_id from article_actor where actor_id = named.actor_id and mention_count > 0 and ${which}`,
      )} as aa
      group by r.article_id, aa.article_id
    ), known as (
      select a.index, a.article_id, e.id
      from asked as a cross join unnest(a.participants) as took (actor_id)
      cross join ${shownAndHidden(
        (which) => sql`select event_id from event_participant where actor_id = took.actor_id and ${which}
          and listed_on between a.earliest and a.latest + ${sql.lit(LONGEST_DAYS)}`,
      )} as p
      join event as e on e.id = p.event_id and ${AT_THE_DAYS}
      union
      select a.index, a.article_id, e.id
      from asked as a join common on common.article_id = a.article_id join article_event as ae on ae.article_id = common.other
      join event as e on e.id = ae.event_id and ${AT_THE_DAYS} and (a.precision <> 'day' or e.earliest = a.earliest and e.latest = a.latest)
      where a.by_actors
      union
      select a.index, a.article_id, told.id from asked as a cross join lateral (
        select distinct e.id from article_event as ae join event as e on e.id = ae.event_id
        where ae.article_id = a.article_id and e.kind = a.kind and e.merged_into is null
      ) as told
    ), told as (
      select k.article_id, k.id, max(common.n) as shared_actors
      from (select distinct article_id, id from known) as k cross join lateral (
        select article_id from article_event where event_id = k.id
        order by listed_at desc, article_id desc limit ${sql.lit(COMPARED_ARTICLES)}
      ) as ae join common on common.article_id = k.article_id and common.other = ae.article_id
      group by k.article_id, k.id
    ), pair as materialized (
      select a.index, a.article_id, a.participants, a.name, e.id, e.name_key = public.fold(a.name) as same_name,
        coalesce(public.fold(e.place) = public.fold(a.place), false) as same_place,
        coalesce(public.fold(e.place) <> public.fold(a.place), false) as other_place,
        coalesce(e.earliest = a.earliest and e.latest = a.latest, false) as same_days,
        coalesce(a.precision <> 'day', false) as wider
      from known join asked as a on a.index = known.index join event as e on e.id = known.id
    )
    select pair.index, pair.id, pair.same_name or former.same_name as same_name, pair.same_place, pair.other_place, pair.same_days,
      pair.wider, took.shared as shared_participants,
      took.known > 0 and cardinality(pair.participants) > 0 and took.shared = 0 as other_participants,
      former.told as former, coalesce(told.shared_actors, 0) as shared_actors
    from pair left join told on told.article_id = pair.article_id and told.id = pair.id
    cross join lateral (
      select cast(count(*) as int4) as known, cast(count(*) filter (where p.actor_id = any(pair.participants)) as int4) as shared
      from event_participant as p where p.event_id = pair.id
        and exists (select from event_participant_statement as s where s.participant_id = p.id)
    ) as took
    cross join lateral (
      select count(*) > 0 as told, coalesce(bool_or(public.fold(ae.name) = public.fold(pair.name)), false) as same_name
      from article_event as ae where ae.article_id = pair.article_id and ae.event_id = pair.id
    ) as former
    order by pair.index, pair.id`.execute(db);
  return rows;
}
