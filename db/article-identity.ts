import { type Kysely, sql } from 'kysely';
import { ONE_BY_ONE, recordset } from './recordset.ts';
import type { Id, Row, Tables } from './tables.ts';

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
  'modified_at',
  'field_sources',
  'listed_at',
  'visibility',
  'text_visibility',
] as const;
const HEADER_OF_A = sql.join(HEADER.map((column) => sql.ref(`a.${column}`)));
export type ArticleHeader = Pick<Row<'article'>, (typeof HEADER)[number]>;

/** An article that a document is of. */
export interface KnownArticle extends ArticleHeader {
  /** The document's own address is the article's own, one of its others, or none that it has. */
  readonly address: 'own' | 'other' | 'new';
}

/** For storing: embargoed and withdrawn articles are found, too. In the order of the identities; one read. */
export async function articlesByIdentity(
  db: Kysely<Tables>,
  identities: readonly ArticleIdentity[],
): Promise<(KnownArticle | null)[]> {
  if (identities.length === 0) return [];
  const asked = identities.map((identity, n) => ({ n, ...identity }));
  const { rows } = await sql<KnownArticle & { n: number }>`
    with asked as (
      select n, "urlKey" as key, "otherKeys" as others, guid, publisher
      from ${recordset(asked, 'n int4, "urlKey" text, "otherKeys" text[], guid text, publisher text')}
    ), called as (
      select asked.n, bearer.id from asked cross join lateral (
        select distinct coalesce(m.merged_into, m.id) as id from actor_name as n join actor as m on m.id = n.actor_id
        where n.kind = 'organization' and n.name_key = public.fold(asked.publisher) and asked.guid is not null
      ) as bearer
    ), publisher as (
      select n, id from called union all
      select n, 0 from asked where publisher is null or (select count(*) from called where called.n = asked.n) > 1
    ), found as (
      select asked.n, u.article_id as id, 1 as place, cast(1 as int8) as ordinal, case when u.own then 'own' else 'other' end as address
      from asked join article_url as u on u.key = asked.key
      union all
      select asked.n, a.id, 2, 1, 'new' from asked join publisher as p on p.n = asked.n
      join article as a on a.guid = asked.guid and coalesce(a.publisher_id, 0) = p.id
      union all
      select asked.n, u.article_id, 3, o.ordinal, 'new'
      from asked cross join lateral unnest(asked.others) with ordinality as o (key, ordinal)
      cross join lateral (select article_id from article_url where key = o.key ${ONE_BY_ONE}) as u
    )
    select distinct on (found.n) found.n, ${HEADER_OF_A}, found.address
    from found cross join lateral (select * from article where id = found.id ${ONE_BY_ONE}) as a
    order by found.n, found.place, found.ordinal, a.id`.execute(db);
  return inOrder(rows, identities.length);
}

function inOrder<R extends { readonly n: number }>(
  rows: readonly R[],
  length: number,
): (Omit<R, 'n'> | null)[] {
  const found: (Omit<R, 'n'> | null)[] = Array(length).fill(null);
  for (const { n, ...row } of rows) found[n] = row;
  return found;
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

export interface GuidOfPublisher {
  /** Null: there is none to find. */
  readonly guid: string | null;
  readonly publisher_id: Id | null;
}

/** Once publishers are known by id, under whichever of their names the guids first came; null stands for no publisher. */
export async function articlesByGuid(
  db: Kysely<Tables>,
  asked: readonly GuidOfPublisher[],
): Promise<(KnownArticle | null)[]> {
  const numbered = asked.map((each, n) => ({ n, ...each })).filter(({ guid }) => guid !== null);
  if (numbered.length === 0) return asked.map(() => null);
  const { rows } = await sql<KnownArticle & { n: number }>`
    select r.n, ${HEADER_OF_A}, 'new' as address from ${recordset(numbered, 'n int4, guid text, publisher_id int8')}
    join article as a on a.guid = r.guid and coalesce(a.publisher_id, 0) = coalesce(r.publisher_id, 0)`.execute(
    db,
  );
  return inOrder(rows, asked.length);
}
