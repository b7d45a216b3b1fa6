import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Id, Tables } from './tables.ts';

/** What is known of an article's links before it is read anew. */
export interface HeldLinks {
  /** Whom it names, is by or was published by. */
  readonly former: ReadonlySet<Id>;
  /** Who is meant where somebody else was found, by an editor's word. */
  readonly splits: ReadonlyMap<Id, Id>;
  /** Actors of the article with whoever they came by, before that one was merged into them. */
  readonly origins: readonly { readonly actor_id: Id; readonly origin_id: Id }[];
}

export const NO_LINKS: HeldLinks = { former: new Set(), splits: new Map(), origins: [] };

/** One statement. */
export async function heldLinks(db: Kysely<Tables>, articleId: Id): Promise<HeldLinks> {
  const { rows } = await sql<{ actor_id: Id; origin_id: Id | null; split_id: Id | null }>`
    select x.actor_id, x.merged_from as origin_id, null as split_id from article_actor as x where x.article_id = ${articleId}
    union all
    select public.kept_actor(d.actor_id), null, public.kept_actor(d.other_ids[1]) from curation_decision as d
    where d.article_ids @> array[cast(${articleId} as int8)] and d.undone_at is null`.execute(db);
  const splits = new Map<Id, Id>();
  for (const { actor_id, split_id } of rows) if (split_id !== null) splits.set(actor_id, split_id);
  return {
    former: new Set(rows.flatMap((row) => (row.split_id === null ? row.actor_id : []))),
    splits,
    origins: rows.flatMap(({ actor_id, origin_id }) => (origin_id === null ? [] : { actor_id, origin_id })),
  };
}

const WITH_NAMES = [
  { table: 'mention', where: sql`t.gone_in_version is null` },
  { table: 'byline', where: sql`true` },
  { table: 'article_subject', where: sql`true` },
] as const;

/**
 * Says of the rows of an article that was stored anew by whom they came, where that one was merged: by a name that was its alone, or since the
 * article's former version said so. Undoing the merge then gives them back. To be called where either is so.
 */
export async function keepOrigins(
  db: Kysely<Tables>,
  articleId: Id,
  former: HeldLinks['origins'],
): Promise<void> {
  const known = sql`unnest(cast(${former.map((row) => row.actor_id)} as int8[]), cast(${former.map((row) => row.origin_id)} as int8[]))
    as f (actor_id, origin_id)`;
  const originOf = (name: RawBuilder<unknown>) => sql`coalesce(
    (select n.merged_from from actor_name as n where n.actor_id = t.actor_id and n.name_key = public.fold(${name}) and n.merged_from is not null
      order by n.id limit 1),
    (select f.origin_id from ${known} where f.actor_id = t.actor_id limit 1),
    case when public.kept_actor(t.merged_from) = t.actor_id then t.merged_from end)`;
  for (const { table, where } of WITH_NAMES) {
    await sql`
      update ${sql.table(table)} as t set merged_from = ${originOf(sql.ref('t.name'))}
      where t.article_id = ${articleId} and t.actor_id is not null and ${where}
        and t.merged_from is distinct from ${originOf(sql.ref('t.name'))}`.execute(db);
  }
  await sql`
    update quote_party as t set merged_from = ${originOf(sql.ref('t.name'))}
    from quote as q where q.id = t.quote_id and q.article_id = ${articleId} and t.actor_id is not null
      and t.merged_from is distinct from ${originOf(sql.ref('t.name'))}`.execute(db);
  await sql`
    update article as t set publisher_merged_from = (select f.origin_id from ${known} where f.actor_id = t.publisher_id limit 1)
    where t.id = ${articleId}`.execute(db);
  await keepOriginsOfFacts(db, articleId);
}

/** What the article states of an actor came by another where all its names for it did. */
async function keepOriginsOfFacts(db: Kysely<Tables>, articleId: Id): Promise<void> {
  await sql`
    with named as (
      select actor_id, merged_from from mention where article_id = ${articleId} and gone_in_version is null and actor_id is not null
      union all select actor_id, merged_from from byline where article_id = ${articleId} and actor_id is not null
      union all select actor_id, merged_from from article_subject where article_id = ${articleId} and actor_id is not null
      union all select publisher_id, publisher_merged_from from article where id = ${articleId} and publisher_id is not null
    ), origin as materialized (
      select actor_id, min(merged_from) as id from named group by actor_id
      having count(*) = count(merged_from) and count(distinct merged_from) = 1
    ), listed as (
      update article_actor as x set merged_from = origin.id from origin
      where x.article_id = ${articleId} and x.actor_id = origin.actor_id
    ), took_part as (
      update event_participant_statement as s set merged_from = origin.id
      from event_participant as p join origin on origin.actor_id = p.actor_id
      where s.article_id = ${articleId} and p.id = s.participant_id
    )
    update affiliation_statement as s set person_merged_from = person.id, organization_merged_from = organization.id
    from affiliation as f
    left join origin as person on person.actor_id = f.person_id
    left join origin as organization on organization.actor_id = f.organization_id
    where s.article_id = ${articleId} and f.id = s.affiliation_id and coalesce(person.id, organization.id) is not null`.execute(
    db,
  );
}
