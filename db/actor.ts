import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import { actorParam, filterOf, given, idParam, type Logical } from './filter.ts';
import { recordset } from './recordset.ts';
import { by, type List, source, toMany } from './relation.ts';
import type { ActorKind, Id, Row, Tables } from './tables.ts';
import { type Viewer, visible } from './visible.ts';

export const actors = source(
  'actor',
  ['id', 'kind', 'name', 'name_key', 'wikidata_id', 'time_zone', 'merged_into', 'public_count'],
  { guarded: true, always: ['kind'], standsFor: 'kept_actor' },
);

const actorNames = source('actor_name', ['id', 'actor_id', 'name', 'language', 'source'], { guarded: true });

export const actorOrders = {
  ARTICLE_COUNT: by(['public_count', 'int4', 'desc'], ['id', 'int8', 'desc']),
  NAME: by(['name_key', 'text', 'asc'], ['id', 'int8', 'asc']),
};

export const people = listOf('people', 'person');
export const organizations = listOf('organizations', 'organization');

function listOf(name: string, kind: ActorKind): List<'actor'> {
  return {
    name,
    source: actors,
    via: null,
    where: [{ of: 'target', column: 'kind', is: '=', value: kind }],
    orders: actorOrders,
  };
}

export const namesOfActor = toMany<'actor'>()('namesOfActor', actorNames, {
  key: 'actor_id',
  orders: { ID: by(['id', 'int8', 'asc']) },
});

export interface ActorFields {
  /** Part of a name or alias, case and accents aside. */
  readonly name?: string | null | undefined;
  /** Named in this article. */
  readonly article?: Id | null | undefined;
  /** Took part in this event. */
  readonly event?: Id | null | undefined;
  /** Affiliated with this person or organization. */
  readonly affiliatedWith?: Id | null | undefined;
}

export function actorFilter(viewer: Viewer, filter: Logical<ActorFields> | null | undefined) {
  return filterOf(filter, (fields) => actorConditions(viewer, fields));
}

function actorConditions(viewer: Viewer, fields: ActorFields): (RawBuilder<SqlBool> | null)[] {
  return [
    given(
      fields.name,
      (name) => sql`target.id in (
          select n.actor_id from actor_name as n
          where ${visible(viewer, 'n')} and n.name_key like '%' || public.fold(${escapeLike(name)}) || '%')`,
    ),
    given(
      fields.article,
      (id) => sql`exists (select from article_actor as aa where aa.article_id = ${idParam(id)}
        and aa.actor_id = target.id and aa.mention_count > 0 and ${visible(viewer, 'aa')})`,
    ),
    given(
      fields.event,
      (id) => sql`exists (select from event_participant as p where p.event_id = ${idParam(id)}
        and p.actor_id = target.id and ${visible(viewer, 'p')})`,
    ),
    given(
      fields.affiliatedWith,
      (id) => sql`exists (select from affiliation as a where ${visible(viewer, 'a')} and (
        a.person_id = target.id and a.organization_id = ${actorParam(id)}
        or a.organization_id = target.id and a.person_id = ${actorParam(id)}))`,
    ),
  ];
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}

export interface AskedName {
  readonly kind: ActorKind;
  readonly name: string;
}

/** Who bears a name that was asked for; `actor_id` is null where nobody does, and there is a row for each who does. */
export interface Namesake extends AskedName {
  /** The name folded: equal for names that differ in case and accents alone. */
  readonly key: string;
  readonly actor_id: Id | null;
  readonly actor_name: string | null;
  /** The name is to be found by: a public article, or an alias that no text prints, has it for the actor. */
  readonly counts: boolean;
  /** Its names that do not, until a public text prints them. */
  readonly idle: readonly string[];
  /** It is the actor's own name, not an alias. */
  readonly own: boolean | null;
  readonly time_zone: string | null;
  readonly wikidata_id: string | null;
  /** The name is that of one who was merged into this one, and not this one's, too. */
  readonly merged: boolean | null;
  /** An editor said that one of that name is this one. */
  readonly united: boolean | null;
}

/** What embargoed articles alone call somebody leads nowhere: a public article that it led to them would show their full name. */
const COUNTS = sql`(n.own or n.source <> 'article' or n.public_count > 0)`;

/**
 * For linking: embargoed and withdrawn actors are among them. Who was merged into another stands for the other. By their ids.
 */
