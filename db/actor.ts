import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { filterOf, given, idParam, type Logical } from './filter.ts';
import { by, type List, source, toMany } from './relation.ts';
import type { ActorKind, Id } from './tables.ts';
import { type Viewer, visible } from './visible.ts';

export const actors = source(
  'actor',
  [
    'id',
    'kind',
    'name',
    'name_key',
    'description',
    'wikidata_id',
    'time_zone',
    'merged_into',
    'public_count',
  ],
  { guarded: true },
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
        a.person_id = target.id and a.organization_id = ${idParam(id)}
        or a.organization_id = target.id and a.person_id = ${idParam(id)}))`,
    ),
  ];
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}
