import { type Kysely, sql } from 'kysely';
import { recordset } from './recordset.ts';
import type { Id, NewRow, Tables } from './tables.ts';

export type Change = Pick<NewRow<'outbox'>, 'noun' | 'row_id' | 'change'>;

/** Who listens to it is woken when a transaction that changed something commits. */
export const OUTBOX_CHANNEL = 'newsgraph_outbox';

/** One statement; to be called once a transaction, within it. */
export async function appendChanges(db: Kysely<Tables>, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    with added as (
      insert into outbox (noun, row_id, change)
      select r.noun, r.row_id, r.change from ${recordset(changes, 'noun text, row_id int8, change text')}
      returning noun
    ) select pg_notify(${OUTBOX_CHANNEL}, '') from (select count(*) from added) as counted`.execute(db);
}

/**
 * For articles whose visibility moved: themselves and all that rests on them, each as `withdrawn` where it is now out of
 * sight and as `changed` where it can be read (again).
 */
export async function appendVisibilityOf(db: Kysely<Tables>, articleIds: readonly Id[]): Promise<void> {
  if (articleIds.length === 0) return;
  await sql`
    with moved as (
      select 'article' as noun, id, visibility from article where id = any(cast(${articleIds} as int8[]))
      union all
      select 'quote', id, visibility from quote
      where article_id = any(cast(${articleIds} as int8[])) and gone_in_version is null
      union all
      select 'actor', id, visibility from actor
      where id in (select actor_id from article_actor where article_id = any(cast(${articleIds} as int8[])))
      union all
      select 'event', id, visibility from event
      where id in (select event_id from article_event where article_id = any(cast(${articleIds} as int8[])))
    ), added as (
      insert into outbox (noun, row_id, change)
      select noun, id, case when visibility = 0 then 'withdrawn' else 'changed' end from moved
      returning noun
    ) select pg_notify(${OUTBOX_CHANNEL}, '') from (select count(*) from added) as counted`.execute(db);
}
