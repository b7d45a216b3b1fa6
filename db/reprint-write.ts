import { type Kysely, sql } from 'kysely';
import type { StoredVersion } from './article-write.ts';
import { holdLocks } from './lock.ts';
import { recordset } from './recordset.ts';
import type { Id, Tables, Visibility } from './tables.ts';

/** Of each mark, the oldest articles: what stands in more of them is a footer, or a story that these tell enough of. */
const MOST_OF_A_MARK = 50;
const MOST_CANDIDATES = 50;
/** A third of a text, edited lightly, keeps more of its marks. */
const FEWEST_COMMON_MARKS = 3;

export interface Candidate {
  readonly id: Id;
  readonly body: string;
}

/**
 * Sets by which marks the article is found, and returns the articles that have some of them, withdrawn ones too, those with most first: never more
 * than `MOST_CANDIDATES`. Whoever stores one that shares a mark waits until the transaction ends, so that two stored at the same
 * time find each other.
 */
export async function setArticleMarks(
  db: Kysely<Tables>,
  { id, again }: StoredVersion,
  marks: readonly bigint[],
): Promise<Candidate[]> {
  const hashes = marks.map(String);
  await holdLocks(db, 'reprint', hashes);
  if (again) await db.deleteFrom('article_mark').where('article_id', '=', id).execute();
  if (hashes.length === 0) return [];
  const { rows } = await sql<Candidate>`
    with mine as (select hash from unnest(cast(${hashes} as int8[])) as m (hash)),
    added as (insert into article_mark (article_id, hash) select ${id}, hash from mine order by hash),
    near as (
      select oldest.article_id, count(*) as common
      from mine cross join lateral (
        select m.article_id from article_mark as m where m.hash = mine.hash and m.article_id <> ${id}
        order by m.article_id limit ${sql.lit(MOST_OF_A_MARK)}
      ) as oldest
      group by oldest.article_id having count(*) >= ${sql.lit(FEWEST_COMMON_MARKS)}
      order by common desc, oldest.article_id limit ${sql.lit(MOST_CANDIDATES)}
    )
    select a.id, coalesce(a.body, '') as body from near join article as a on a.id = near.article_id
    order by near.common desc, a.id`.execute(db);
  return rows;
}

export interface NewReprint {
  readonly other_id: Id;
  readonly share_reprinted: number;
  readonly share_taken: number;
}

/** An article that came to be printed elsewhere, or ceased to. */
export interface OtherPrinting {
  readonly id: Id;
  readonly visibility: Visibility;
}

/**
 * Which other articles print the same story, instead of those of the former version. Returns those for which something came or
 * went. Waits for whoever withdraws one of them.
 */
export async function setReprints(
  db: Kysely<Tables>,
  article: StoredVersion,
  rows: readonly NewReprint[],
): Promise<OtherPrinting[]> {
  if (article.again) await holdFormer(db, article.id, rows);
  const kept = rows.length > 0 ? await addReprints(db, article, rows) : [];
  const gone = article.again ? await dropReprints(db, article.id, rows) : [];
  return [...kept, ...gone].filter(({ id }) => id !== article.id);
}

/** All that will be touched, in one order. */
async function holdFormer(db: Kysely<Tables>, id: Id, rows: readonly NewReprint[]): Promise<void> {
  await sql`
    select from article as a
    where a.id in (
      select unnest(cast(${rows.map((row) => row.other_id)} as int8[]))
      union select other_id from reprint where article_id = ${id}
    ) order by a.id for key share`.execute(db);
}

async function addReprints(
  db: Kysely<Tables>,
  { id, listed_at, visibility }: StoredVersion,
  rows: readonly NewReprint[],
): Promise<OtherPrinting[]> {
  // The lock comes first: what is copied of the other article is then what it is when this one is seen.
  const { rows: added } = await sql<OtherPrinting>`
    with this as (
      select cast(${id} as int8) as id, cast(${listed_at} as timestamptz) as listed_at, cast(${visibility} as int2) as visibility
    ), other as (
      select a.id, a.listed_at, a.visibility from article as a
      where a.id = any(cast(${rows.map((row) => row.other_id)} as int8[])) order by a.id for key share
    ), shares as (
      select * from ${recordset(rows, 'other_id int8, share_reprinted float4, share_taken float4')}
    )
    insert into reprint (article_id, article_listed_at, article_visibility, other_id, listed_at, other_visibility,
      share_reprinted, share_taken)
    select this.*, other.*, s.share_reprinted, s.share_taken
    from this cross join other join shares as s on s.other_id = other.id
    union all
    select other.*, this.*, s.share_taken, s.share_reprinted
    from this cross join other join shares as s on s.other_id = other.id
    on conflict (article_id, other_id) do update
      set share_reprinted = excluded.share_reprinted, share_taken = excluded.share_taken
    returning article_id as id, article_visibility as visibility`.execute(db);
  return added;
}

async function dropReprints(
  db: Kysely<Tables>,
  id: Id,
  kept: readonly NewReprint[],
): Promise<OtherPrinting[]> {
  const ids = kept.map((row) => row.other_id);
  const { rows } = await sql<OtherPrinting>`
    delete from reprint where article_id = ${id} and not other_id = any(cast(${ids} as int8[]))
      or other_id = ${id} and not article_id = any(cast(${ids} as int8[]))
    returning article_id as id, article_visibility as visibility`.execute(db);
  return rows;
}
