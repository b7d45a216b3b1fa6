import { type Kysely, sql } from 'kysely';
import { ANY_VISIBILITY, type Move, originOf, within } from './move.ts';
import type { Id, Tables } from './tables.ts';

/**
 * Gives what articles state of one actor to another: where it took part, and its affiliations. A fact that the other has not is
 * made; those that nobody states any more stay, out of sight, so that they are the same again when they come back. Returns the events.
 */
export async function moveFacts(db: Kysely<Tables>, move: Move): Promise<Id[]> {
  await moveAffiliations(db, move);
  return moveParticipations(db, move);
}

async function moveParticipations(db: Kysely<Tables>, move: Move): Promise<Id[]> {
  const { from, to } = move;
  const stated = sql`event_participant as p join event_participant_statement as s on s.participant_id = p.id
    where p.actor_id = ${from} and ${ANY_VISIBILITY('p')} and ${within(move, 's')}`;
  await sql`
    insert into event_participant (event_id, actor_id, listed_on)
    select distinct p.event_id, cast(${to} as int8), p.listed_on from ${stated} order by 1 on conflict do nothing`.execute(
    db,
  );
  const { rows } = await sql<{ id: Id }>`
    with moving as (
      select p.event_id, s.participant_id, s.article_id, other.id as into_id
      from event_participant as other, ${stated} and other.event_id = p.event_id and other.actor_id = ${to}
    ), moved as (
      update event_participant_statement as s set participant_id = m.into_id, merged_from = ${originOf(move, 's')}
      from moving as m
      where s.participant_id = m.participant_id and s.article_id = m.article_id and not exists (
        select from event_participant_statement as there
        where there.participant_id = m.into_id and there.article_id = m.article_id)
    ) select distinct event_id as id from moving`.execute(db);
  return rows.map(({ id }) => id);
}

async function moveAffiliations(db: Kysely<Tables>, move: Move): Promise<void> {
  const { from, to } = move;
  const isPerson = move.kind === 'person';
  const [own, other] = isPerson
    ? [sql.ref('person_id'), sql.ref('organization_id')]
    : [sql.ref('organization_id'), sql.ref('person_id')];
  const origin = isPerson ? 'person_merged_from' : 'organization_merged_from';
  const stated = sql`affiliation as f join affiliation_statement as s on s.affiliation_id = f.id
    where f.${own} = ${from} and ${ANY_VISIBILITY('f')} and ${within(move, 's', { origin })}`;
  await sql`
    insert into affiliation (${own}, ${other}, role, started_on, ended_on)
    select distinct on (f.id) cast(${to} as int8), f.${other}, f.role, f.started_on, f.ended_on
    from ${stated} order by f.id on conflict do nothing`.execute(db);
  await sql`
    with moving as (
      select s.affiliation_id, s.article_id, target.id as into_id
      from affiliation as target, ${stated}
        and target.${own} = ${to} and target.${other} = f.${other} and target.role_key is not distinct from f.role_key
    )
    update affiliation_statement as s set affiliation_id = m.into_id, ${sql.ref(origin)} = ${originOf(move, 's', origin)}
    from moving as m
    where s.affiliation_id = m.affiliation_id and s.article_id = m.article_id and not exists (
      select from affiliation_statement as there
      where there.affiliation_id = m.into_id and there.article_id = m.article_id)`.execute(db);
}
