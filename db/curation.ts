import { type Kysely, sql } from 'kysely';
import type { Change } from './outbox.ts';
import type { ActorKind, Id, NewRow, Row, Tables, Visibility } from './tables.ts';

const LINKS = "hashtextextended('links', 0)";

/** Whoever links names waits for editors, and beside each other for nobody; until the transaction ends. */
export async function holdLinks(db: Kysely<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${sql.raw(LINKS)})`.execute(db);
}

/** One editor at a time decides who is who, while nobody links; until the transaction ends. */
export async function holdLinksAlone(db: Kysely<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.raw(LINKS)})`.execute(db);
}

export type KeptActor = Pick<Row<'actor'>, 'id' | 'kind' | 'name' | 'visibility' | 'wikidata_id'> & {
  /** The id that it was asked by. */
  readonly asked: Id;
};

/** Those for whom the ids stand, withdrawn ones among them, in the order of the ids; null for what is no actor's id. */
export async function keptActors(db: Kysely<Tables>, ids: readonly Id[]): Promise<(KeptActor | null)[]> {
  const { rows } = await sql<KeptActor>`
    select asked.id as asked, a.id, a.kind, a.name, a.visibility, a.wikidata_id
    from unnest(cast(${ids} as int8[])) as asked (id) join actor as a on a.id = public.kept_actor(asked.id)`.execute(
    db,
  );
  const byId = new Map(rows.map((row) => [row.asked, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** As they are, merged ones too, in the order of the ids. */
export async function actorsById(
  db: Kysely<Tables>,
  ids: readonly Id[],
): Promise<Pick<KeptActor, 'id' | 'visibility'>[]> {
  const rows = await db.selectFrom('actor').select(['id', 'visibility']).where('id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id)!);
}

/** How many of these articles the actor has a part in, and how many others. */
export async function articlesOfActor(
  db: Kysely<Tables>,
  actorId: Id,
  articleIds: readonly Id[],
): Promise<{ readonly named: number; readonly others: number }> {
  const { rows } = await sql<{ named: number; others: number }>`
    select cast(count(*) filter (where asked) as int4) as named, cast(count(*) filter (where not asked) as int4) as others
    from (
      select x.article_id = any(cast(${articleIds} as int8[])) as asked from article_actor as x
      where x.actor_id = ${actorId} and (x.visibility >= 1 and x.mention_count > 0 or x.visibility = 0 or x.mention_count = 0)
    ) as held`.execute(db);
  return rows[0]!;
}

/** One of whom nothing is known yet but the name, which is to be added. */
export async function addSplitActor(db: Kysely<Tables>, kind: ActorKind, name: string): Promise<Id> {
  const { id } = await db
    .insertInto('actor')
    .values({ kind, name })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Whoever asks for `from`, or for one that was merged into it, finds `to`, who is known as its item if as none yet. */
export async function setMergedInto(db: Kysely<Tables>, from: Id, to: Id): Promise<void> {
  await sql`update actor set merged_into = ${to} where id = ${from} or merged_into = ${from}`.execute(db);
  await setOfMerged(db, from, true);
  await sql`
    update actor as kept set wikidata_id = merged.wikidata_id from actor as merged
    where kept.id = ${to} and merged.id = ${from} and kept.wikidata_id is null and merged.wikidata_id is not null`.execute(
    db,
  );
}

async function setOfMerged(db: Kysely<Tables>, id: Id, isMerged: boolean): Promise<void> {
  await sql`
    update affiliation as f set of_merged = ${isMerged}
    where (f.person_id = ${id} or f.organization_id = ${id}) and f.of_merged <> ${isMerged}`.execute(db);
}

/** The actor stands for itself again, and for those that were merged into it before. */
export async function setUnmerged(
  db: Kysely<Tables>,
  id: Id,
  from: Id,
  origins: readonly Id[],
): Promise<void> {
  await sql`
    update actor as kept set wikidata_id = null from actor as merged
    where kept.id = ${from} and merged.id = ${id} and kept.wikidata_id = merged.wikidata_id`.execute(db);
  await sql`
    update actor set merged_into = case when id = ${id} then null else cast(${id} as int8) end
    where id = any(cast(${origins} as int8[]))`.execute(db);
  await setOfMerged(db, id, false);
}

/** The actor and all that were merged into it by decisions before this one. */
export async function originsOf(db: Kysely<Tables>, id: Id, before: Id): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    with recursive tree (id) as (
      select cast(${id} as int8)
      union
      select other.id from tree join curation_decision as d on d.actor_id = tree.id
      cross join lateral unnest(d.other_ids) as other (id)
      where d.id < ${before} and (d.kind = 'merge') = (d.undone_at is null)
    ) select id from tree`.execute(db);
  return rows.map((row) => row.id);
}

export async function addDecision(
  db: Kysely<Tables>,
  row: Omit<NewRow<'curation_decision'>, 'decided_at' | 'undone_by' | 'undone_at'>,
): Promise<Id> {
  const { id } = await db
    .insertInto('curation_decision')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function decisionById(db: Kysely<Tables>, id: Id): Promise<Row<'curation_decision'> | null> {
  return (
    (await db.selectFrom('curation_decision').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
  );
}

/** Those in force that were made later about one of the same actors, the last first. */
export async function decisionsUpon(
  db: Kysely<Tables>,
  { id, actor_id, other_ids }: Pick<Row<'curation_decision'>, 'id' | 'actor_id' | 'other_ids'>,
): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select d.id from curation_decision as d
    where d.id > ${id} and d.undone_at is null
      and array_append(d.other_ids, d.actor_id) && cast(${[actor_id, ...other_ids]} as int8[])
    order by d.id desc`.execute(db);
  return rows.map((row) => row.id);
}

export async function setUndone(db: Kysely<Tables>, id: Id, by: string): Promise<void> {
  await sql`update curation_decision set undone_by = ${by}, undone_at = now() where id = ${id}`.execute(db);
}

export interface Touched {
  readonly articles: readonly Id[];
  readonly events: readonly Id[];
  readonly quotes: readonly Id[];
}

/** That these changed, by what is decided of who is named in them, for whoever sees them; what nobody sees did not. */
export async function changesOfTouched(
  db: Kysely<Tables>,
  { articles, events, quotes }: Touched,
): Promise<Change[]> {
  const { rows } = await sql<{ noun: Change['noun']; row_id: Id; visibility: Visibility }>`
    select * from (
      select 'article' as noun, id as row_id, visibility from article where id = any(cast(${articles} as int8[]))
      union all select 'event', id, visibility from event where id = any(cast(${events} as int8[]))
      union all select 'quote', id, visibility from quote where id = any(cast(${quotes} as int8[]))
    ) as touched where visibility > 0 order by noun, row_id`.execute(db);
  return rows.map(({ visibility, ...row }) => ({
    ...row,
    visibility_before: visibility,
    visibility_after: visibility,
  }));
}
