import { type Kysely, sql } from 'kysely';
import { moveFacts } from './fact-move.ts';
import { ANY_VISIBILITY, type Move, originOf, within } from './move.ts';
import type { Id, Tables } from './tables.ts';

/** What was moved: all that is not the same as before. */
export interface Moved {
  readonly articles: readonly Id[];
  readonly events: readonly Id[];
  readonly quotes: readonly Id[];
}

/**
 * Gives rows of one actor to another, names aside. A row that the other has already, such as a second byline in one role, stays where it
 * is: whoever reads it finds the other by `merged_into`. To be called within a transaction that holds the links.
 */
export async function moveRows(db: Kysely<Tables>, move: Move): Promise<Moved> {
  const mentioned = await moveMentions(db, move);
  const signed = await moveHeads(db, move);
  const quotes = await moveParties(db, move);
  const named = await moveArticleActors(db, move);
  const events = await moveFacts(db, move);
  await moveLinkDecisions(db, move);
  const articles = new Set([...mentioned, ...signed, ...named]);
  return { articles: [...articles], events, quotes };
}

async function moveMentions(db: Kysely<Tables>, move: Move): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    with moved as (
      update mention as m set actor_id = ${move.to}, merged_from = ${originOf(move, 'm')},
        actor_name_id = (select n.id from actor_name as n where n.actor_id = ${move.to} and n.name = m.surface)
      where m.actor_id = ${move.from} and ${ANY_VISIBILITY('m')} and ${within(move, 'm')} and not exists (
        select from mention as there where there.article_id = m.article_id and there.version = m.version and there.span = m.span
          and there.kind = m.kind and there.actor_id = ${move.to} and there.gone_in_version is null and m.gone_in_version is null)
      returning m.article_id
    ) select distinct article_id as id from moved`.execute(db);
  return rows.map(({ id }) => id);
}

/** Bylines, subjects and publishers. */
async function moveHeads(db: Kysely<Tables>, move: Move): Promise<Id[]> {
  const { from, to } = move;
  const { rows } = await sql<{ id: Id }>`
    with signed as (
      update byline as b set actor_id = ${to}, merged_from = ${originOf(move, 'b')}
      where b.actor_id = ${from} and ${ANY_VISIBILITY('b')} and ${within(move, 'b')} and not exists (
        select from byline as there where there.article_id = b.article_id and there.actor_id = ${to} and there.role = b.role)
      returning b.article_id as id
    ), subject as (
      update article_subject as s set actor_id = ${to}, merged_from = ${originOf(move, 's')}
      where s.actor_id = ${from} and ${within(move, 's')} returning s.article_id as id
    ), published as (
      update article as a set publisher_id = ${to}, publisher_merged_from = ${originOf(move, 'a', 'publisher_merged_from')}
      where a.publisher_id = ${from} and ${ANY_VISIBILITY('a')}
        and ${within(move, 'a', { article: 'id', origin: 'publisher_merged_from' })} and not exists (
          select from article as there where there.guid = a.guid and there.publisher_id = ${to})
      returning a.id
    ) select id from signed union select id from subject union select id from published`.execute(db);
  return rows.map(({ id }) => id);
}

async function moveParties(db: Kysely<Tables>, move: Move): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    with moved as (
      update quote_party as p set actor_id = ${move.to}, merged_from = ${originOf(move, 'p')}
      from quote as q
      where q.id = p.quote_id and p.actor_id = ${move.from} and ${ANY_VISIBILITY('p')} and ${'origins' in move.of ? within(move, 'p') : within(move, 'q')}
        and not exists (
          select from quote_party as there
          where there.quote_id = p.quote_id and there.role = p.role and there.actor_id = ${move.to})
      returning p.quote_id
    ) select distinct quote_id as id from moved`.execute(db);
  return rows.map(({ id }) => id);
}

/** The rows of articles that have both stay, and the count of the one that is kept is of both. */
async function moveArticleActors(db: Kysely<Tables>, move: Move): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    with held as (
      select x.article_id from article_actor as x
      where x.actor_id = ${move.from} and (x.visibility >= 1 and x.mention_count > 0 or x.visibility = 0 or x.mention_count = 0)
        and ${within(move, 'x')}
    ), moved as (
      update article_actor as x set actor_id = ${move.to}, merged_from = ${originOf(move, 'x')}
      from held where x.article_id = held.article_id and x.actor_id = ${move.from} and not exists (
        select from article_actor as there where there.article_id = x.article_id and there.actor_id = ${move.to})
    ) select article_id as id from held`.execute(db);
  return rows.map(({ id }) => id);
}

async function moveLinkDecisions(db: Kysely<Tables>, move: Move): Promise<void> {
  await sql`
    update link_decision as d set actor_id = ${move.to}, merged_from = ${originOf(move, 'd')}
    where d.actor_id = ${move.from} and ${within(move, 'd')}`.execute(db);
}

/** Says of actors in articles how often and where first their mentions name them; who has mentions there and is not listed comes in. */
export async function countMentions(
  db: Kysely<Tables>,
  actorIds: readonly Id[],
  articleIds: readonly Id[],
): Promise<void> {
  if (articleIds.length === 0) return;
  await sql`
    with counted as materialized (
      select m.article_id, m.actor_id, m.kind, cast(count(*) as int4) as n, min(m.char_start) as first
      from mention as m
      where m.article_id = any(cast(${articleIds} as int8[])) and m.actor_id = any(cast(${actorIds} as int8[]))
        and m.gone_in_version is null
      group by 1, 2, 3
    ), updated as (
      update article_actor as x set mention_count = coalesce(c.n, 0), first_char = c.first
      from article_actor as held left join counted as c on c.article_id = held.article_id and c.actor_id = held.actor_id
      where x.article_id = held.article_id and x.actor_id = held.actor_id
        and held.article_id = any(cast(${articleIds} as int8[])) and held.actor_id = any(cast(${actorIds} as int8[]))
        and row (x.mention_count, x.first_char) is distinct from row (coalesce(c.n, 0), c.first)
    )
    insert into article_actor (article_id, actor_id, kind, mention_count, first_char, listed_at, visibility)
    select c.article_id, c.actor_id, c.kind, c.n, c.first, a.listed_at, a.visibility
    from counted as c join article as a on a.id = c.article_id
    order by c.actor_id, c.article_id on conflict (article_id, actor_id) do nothing`.execute(db);
}
