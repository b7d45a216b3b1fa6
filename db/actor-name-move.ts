import { type Kysely, sql } from 'kysely';
import type { Id, Tables } from './tables.ts';

/**
 * Who is kept is also called what the merged one was, unless it is already. The merged one's own name shows wherever the kept one does, if it
 * was public; one that only an embargoed article prints shows with that.
 */
export async function mergeNames(db: Kysely<Tables>, from: Id, to: Id): Promise<void> {
  await sql`
    update actor_name as n set actor_id = ${to}, merged_from = coalesce(n.merged_from, m.id),
      own = n.own and (n.merged_from is not null or m.visibility = 2)
    from actor as m
    where m.id = ${from} and n.actor_id = m.id and not exists (
      select from actor_name as there where there.actor_id = ${to} and there.name = n.name)`.execute(db);
}

/** Names that came with one of these go back to the actor. */
export async function unmergeNames(
  db: Kysely<Tables>,
  from: Id,
  to: Id,
  origins: readonly Id[],
): Promise<void> {
  await sql`
    update actor_name as n set actor_id = m.id, merged_from = nullif(n.merged_from, m.id),
      own = n.own or n.merged_from = m.id and n.name = m.name
    from actor as m
    where m.id = ${to} and n.actor_id = ${from} and n.merged_from = any(cast(${origins} as int8[]))`.execute(
    db,
  );
}

/**
 * Who was split off is called what those articles call it, and shares the name of the other from then on: an editor says so of both, so that
 * the name alone means neither.
 */
export async function splitNames(
  db: Kysely<Tables>,
  from: Id,
  to: Id,
  name: string,
  articleIds: readonly Id[],
): Promise<void> {
  await sql`
    with called as (
      select public.fold(m.name) as key from mention as m
      where m.actor_id = ${from} and m.article_id = any(cast(${articleIds} as int8[]))
      union select public.fold(m.surface) from mention as m
      where m.actor_id = ${from} and m.article_id = any(cast(${articleIds} as int8[]))
      union select public.fold(b.name) from byline as b
      where b.actor_id = ${from} and b.article_id = any(cast(${articleIds} as int8[]))
      union select public.fold(s.name) from article_subject as s
      where s.actor_id = ${from} and s.article_id = any(cast(${articleIds} as int8[]))
      union select public.fold(p.name) from quote_party as p join quote as q on q.id = p.quote_id
      where p.actor_id = ${from} and q.article_id = any(cast(${articleIds} as int8[]))
      union select x.name_key from actor as x join article as a on a.publisher_id = x.id
      where x.id = ${from} and a.id = any(cast(${articleIds} as int8[]))
    ), shared as (
      select n.name, n.kind, n.language, n.own and n.merged_from is null as by_name from actor_name as n
      where n.actor_id = ${from} and n.name <> ${name} and n.name_key in (select key from called)
    )
    insert into actor_name (actor_id, kind, name, language, source, own)
    select cast(${to} as int8), kind, cast(${name} as text), null, 'editor', true from actor where id = ${from}
    union all
    select cast(${to} as int8), kind, name, language, case when by_name then 'editor' else 'article' end, false from shared
    order by 6 desc`.execute(db);
}

/** Who was split off has no names any more; what articles alone called it, the other is called. */
export async function unsplitNames(db: Kysely<Tables>, from: Id, to: Id): Promise<void> {
  await sql`
    update actor_name as n set actor_id = ${to}
    where n.actor_id = ${from} and n.source = 'article' and not exists (
      select from actor_name as there where there.actor_id = ${to} and there.name = n.name)`.execute(db);
  await sql`delete from actor_name where actor_id = ${from}`.execute(db);
}
