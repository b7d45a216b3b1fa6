import { type Kysely, type RawBuilder, sql } from 'kysely';
import { recordset } from './recordset.ts';
import type { Id, NewRow, Tables, Visibility } from './tables.ts';

/** What each viewer learns of it follows from both: who sees it after but not before, for one, that it was created. */
export interface Change
  extends Pick<NewRow<'outbox'>, 'noun' | 'row_id' | 'visibility_before' | 'visibility_after'> {
  /** The visibility of another article by which it changed: nobody else is to notice. 2 where it is left out; 0: nobody is. */
  readonly audience?: Visibility;
}

/** An actor or event whose articles changed; from their number and its counters follows what was visible before. */
export interface SupportChange {
  readonly noun: 'actor' | 'event';
  readonly row_id: Id;
  readonly created: boolean;
  /** Articles that came to support it, less those that ceased to. */
  readonly public: number;
  readonly embargoed: number;
  /** The visibility of the article by which it changed: nobody else is to notice. */
  readonly audience: Visibility;
}

export interface MovedArticle {
  readonly id: Id;
  readonly before: Visibility;
}

/** Who listens to it is woken when a transaction that changed something commits. */
export const OUTBOX_CHANNEL = 'newsgraph_outbox';

/**
 * One statement; to be called within a transaction, after all that it speaks of was written. Several articles that support one actor
 * or event come in the order in which they were written.
 */
export async function appendChanges(
  db: Kysely<Tables>,
  changes: readonly Change[],
  supports: readonly SupportChange[] = [],
): Promise<void> {
  if (changes.length + supports.length === 0) return;
  const changed = recordset(
    changes,
    'noun text, row_id int8, visibility_before int2, visibility_after int2, audience int2',
  );
  const support = recordset(
    supports.map((each, n) => ({ ...each, n })),
    'n int4, noun text, row_id int8, created bool, public int8, embargoed int8, audience int2',
  );
  await append(
    db,
    sql`support as (select * from ${support}), changed as (
      select noun, row_id, visibility_before, visibility_after, coalesce(audience, 2) as audience from ${changed}
      union all ${supported('actor')} union all ${supported('event')}
    )`,
  );
}

/** For articles whose visibility moved: themselves and all that rests on them. */
export async function appendVisibilityOf(
  db: Kysely<Tables>,
  articles: readonly MovedArticle[],
): Promise<void> {
  if (articles.length === 0) return;
  await append(
    db,
    sql`moved as (
      select a.id, r.before, a.visibility as after, a.body_status = 'withheld' as withheld from ${recordset(articles, 'id int8, before int2')}
      join article as a on a.id = r.id
    ), support as (
      select 0 as n, 'actor' as noun, aa.actor_id as row_id, false as created, ${difference(2)} as public, ${difference(1)} as embargoed,
        ${audience} as audience
      from moved join article_actor as aa on aa.article_id = moved.id group by aa.actor_id
      union all
      select 0, 'event', ae.event_id, false, ${difference(2)}, ${difference(1)}, ${audience}
      from moved join article_event as ae on ae.article_id = moved.id group by ae.event_id
    ), changed as (
      select 'article' as noun, id as row_id, before as visibility_before, after as visibility_after, 2 as audience
      from moved
      union all
      select 'article', r.article_id, r.article_visibility, r.article_visibility, ${audience}
      from reprint as r join moved on moved.id = r.other_id
      where not exists (select from moved as self where self.id = r.article_id)
      group by r.article_id, r.article_visibility
      union all
      select 'quote', q.id, moved.before, q.visibility, 2 from quote as q join moved on moved.id = q.article_id
      where q.gone_in_version is null and not moved.withheld
      union all ${supported('actor')} union all ${supported('event')}
    )`,
  );
}

/** Who sees one of the moved articles, or saw it. */
const audience = sql`max(greatest(moved.before, moved.after))`;

/** How many more of the moved articles have this visibility than had it. */
function difference(visibility: Visibility): RawBuilder<number> {
  const is = sql.lit(visibility);
  return sql`count(*) filter (where moved.after = ${is}) - count(*) filter (where moved.before = ${is})`;
}

/**
 * The rows of `support` about one noun; its counters tell what is now, without what came later what was then, and without the change
 * what was before.
 */
function supported(noun: SupportChange['noun']): RawBuilder<unknown> {
  const visibilityWithout = (count: string) => sql`
    case when fact.merged_into is not null then 0 when fact.public_count > ${sql.ref(`s.${count}_public`)} then 2
      when fact.embargoed_count > ${sql.ref(`s.${count}_embargoed`)} then 1 else 0 end`;
  return sql`
    select s.noun, fact.id, case when not s.created then ${visibilityWithout('since')} end, ${visibilityWithout('later')}, s.audience
    from (
      select noun, row_id, created, audience, sum(public) over since as since_public, sum(embargoed) over since as since_embargoed,
        sum(public) over since - public as later_public, sum(embargoed) over since - embargoed as later_embargoed
      from support where noun = ${sql.lit(noun)} window since as (partition by row_id order by n desc)
    ) as s join ${sql.table(noun)} as fact on fact.id = s.row_id`;
}

/** `changed` is one of the queries that come first. */
async function append(db: Kysely<Tables>, first: RawBuilder<unknown>): Promise<void> {
  await sql`
    with ${first}, added as (
      insert into outbox (epoch, noun, row_id, kind, visibility_before, visibility_after, audience)
      select (select outbox_epoch_kept()), noun, row_id,
        case noun when 'actor' then (select kind from actor where actor.id = row_id) end,
        visibility_before, visibility_after, audience
      from changed
      returning noun
    ) select pg_notify(${OUTBOX_CHANNEL}, '') from (select count(*) from added) as counted`.execute(db);
}
