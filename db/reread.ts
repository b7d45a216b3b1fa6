import { type Kysely, sql } from 'kysely';
import type { StoredVersion } from './stored-version.ts';
import type { Id, Row, Tables } from './tables.ts';

type Read =
  | 'id'
  | 'version'
  | 'url'
  | 'guid'
  | 'headline'
  | 'language'
  | 'listed_at'
  | 'published_zone_assumed';

/** What of an article its text is read and linked with. Withdrawn and embargoed ones, too. */
export interface ArticleToRead extends Pick<Row<'article'>, Read> {
  readonly body: string;
  /** RFC 3339, on the clock that the article printed; null where it printed no time. */
  readonly published_at: string | null;
  readonly publisher: string | null;
  readonly other_urls: readonly string[];
  readonly bylines: readonly Pick<Row<'byline'>, 'name' | 'role'>[];
  readonly images: readonly Pick<Row<'image'>, 'caption' | 'credit' | 'url'>[];
  readonly subjects: readonly Pick<Row<'article_subject'>, 'kind' | 'name' | 'uri' | 'role'>[];
}

/** Articles behind `after` whose text others than `extractor` have read. */
export async function articlesReadByOthers(
  db: Kysely<Tables>,
  extractor: string,
  after: Id,
  limit: number,
): Promise<ArticleToRead[]> {
  const { rows } = await sql<ArticleToRead>`
    select a.id, a.version, a.url, a.guid, a.headline, a.language, a.listed_at, a.published_zone_assumed, a.body,
      to_char(a.published_at at time zone 'UTC' + make_interval(mins => coalesce(a.published_offset_minutes, 0)), 'YYYY-MM-DD"T"HH24:MI:SS.US')
        || case when coalesce(a.published_offset_minutes, 0) < 0 then '-' else '+' end
        || to_char(make_interval(mins => abs(coalesce(a.published_offset_minutes, 0))), 'HH24:MI') as published_at,
      (select name from actor where id = a.publisher_id) as publisher,
      array(select url from article_url where article_id = a.id and not own order by key) as other_urls,
      (select coalesce(json_agg(json_build_object('name', name, 'role', role) order by position), '[]')
        from byline where article_id = a.id) as bylines,
      (select coalesce(json_agg(json_build_object('caption', caption, 'credit', credit, 'url', url) order by position), '[]')
        from image where article_id = a.id) as images,
      (select coalesce(json_agg(json_build_object('kind', kind, 'name', name, 'uri', uri, 'role', role) order by position), '[]')
        from article_subject where article_id = a.id) as subjects
    from article as a
    where a.id > ${after} and a.extractor is distinct from ${extractor} and a.body is not null
    order by a.id limit ${limit}`.execute(db);
  return rows;
}

export async function countReadByOthers(db: Kysely<Tables>, extractor: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select cast(count(*) as int4) as count from article as a
    where a.extractor is distinct from ${extractor} and a.body is not null`.execute(db);
  return rows[0]!.count;
}

/** Says who has now read it and holds it; null where another version of it came meanwhile, or another process has read it. */
export async function holdForReading(
  db: Kysely<Tables>,
  { id, version }: Pick<ArticleToRead, 'id' | 'version'>,
  extractor: string,
): Promise<StoredVersion | null> {
  const row = await db
    .updateTable('article')
    .set({ extractor })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('extractor', 'is distinct from', extractor)
    .returning(['id', 'version', 'listed_at', 'visibility', 'text_visibility', 'publisher_id'])
    .executeTakeFirst();
  return row ? { ...row, extractor, again: true } : null;
}

/** Of what is shown as read from the text of an article, but for who read it: equal where nothing of it differs. */
export interface ReadingDigest {
  readonly whole: string;
  readonly quotes: ReadonlyMap<Id, string>;
}

export async function readingDigest(db: Kysely<Tables>, articleId: Id): Promise<ReadingDigest> {
  const { rows } = await sql<{ quotes: Record<Id, string>; rest: string }>`
    select (select coalesce(json_object_agg(q.id, md5(concat_ws('|', q.kind, q.text, q.spans, q.cue, q.cue_span, q.channel,
        q.said_earliest, q.said_latest, q.said_precision, q.said_place, q.event_id, q.utterance_id, q.confidence, p.parties))), '{}')
        from quote as q left join lateral (
          select string_agg(concat_ws('|', role, position, kind, actor_id, name, span, confidence), ',' order by role, position) as parties
          from quote_party where quote_id = q.id
        ) as p on true where q.article_id = ${articleId} and q.gone_in_version is null) as quotes,
      md5(concat_ws('#',
        (select string_agg(concat_ws('|', id, kind, actor_id, event_id, name, span, confidence), ',' order by id)
          from mention where article_id = ${articleId} and gone_in_version is null),
        (select string_agg(concat_ws('|', actor_id, mention_count, description, age), ',' order by actor_id)
          from article_actor where article_id = ${articleId}),
        (select string_agg(concat_ws('|', event_id, name, status, earliest, latest, precision, place), ',' order by event_id)
          from article_event where article_id = ${articleId}),
        (select string_agg(concat_ws('|', affiliation_id, span, confidence), ',' order by affiliation_id, span)
          from affiliation_statement where article_id = ${articleId}))) as rest`.execute(db);
  const { quotes, rest } = rows[0]!;
  return { whole: `${rest} ${JSON.stringify(quotes)}`, quotes: new Map(Object.entries(quotes)) };
}
