import { type Kysely, sql } from 'kysely';
import { recordset } from './recordset.ts';
import { type Support, supportsOf } from './standing.ts';
import {
  dropFormer,
  idsOfThoseAgain,
  type OfArticle,
  type StoredVersion,
  written,
} from './stored-version.ts';
import type { Id, Row, Tables } from './tables.ts';

type Facts = 'kind' | 'name' | 'status' | 'earliest' | 'latest' | 'precision' | 'place';
export interface NewEvent extends Pick<Row<'event'>, Facts | 'listed_on' | 'language'> {
  readonly participants: readonly Id[];
}

/** What an article says of an event that is known by id. */
export interface ToldEvent extends NewEvent {
  readonly id: Id;
  readonly confidence: number;
}

/** Returns their ids in the order of the rows. */
export async function addEvents(db: Kysely<Tables>, rows: readonly NewEvent[]): Promise<Id[]> {
  if (rows.length === 0) return [];
  // Numbers are drawn before the rows are made, since events have no other key to tell them apart by.
  const { rows: added } = await sql<{ index: number; id: Id }>`
    with fresh as materialized (
      select nextval(pg_get_serial_sequence('event', 'id')) as id, r.*
      from ${recordset(
        rows.map((row, index) => ({ ...row, index })),
        `index int4, kind text, name text, status text, earliest date, latest date, precision text, place text,
         listed_on date, language text`,
      )}
    ), added as (
      insert into event (id, kind, name, status, earliest, latest, precision, place, listed_on, language)
      overriding system value
      select id, kind, name, status, earliest, latest, precision, place, listed_on, language from fresh
    ) select index, id from fresh order by index`.execute(db);
  return added.map((row) => row.id);
}

export type NewArticleEvent = Omit<Row<'article_event'>, 'article_id' | 'listed_at' | 'visibility'>;

/** Of which events each article tells, and what it says of them; returns those of which it told before, too. In the order of the articles. */
export async function setArticleEvents(
  db: Kysely<Tables>,
  articles: readonly StoredVersion[],
  rows: readonly OfArticle<NewArticleEvent>[],
): Promise<Support[][]> {
  const again = idsOfThoseAgain(articles);
  const former = again.length > 0 ? await dropFormerEvents(db, again) : [];
  if (rows.length > 0) {
    await sql`
      insert into article_event (article_id, event_id, mention_count, first_char, name, status, earliest, latest, precision,
        place, listed_on, confidence, listed_at, visibility)
      select a.id, r.event_id, r.mention_count, r.first_char, r.name, r.status, r.earliest, r.latest, r.precision, r.place, r.listed_on,
        r.confidence, a.listed_at, a.visibility
      from ${recordset(
        rows,
        `article_id int8, event_id int8, mention_count int4, first_char int4, name text, status text, earliest date,
         latest date, precision text, place text, listed_on date, confidence float4`,
      )} join ${written(articles)} on a.id = r.article_id`.execute(db);
  }
  return supportsOf(articles, former, rows, (row) => row.event_id);
}

async function dropFormerEvents(db: Kysely<Tables>, articles: readonly Id[]) {
  const { rows } = await sql<OfArticle<{ event_id: Id }>>`
    delete from article_event where article_id = any(cast(${articles} as int8[])) returning article_id, event_id`.execute(
    db,
  );
  return rows;
}

export interface NewParticipant {
  readonly event_id: Id;
  readonly actor_id: Id;
}

/** Who took part, as this version of each article states it, instead of what the last one stated. */
export async function setParticipants(
  db: Kysely<Tables>,
  articles: readonly StoredVersion[],
  rows: readonly OfArticle<NewParticipant>[],
): Promise<void> {
  await dropFormer(db, 'event_participant_statement', articles);
  if (rows.length === 0) return;
  const stated = recordset(
    rows.map((row, index) => ({ ...row, index })),
    'index int4, article_id int8, event_id int8, actor_id int8',
  );
  await sql`
    insert into event_participant (event_id, actor_id, listed_on)
    select r.event_id, r.actor_id, e.listed_on from ${stated} join event as e on e.id = r.event_id
    order by r.article_id, r.event_id, r.index on conflict do nothing`.execute(db);
  await sql`
    insert into event_participant_statement (participant_id, article_id, listed_at, visibility)
    select p.id, a.id, a.listed_at, a.visibility
    from ${stated} join ${written(articles)} on a.id = r.article_id
    join event_participant as p on p.event_id = r.event_id and p.actor_id = r.actor_id`.execute(db);
}
