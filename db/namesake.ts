import { type Kysely, sql } from 'kysely';
import type { Id, Tables } from './tables.ts';

/** What an article says of somebody whom it names; withdrawn ones say nothing. */
export interface StatedRow {
  readonly id: Id;
  readonly article_id: Id;
  readonly description: string | null;
  readonly age: number | null;
  /** When it was published, in seconds since 1970. */
  readonly at: number;
}

/** So many of the latest that describe somebody, and that state an age, say who somebody is. */
export const LATEST_STATED = 8;

/** What the latest articles say who each is: those that describe them, and those that state their age. One statement. */
export async function statedOf(db: Kysely<Tables>, ids: readonly Id[]): Promise<StatedRow[]> {
  if (ids.length === 0) return [];
  const latest = (column: 'description' | 'age') => sql`(
    select x.article_id, x.description, x.age, x.listed_at from article_actor as x
    where x.actor_id = asked.id and x.visibility >= 1 and ${sql.ref(`x.${column}`)} is not null
    order by x.listed_at desc, x.article_id desc limit ${sql.lit(LATEST_STATED)})`;
  const { rows } = await sql<StatedRow>`
    select asked.id, said.article_id, said.description, said.age, cast(extract(epoch from said.listed_at) as float8) as at
    from unnest(cast(${[...new Set(ids)]} as int8[])) as asked (id)
    cross join lateral (${latest('description')} union ${latest('age')}) as said`.execute(db);
  return rows;
}

export interface CompanyRow extends StatedRow {
  readonly shared_actors: readonly Id[];
  readonly shared_places: readonly string[];
}

/** So many of the latest articles that name somebody say whom they are named with. */
export const LATEST_NAMING = 40;

/** The latest articles that name each of the candidates, with who of the others and which of the places are named there, too. One statement. */
export async function companyOf(
  db: Kysely<Tables>,
  candidates: readonly Id[],
  { actors, places }: { readonly actors: readonly Id[]; readonly places: readonly string[] },
): Promise<CompanyRow[]> {
  if (candidates.length === 0) return [];
  const { rows } = await sql<CompanyRow>`
    select asked.id, named.article_id, named.description, named.age, cast(extract(epoch from named.listed_at) as float8) as at,
      array(select o.actor_id from article_actor as o
        where o.article_id = named.article_id and o.actor_id = any(cast(${actors} as int8[])) and o.actor_id <> asked.id
        order by 1) as shared_actors,
      array(select distinct m.name from mention as m
        where m.article_id = named.article_id and m.kind = 'place' and m.gone_in_version is null
          and m.name = any(cast(${places} as text[])) order by 1) as shared_places
    from unnest(cast(${[...new Set(candidates)]} as int8[])) as asked (id)
    cross join lateral (
      select x.article_id, x.description, x.age, x.listed_at from article_actor as x
      where x.actor_id = asked.id and x.visibility >= 1 and x.mention_count > 0
      order by x.listed_at desc, x.article_id desc limit ${sql.lit(LATEST_NAMING)}
    ) as named`.execute(db);
  return rows;
}

/** In how many articles each is named, is an author or the publisher; counted up to `most`. One statement. */
export async function namingCountsOf(
  db: Kysely<Tables>,
  ids: readonly Id[],
  most: number,
): Promise<ReadonlyMap<Id, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: Id; count: number }>`
    select asked.id, cast(counted.n as int4) as count
    from unnest(cast(${ids} as int8[])) as asked (id)
    cross join lateral (
      select count(*) as n from (
        select from article_actor as x where x.actor_id = asked.id and x.visibility >= 1 and x.mention_count > 0 limit ${most}
      ) as bounded
    ) as counted`.execute(db);
  return new Map(rows.map((row) => [row.id, row.count]));
}
