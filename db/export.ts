import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type ArticleFields, articleFilter } from './article.ts';
import { wasVisible } from './article-lookup.ts';
import { idParam, type Logical } from './filter.ts';
import { bound, orderBy, type Position } from './keyset.ts';
import { type Reader, whileWanted } from './reader.ts';
import { by } from './relation.ts';
import { isItemStated } from './stated-item.ts';
import type { ActorKind, BylineRole, Id, Moment, Row } from './tables.ts';
import { urlKey } from './url.ts';
import { type Viewer, visible } from './visible.ts';

/** An article with all that hangs on it, lists in their order. Of a withdrawn one: its addresses, guid and notice. */
export interface ExportRow
  extends Pick<
    Row<'article'>,
    | 'id'
    | 'url'
    | 'guid'
    | 'headline'
    | 'standfirst'
    | 'body_status'
    | 'section'
    | 'language'
    | 'dateline'
    | 'published_at'
    | 'published_zone_assumed'
    | 'modified_at'
    | 'corrections'
    | 'usage_terms'
    | 'copyright_holder'
    | 'copyright_notice'
    | 'live_blog'
    | 'field_sources'
    | 'version'
    | 'ingested_at'
    | 'listed_at'
    | 'withdrawn_at'
    | 'withdrawn_notice'
  > {
  /** Null where it may not be shown. */
  readonly body: string | null;
  readonly publisher: string | null;
  /** Null once the embargo has ended. */
  readonly embargoed_until: Moment | null;
  readonly other_urls: readonly string[];
  readonly bylines: readonly { readonly name: string; readonly role: BylineRole }[];
  readonly images: readonly Pick<Row<'image'>, 'caption' | 'credit' | 'url'>[];
  readonly subjects: readonly Pick<Row<'article_subject'>, 'kind' | 'name' | 'uri' | 'role'>[];
  readonly associations: readonly Pick<Row<'article_association'>, 'role' | 'type' | 'uri' | 'headline'>[];
  /** Those named most often first. */
  readonly actors: readonly {
    readonly kind: ActorKind;
    readonly name: string;
    readonly wikidata_id: string | null;
    readonly description: string | null;
  }[];
  /** Of a body that may be shown, in the order of the text. */
  readonly quotes: readonly {
    readonly text: string;
    readonly speakers: readonly { readonly kind: ActorKind; readonly name: string }[];
  }[];
}

export const newestFirst = by(['listed_at', 'timestamptz', 'desc'], ['id', 'int8', 'desc']);

export interface ExportPage {
  readonly filter: Logical<ArticleFields>;
  readonly limit: number;
  /** Exclusive. */
  readonly after: Position | null;
}

/** A page of what may be seen, newest first. One statement. */
export async function exportPage(reader: Reader, { filter, limit, after }: ExportPage): Promise<ExportRow[]> {
  const narrowed = articleFilter(reader.viewer, filter)?.where ?? sql`true`;
  const behind = after === null ? sql`true` : bound(newestFirst, after, 'after');
  return rowsWhere(reader, sql`${visible(reader.viewer, 'target')} and ${narrowed} and ${behind}`, limit);
}

export function positionOf({ listed_at, id }: ExportRow): Position {
  return [listed_at, id];
}

/** By its own id, where a withdrawn article answers too; null where there is none to be seen. */
export async function exportById(reader: Reader, id: Id): Promise<ExportRow | null> {
  const [row = null] = await rowsWhere(
    reader,
    sql`target.id = ${idParam(id)} and ${answers(reader.viewer)}`,
    1,
  );
  return row;
}

/** By any of its addresses, as `exportById`. */
export async function exportByUrl(reader: Reader, url: string): Promise<ExportRow | null> {
  const key = urlKey(url);
  const { viewer } = reader;
  const ofAddress = sql`target.id in (select address.article_id from article_url as address
    where address.key = ${key} and (${visible(viewer, 'address')} or ${wasVisible(viewer)}))`;
  const [row = null] = await rowsWhere(reader, sql`${ofAddress} and ${answers(viewer)}`, 1);
  return row;
}

