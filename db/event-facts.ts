import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Id, Tables } from './tables.ts';

interface WithId {
  readonly id: Id;
}

/**
 * Says of events what those of their articles say that may be seen, the public ones where there are any: the name and place
 * of the first that states them, the narrowest days, the status of the last. An event that no article supports stays as it
 * was, out of sight. To be called after the articles' visibility moved, which locks their events.
 */
export async function settleEvents(db: Kysely<Tables>, events: readonly WithId[]): Promise<void> {
  if (events.length > 0) await settle(db, sql`select unnest(cast(${events.map(({ id }) => id)} as int8[]))`);
}

/** All events of which these articles tell. */
export async function settleEventsOf(db: Kysely<Tables>, articles: readonly WithId[]): Promise<void> {
  if (articles.length === 0) return;
  const ids = articles.map(({ id }) => id);
  await settle(db, sql`select event_id from article_event where article_id = any(cast(${ids} as int8[]))`);
}

async function settle(db: Kysely<Tables>, ids: RawBuilder<unknown>): Promise<void> {
  const told = sql`article_event as ae where ae.event_id = e.id and ae.visibility = e.visibility`;
  await sql`
    with facts as (
      select e.id, first.name, first.language, last.status, placed.place, dated.earliest, dated.latest, dated.precision,
        coalesce(dated.latest, first.listed_on) as listed_on
      from event as e
      cross join lateral (
        select ae.name, ae.listed_on, (select language from article where id = ae.article_id) as language
        from ${told} order by ae.listed_at, ae.article_id limit 1
      ) as first
      cross join lateral (select ae.status from ${told} order by ae.listed_at desc, ae.article_id desc limit 1) as last
      left join lateral (
        select ae.place from ${told} and ae.place is not null order by ae.listed_at, ae.article_id limit 1
      ) as placed on true
      left join lateral (
        select ae.earliest, ae.latest, ae.precision from ${told} and ae.earliest is not null
        order by ae.latest - ae.earliest, ae.listed_at, ae.article_id limit 1
      ) as dated on true
      where e.id in (${ids}) and e.visibility > 0
    )
    update event as e set name = f.name, language = f.language, status = f.status, place = f.place, earliest = f.earliest,
      latest = f.latest, precision = f.precision, listed_on = f.listed_on
    from facts as f
    where f.id = e.id and row (e.name, e.language, e.status, e.place, e.earliest, e.latest, e.precision, e.listed_on)
      is distinct from row (f.name, f.language, f.status, f.place, f.earliest, f.latest, f.precision, f.listed_on)`.execute(
    db,
  );
}
