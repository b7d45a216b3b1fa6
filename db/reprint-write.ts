import { type Kysely, sql } from 'kysely';
import { holdLocks } from './lock.ts';
import { recordset } from './recordset.ts';
import { dropFormer, type OfArticle, type StoredVersion, written } from './stored-version.ts';
import type { Id, Tables, Visibility } from './tables.ts';

/** Of each mark, the oldest articles: what stands in more of them is a footer, or a story that these tell enough of. */
const MOST_OF_A_MARK = 50;
const MOST_CANDIDATES = 50;
/** A third of a text, edited lightly, keeps more of its marks. */
const FEWEST_COMMON_MARKS = 3;

export interface MarkedArticle {
  readonly article: StoredVersion;
  readonly marks: readonly bigint[];
}

/**
 * Sets by which marks the articles are found, and returns for each the articles written before it that have some of them, withdrawn ones
 * too, those with most first: never more than `MOST_CANDIDATES`. Whoever stores one that shares a mark waits until the transaction
 * ends, so that two stored at the same time find each other.
 */
export async function setArticleMarks(db: Kysely<Tables>, marked: readonly MarkedArticle[]): Promise<Id[][]> {
  const rows = marked.flatMap(({ article, marks }) =>
    marks.map((hash) => [article.id, String(hash)] as const),
  );
  const [ids, hashes] = [rows.map(([id]) => id), rows.map(([, hash]) => hash)];
  await holdLocks(db, 'reprint', hashes);
  const articles = marked.map(({ article }) => article);
  await dropFormer(db, 'article_mark', articles);
  if (rows.length === 0) return marked.map(() => []);
  await sql`
    insert into article_mark (article_id, hash)
    select * from unnest(cast(${ids} as int8[]), cast(${hashes} as int8[])) order by 1, 2`.execute(db);
  // Of those that are written together, each looks at the ones before it.
  const { rows: found } = await sql<OfArticle<{ other_id: Id }>>`
    with near as (
      select mine.article_id, oldest.article_id as other_id, count(*) as common
      from unnest(cast(${ids} as int8[]), cast(${hashes} as int8[])) as mine (article_id, hash) cross join lateral (
        select m.article_id from article_mark as m where m.hash = mine.hash and m.article_id <> mine.article_id
          and (m.article_id < mine.article_id or not m.article_id = any(cast(${articles.map(({ id }) => id)} as int8[])))
        order by m.article_id limit ${sql.lit(MOST_OF_A_MARK)}
      ) as oldest
      group by 1, 2 having count(*) >= ${sql.lit(FEWEST_COMMON_MARKS)}
    ), ranked as (
      select *, row_number() over (partition by article_id order by common desc, other_id) as place from near
    )
    select article_id, other_id from ranked where place <= ${sql.lit(MOST_CANDIDATES)} order by article_id, place`.execute(
    db,
  );
  const ofEach = Map.groupBy(found, (row) => row.article_id);
  return articles.map(({ id }) => (ofEach.get(id) ?? []).map((row) => row.other_id));
}

/** Of candidates; what is kept of withdrawn ones, too. */
export async function bodiesOf(db: Kysely<Tables>, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: Id; body: string }>`
    select id, coalesce(body, '') as body from article where id = any(cast(${ids} as int8[]))`.execute(db);
  return new Map(rows.map((row) => [row.id, row.body]));
}

export interface NewReprint {
  readonly other_id: Id;
  readonly share_reprinted: number;
  readonly share_taken: number;
}

/** An article that came to be printed elsewhere, or ceased to, by `other_id`. */
export interface OtherPrinting {
  readonly id: Id;
  readonly visibility: Visibility;
  readonly other_id: Id;
}

/**
 * Which other articles print the same stories, instead of those of former versions. Returns those for which something came or
 * went. Waits for whoever withdraws one of them.
 */
export async function setReprints(
  db: Kysely<Tables>,
  articles: readonly StoredVersion[],
  rows: readonly OfArticle<NewReprint>[],
): Promise<OtherPrinting[]> {
  const again = articles.filter((article) => article.again);
  for (const article of again) await holdFormer(db, article.id, ofArticle(article, rows));
  const touched = rows.length > 0 ? await addReprints(db, articles, rows) : [];
  for (const article of again)
    touched.push(...(await dropReprints(db, article.id, ofArticle(article, rows))));
  return touched;
}

function ofArticle({ id }: StoredVersion, rows: readonly OfArticle<NewReprint>[]): NewReprint[] {
  return rows.filter((row) => row.article_id === id);
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
  articles: readonly StoredVersion[],
  rows: readonly OfArticle<NewReprint>[],
): Promise<OtherPrinting[]> {
  // The lock comes first: what is copied of the other article is then what it is when this one is seen.
  const { rows: added } = await sql<OtherPrinting>`
    with other as (
      select o.id, o.listed_at, o.visibility from article as o
      where o.id = any(cast(${rows.map((row) => row.other_id)} as int8[])) order by o.id for key share
    ), pair as (
      select r.*, a.listed_at as article_listed_at, a.visibility as article_visibility, other.listed_at, other.visibility
      from ${recordset(rows, 'article_id int8, other_id int8, share_reprinted float4, share_taken float4')}
      join ${written(articles)} on a.id = r.article_id join other on other.id = r.other_id
    ), added as (
      insert into reprint (article_id, article_listed_at, article_visibility, other_id, listed_at, other_visibility,
        share_reprinted, share_taken)
      select article_id, article_listed_at, article_visibility, other_id, listed_at, visibility, share_reprinted, share_taken
      from pair
      union all
      select other_id, listed_at, visibility, article_id, article_listed_at, article_visibility, share_taken, share_reprinted
      from pair
      on conflict (article_id, other_id) do update
        set share_reprinted = excluded.share_reprinted, share_taken = excluded.share_taken
      returning article_id as id, article_visibility as visibility, other_id
    )
    select added.* from added join pair on pair.other_id = added.id and pair.article_id = added.other_id`.execute(
    db,
  );
  return added;
}

async function dropReprints(
  db: Kysely<Tables>,
  id: Id,
  kept: readonly NewReprint[],
): Promise<OtherPrinting[]> {
  const ids = kept.map((row) => row.other_id);
  const { rows } = await sql<OtherPrinting>`
    with dropped as (
      delete from reprint where article_id = ${id} and not other_id = any(cast(${ids} as int8[]))
        or other_id = ${id} and not article_id = any(cast(${ids} as int8[]))
      returning article_id, article_visibility, other_id
    ) select article_id as id, article_visibility as visibility, other_id from dropped where other_id = ${id}`.execute(
    db,
  );
  return rows;
}