function answers(viewer: Viewer): RawBuilder<unknown> {
  return sql`(${visible(viewer, 'target')} or ${wasVisible(viewer)})`;
}

async function rowsWhere(reader: Reader, where: RawBuilder<unknown>, limit: number): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    select target.id, target.url, target.guid, target.headline, target.standfirst, target.body_status, target.section,
      target.language, target.dateline, target.published_at, target.published_zone_assumed, target.modified_at,
      target.corrections, target.usage_terms, target.copyright_holder, target.copyright_notice, target.live_blog,
      target.field_sources, target.version, target.ingested_at, target.listed_at, target.withdrawn_at, target.withdrawn_notice,
      case when ${IS_SHOWN} then target.body end as body,
      case when target.visibility = 1 then target.visible_from end as embargoed_until,
      (select p.name from actor as p where p.id = target.publisher_id and ${visible(reader.viewer, 'p')}) as publisher,
      ${listsOf(reader.viewer)}
    from article as target where ${where}
    order by ${orderBy(newestFirst, false)} limit ${sql.lit(limit)}`.execute(reader.db, whileWanted(reader));
  return rows;
}

const IS_SHOWN = sql<SqlBool>`target.withdrawn_at is null and target.body_status <> 'withheld'`;

function listsOf(viewer: Viewer): RawBuilder<unknown> {
  const ofArticle = (alias: string) =>
    sql`${sql.ref(`${alias}.article_id`)} = target.id and ${visible(viewer, alias)}`;
  const speakers = sql`select coalesce(json_agg(json_build_object('kind', p.kind, 'name', p.name) order by p.position), '[]')
    from quote_party as p where p.quote_id = q.id and p.role = 'speaker' and p.kind in ('person', 'organization')
      and ${visible(viewer, 'p')}`;
  return sql`
    array(select u.url from article_url as u where ${ofArticle('u')} and not u.own order by u.key) as other_urls,
    (select coalesce(json_agg(json_build_object('name', b.name, 'role', b.role) order by b.position), '[]')
      from byline as b where ${ofArticle('b')}) as bylines,
    (select coalesce(json_agg(json_build_object('caption', i.caption, 'credit', i.credit, 'url', i.url) order by i.position), '[]')
      from image as i where ${ofArticle('i')}) as images,
    (select coalesce(json_agg(json_build_object('kind', s.kind, 'name', s.name, 'uri', s.uri, 'role', s.role) order by s.position), '[]')
      from article_subject as s where ${ofArticle('s')}) as subjects,
    (select coalesce(json_agg(json_build_object('role', o.role, 'type', o.type, 'uri', o.uri, 'headline', o.headline) order by o.position), '[]')
      from article_association as o where ${ofArticle('o')}) as associations,
    (select coalesce(json_agg(json_build_object('kind', n.kind, 'name', n.name, 'wikidata_id', case when ${isItemStated(viewer, sql`n.id`, sql`n.wikidata_id`)} then n.wikidata_id end,
        'description', a.description) order by a.mention_count desc, a.actor_id desc), '[]')
      from article_actor as a join actor as n on n.id = a.actor_id
      where ${ofArticle('a')} and a.mention_count > 0 and ${visible(viewer, 'n')}) as actors,
    (select coalesce(json_agg(json_build_object('text', q.text, 'speakers', (${speakers})) order by q.char_start, q.id), '[]')
      from quote as q where ${ofArticle('q')} and q.gone_in_version is null and ${IS_SHOWN}) as quotes`;
}

/** The organizations that are called so, case and accents aside. An own name is visible by itself: it shows where its actor does. */
export async function organizationsNamed(reader: Reader, name: string): Promise<Id[]> {
  const { rows } = await sql<{ actor_id: Id }>`
    select distinct n.actor_id from actor_name as n join actor as o on o.id = n.actor_id
    where n.kind = 'organization' and n.name_key = public.fold(${name}) and ${visible(reader.viewer, 'n')}
      and ${visible(reader.viewer, 'o')}`.execute(reader.db, whileWanted(reader));
  return rows.map((row) => row.actor_id);
}
