import { type Kysely, sql } from 'kysely';
import { recordset } from './recordset.ts';
import { type Support, supportsOf } from './standing.ts';
import { idsOfThoseAgain, type OfArticle, type StoredVersion, written } from './stored-version.ts';
import type { BodyStatus, Id, Moment, NewRow, Row, Tables } from './tables.ts';

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

const AS_ADDED = `n int4, url text, guid text, publisher_id int8, headline text, standfirst text, body text, source_body_status text,
  section text, language text, dateline text, published_at timestamptz, published_zone_assumed bool, modified_at timestamptz,
  corrections text[], usage_terms text, copyright_holder text, copyright_notice text, live_blog bool, field_sources jsonb,
  content_hash text, extractor text, published_offset_minutes int2, ingested_at timestamptz, listed_at timestamptz,
  visible_from timestamptz, withdrawn_notice text`;

/** Their first versions, in the order of the rows. Embargoed until `visible_from`, where that lies after the ingestion. */
export async function addArticles(
  db: Kysely<Tables>,
  articles: readonly NewArticle[],
): Promise<StoredHead[]> {
  if (articles.length === 0) return [];
  const asked = articles.map((row, n) => ({ ...row, n, content_hash: row.content_hash.toString('hex') }));
  const { rows } = await sql<StoredHead>`
    insert into article (url, guid, publisher_id, headline, standfirst, body, body_status, source_body_status, section, language,
      dateline, published_at, published_zone_assumed, modified_at, corrections, usage_terms, copyright_holder, copyright_notice,
      live_blog, field_sources, content_hash, extractor, published_offset_minutes, ingested_at, listed_at, visible_from,
      withdrawn_notice, withdrawn_at, visibility)
    select url, guid, publisher_id, headline, standfirst, body, source_body_status, source_body_status, section, language,
      dateline, published_at, published_zone_assumed, modified_at, corrections, usage_terms, copyright_holder, copyright_notice,
      live_blog, field_sources, decode(content_hash, 'hex'), extractor, published_offset_minutes, ingested_at, listed_at, visible_from,
      withdrawn_notice, case when withdrawn_notice is not null then ingested_at end,
      case when withdrawn_notice is not null then 0 when visible_from > ingested_at then 1 else 2 end
    from ${recordset(asked, AS_ADDED)} order by n
    returning ${sql.join(STORED.map((column) => sql.ref(column)))}`.execute(db);
  return rows.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
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
  'actor_id' | 'kind' | 'mention_count' | 'first_char' | 'description' | 'age'
>;

/** Whom each article names, is by or was published by; returns those of its former version, too. In the order of the articles. */
export async function setArticleActors(
  db: Kysely<Tables>,
  articles: readonly StoredVersion[],
  rows: readonly OfArticle<NewArticleActor>[],
): Promise<Support[][]> {
  const again = idsOfThoseAgain(articles);
  const former = again.length > 0 ? await dropFormerActors(db, again) : [];
  if (rows.length > 0) {
    await sql`
      insert into article_actor (article_id, actor_id, kind, mention_count, first_char, description, age, listed_at, visibility)
      select a.id, r.actor_id, r.kind, r.mention_count, r.first_char, r.description, r.age, a.listed_at, a.visibility
      from ${recordset(
        rows,
        'article_id int8, actor_id int8, kind text, mention_count int4, first_char int4, description text, age int2',
      )}
      join ${written(articles)} on a.id = r.article_id`.execute(db);
  }
  return supportsOf(articles, former, rows, (row) => row.actor_id);
}

async function dropFormerActors(db: Kysely<Tables>, articles: readonly Id[]) {
  const { rows } = await sql<OfArticle<{ actor_id: Id }>>`
    delete from article_actor where article_id = any(cast(${articles} as int8[])) returning article_id, actor_id`.execute(
    db,
  );
  return rows;
}

/** The first that were ever stored, withdrawn or not. */
export async function firstArticles(
  db: Kysely<Tables>,
  limit: number,
): Promise<Pick<Row<'article'>, 'url' | 'guid'>[]> {
  return db.selectFrom('article').select(['url', 'guid']).orderBy('id').limit(limit).execute();
}
