import { type Kysely, sql } from 'kysely';
import { recordset } from './recordset.ts';
import { type Support, supportOf } from './standing.ts';
import type { BodyStatus, Id, Moment, NewRow, Row, Tables, Visibility } from './tables.ts';

/** Which version is being written, by which reader of texts, and what its rows copy from the article. */
export interface StoredVersion {
  readonly id: Id;
  readonly version: number;
  readonly listed_at: Moment;
  readonly visibility: Visibility;
  /** Of what shows words of its body. */
  readonly text_visibility: Visibility;
  readonly extractor: string;
  /** Rows of a former version, or of another reading of this one, are there to be replaced. */
  readonly again: boolean;
}

export interface ArticleIdentity {
  /** Of its own address. Where it is known, it decides. */
  readonly urlKey: string | null;
  /** Of further addresses: they speak where neither its own nor the guid does. */
  readonly otherKeys: readonly string[];
  readonly guid: string | null;
  /** The publisher's name: a guid is its own. */
  readonly publisher: string | null;
}

const HEADER = [
  'id',
  'url',
  'guid',
  'version',
  'content_hash',
  'listed_at',
  'visibility',
  'text_visibility',
] as const;
export type ArticleHeader = Pick<Row<'article'>, (typeof HEADER)[number]>;

/** An article that a document is of. */
export interface KnownArticle extends ArticleHeader {
  /** The document's own address is the article's own, one of its others, or none that it has. */
  readonly address: 'own' | 'other' | 'new';
}

/** For storing: embargoed and withdrawn articles are found, too. */
export async function articleByIdentity(
  db: Kysely<Tables>,
  { urlKey, otherKeys, guid, publisher }: ArticleIdentity,
): Promise<KnownArticle | null> {
  const { rows } = await sql<KnownArticle>`
    with called as (
      select distinct coalesce(m.merged_into, m.id) as id from actor_name as n join actor as m on m.id = n.actor_id
      where n.kind = 'organization' and n.name_key = public.fold(${publisher})
    ), publisher as (
      select id from called union all
      select 0 where cast(${publisher} as text) is null or (select count(*) from called) > 1
    ), found as (
      select article_id as id, 1 as place, 1 as ordinal, case when own then 'own' else 'other' end as address
      from article_url where key = ${urlKey}
      union all
      select a.id, 2, 1, 'new' from publisher as p
      join article as a on coalesce(a.publisher_id, 0) = p.id and a.guid = ${guid}
      union all
      select u.article_id, 3, o.ordinal, 'new' from unnest(cast(${otherKeys} as text[])) with ordinality as o (key, ordinal)
      join article_url as u on u.key = o.key
    )
    select ${sql.join(HEADER.map((column) => sql.ref(`a.${column}`)))}, found.address
    from found join article as a on a.id = found.id
    order by found.place, found.ordinal, a.id limit 1`.execute(db);
  return rows[0] ?? null;
}

/** By a guid that is an address of its own, where the publisher is not said; null where several articles have it. */
export async function articleByGuidAlone(
  db: Kysely<Tables>,
  guid: string,
): Promise<Pick<ArticleHeader, 'id' | 'version'> | null> {
  const { rows } = await sql<Pick<ArticleHeader, 'id' | 'version'>>`
    select id, version from article where guid = ${guid} limit 2`.execute(db);
  return rows.length === 1 ? (rows[0] ?? null) : null;
}

/** Once the publisher is known by id, under whichever of its names the guid first came; null stands for none. */
export async function articleByGuid(
  db: Kysely<Tables>,
  guid: string,
  publisherId: Id | null,
): Promise<KnownArticle | null> {
  const { rows } = await sql<KnownArticle>`
    select ${sql.join(HEADER.map((column) => sql.ref(column)))}, 'new' as address from article
    where guid = ${guid} and coalesce(publisher_id, 0) = coalesce(cast(${publisherId} as int8), 0)`.execute(
    db,
  );
  return rows[0] ?? null;
}

type Visible = 'visible_from' | 'ingested_at';
type Settled =
  | 'version'
  | 'withdrawn_at'
  | 'withdrawn_notice'
  | 'visibility'
  | 'body_status'
  | 'body_withheld';
export type ArticleContent = Omit<NewRow<'article'>, Settled | Visible>;
export type NewArticle = ArticleContent &
  Readonly<Record<Visible, Moment>> & {
    /** The notice of one that was taken back before it came. */
    readonly withdrawn_notice: string | null;
  };

const STORED = ['id', 'version', 'listed_at', 'visibility', 'text_visibility'] as const;
export type StoredHead = Pick<StoredVersion, (typeof STORED)[number]>;

/** Its first version. Embargoed until `visible_from`, where that lies after its ingestion. */
export async function addArticle(db: Kysely<Tables>, row: NewArticle): Promise<StoredHead> {
  const later = sql<boolean>`cast(${row.visible_from} as timestamptz) > cast(${row.ingested_at} as timestamptz)`;
  const withdrawn = row.withdrawn_notice !== null;
  return db
    .insertInto('article')
    .values({
      ...row,
      body_status: row.source_body_status,
      withdrawn_at: withdrawn ? row.ingested_at : null,
      visibility: withdrawn ? 0 : sql<number>`case when ${later} then 1 else 2 end`,
    })
    .returning(STORED)
    .executeTakeFirstOrThrow();
}

/**
 * Its next version. What may be seen of it stays: a withdrawn article is not brought back by a new text, nor is a body that an
 * editor withholds. A guid that
 * another article of the same publisher holds is not taken.
 */
export async function setArticle(db: Kysely<Tables>, id: Id, row: ArticleContent): Promise<StoredHead> {
  const held = sql<boolean>`exists (select from article as other where other.id <> ${id} and other.guid = ${row.guid}
    and coalesce(other.publisher_id, 0) = coalesce(cast(${row.publisher_id} as int8), 0))`;
  return db
    .updateTable('article')
    .set({
      ...row,
      guid: sql<string | null>`case when not ${held} then ${row.guid} end`,
      body_status: sql<BodyStatus>`case when body_withheld then 'withheld' else ${row.source_body_status} end`,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .returning(STORED)
    .executeTakeFirstOrThrow();
}

export type NewArticleActor = Pick<
  NewRow<'article_actor'>,
  'actor_id' | 'kind' | 'mention_count' | 'first_char' | 'description'
>;

/** Whom the article names, is by or was published by; returns those of its former version, too. */
export async function setArticleActors(
  db: Kysely<Tables>,
  article: StoredVersion,
  rows: readonly NewArticleActor[],
): Promise<Support[]> {
  const former = article.again
    ? await db
        .deleteFrom('article_actor')
        .where('article_id', '=', article.id)
        .returning('actor_id')
        .execute()
    : [];
  if (rows.length > 0) {
    await sql`
      insert into article_actor (article_id, actor_id, kind, mention_count, first_char, description, listed_at, visibility)
      select ${article.id}, r.actor_id, r.kind, r.mention_count, r.first_char, r.description, ${article.listed_at}, ${article.visibility}
      from ${recordset(rows, 'actor_id int8, kind text, mention_count int4, first_char int4, description text')}`.execute(
      db,
    );
  }
  return supportOf(
    former.map((row) => row.actor_id),
    rows.map((row) => row.actor_id),
  );
}

/** The first that were ever stored, withdrawn or not. */
export async function firstArticles(
  db: Kysely<Tables>,
  limit: number,
): Promise<Pick<Row<'article'>, 'url' | 'guid'>[]> {
  return db.selectFrom('article').select(['url', 'guid']).orderBy('id').limit(limit).execute();
}