export async function actorsByNames(db: Kysely<Tables>, names: readonly AskedName[]): Promise<Namesake[]> {
  if (names.length === 0) return [];
  const { rows } = await sql<Namesake>`
    select r.kind, r.name, public.fold(r.name) as key, a.id as actor_id, a.name as actor_name, a.time_zone, a.wikidata_id,
      bool_or(n.own and m.merged_into is null or n.source = 'editor') as own,
      bool_and(n.merged_from is not null or m.merged_into is not null) filter (where ${COUNTS}) as merged,
      bool_or(n.merged_from is not null or m.merged_into is not null) as united,
      coalesce(bool_or(${COUNTS}), false) as counts,
      coalesce(array_agg(n.name) filter (where n.actor_id = a.id and not ${COUNTS}), '{}') as idle
    from ${recordset(names, 'kind text, name text')}
    left join actor_name as n on n.name_key = public.fold(r.name) and n.kind = r.kind
    left join actor as m on m.id = n.actor_id
    left join actor as a on a.id = coalesce(m.merged_into, m.id)
    group by r.kind, r.name, a.id order by a.id`.execute(db);
  return rows;
}

/** Who is known as an item at Wikidata; who was merged into another stands for the other. */
export interface ActorOfItem {
  readonly item: string;
  readonly id: Id;
  readonly kind: ActorKind;
  readonly name: string;
  /** Its own; null or another where only one that was merged into it is the item. */
  readonly wikidata_id: string | null;
}

/** For linking: embargoed and withdrawn actors are among them. At most one for each item. */
export async function actorsByWikidataIds(
  db: Kysely<Tables>,
  items: readonly string[],
): Promise<ActorOfItem[]> {
  if (items.length === 0) return [];
  const { rows } = await sql<ActorOfItem>`
    select distinct on (m.wikidata_id) m.wikidata_id as item, a.id, a.kind, a.name, a.wikidata_id
    from actor as m join actor as a on a.id = coalesce(m.merged_into, m.id)
    where m.wikidata_id = any(cast(${[...new Set(items)]} as text[]))
    order by m.wikidata_id, m.merged_into nulls first, a.id`.execute(db);
  return rows;
}

/** Says of actors which item at Wikidata each is; who is known as one already stays that one. */
export async function setWikidataIds(
  db: Kysely<Tables>,
  rows: readonly { readonly id: Id; readonly wikidata_id: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update actor set wikidata_id = r.wikidata_id from ${recordset(rows, 'id int8, wikidata_id text')}
    where actor.id = r.id and actor.wikidata_id is null`.execute(db);
}

/** Ids for actors that are to be made; not all need be used. */
export async function drawActorIds(db: Kysely<Tables>, count: number): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select nextval(pg_get_serial_sequence('actor', 'id')) as id from generate_series(1, ${count})`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

export interface NewActor extends Pick<Row<'actor'>, 'kind' | 'name' | 'wikidata_id'> {
  /** Drawn before. */
  readonly id: Id;
}

/** Each needs its own name besides. */
export async function addActors(db: Kysely<Tables>, rows: readonly NewActor[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into actor (id, kind, name, wikidata_id) overriding system value
    select r.id, r.kind, r.name, r.wikidata_id
    from ${recordset(rows, 'id int8, kind text, name text, wikidata_id text')} order by r.id`.execute(db);
}

export interface NewActorName extends Pick<Row<'actor_name'>, 'actor_id' | 'kind' | 'name' | 'own'> {
  /** The article that calls the actor so, in the order in which they come. */
  readonly article: number;
}

/** Names that articles call actors by; those known already stay as they are. Returns the others. */
export async function addActorNames(
  db: Kysely<Tables>,
  rows: readonly NewActorName[],
): Promise<Pick<NewActorName, 'actor_id' | 'name'>[]> {
  if (rows.length === 0) return [];
  const { rows: added } = await sql<Pick<NewActorName, 'actor_id' | 'name'>>`
    insert into actor_name (actor_id, kind, name, own, source)
    select r.actor_id, r.kind, r.name, r.own, 'article'
    from ${recordset(rows, 'article int4, actor_id int8, kind text, name text, own bool')}
    order by r.article, r.own desc, r.actor_id, r.name
    on conflict (actor_id, name) do nothing returning actor_id, name`.execute(db);
  return added;
}

/** In how many public articles each is named. */
export async function publicCountsOf(
  db: Kysely<Tables>,
  ids: readonly Id[],
): Promise<ReadonlyMap<Id, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Pick<Row<'actor'>, 'id' | 'public_count'>>`
    select id, public_count from actor where id = any(cast(${ids} as int8[]))`.execute(db);
  return new Map(rows.map((row) => [row.id, row.public_count]));
}

/** Null where nobody is called this, several are, or the zone is not known. */
export async function timeZoneOfPublisher(db: Kysely<Tables>, name: string): Promise<string | null> {
  const named = await actorsByNames(db, [{ kind: 'organization', name }]);
  const called = named.filter(({ counts }) => counts);
  return called.length === 1 ? (called[0]?.time_zone ?? null) : null;
}
