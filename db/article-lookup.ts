import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { articles } from './article.ts';
import { type Reader, whileWanted } from './reader.ts';
import type { Id, Row } from './tables.ts';
import { urlKey } from './url.ts';
import { type Viewer, visible } from './visible.ts';

/** By their own ids, where a withdrawn article answers too, with its notice and nothing else of its content. */
export async function articlesByIds(reader: Reader, ids: readonly Id[]): Promise<(Row<'article'> | null)[]> {
  const { rows } = await sql<Row<'article'>>`
    select ${columns()} from article as target
    where target.id = any(cast(${ids} as int8[])) and ${answers(reader.viewer)}`.execute(
    reader.db,
    whileWanted(reader),
  );
  const byId = new Map(rows.map((row) => [row.id, shown(row)]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** By any of their addresses, in whichever form; a withdrawn article answers as in `articlesByIds`. */
export async function articlesByUrls(
  reader: Reader,
  urls: readonly string[],
): Promise<(Row<'article'> | null)[]> {
  const keys = urls.map(urlKey);
  const { viewer } = reader;
  const { rows } = await sql<Row<'article'> & { key: string }>`
    select address.key, ${columns()} from article_url as address join article as target on target.id = address.article_id
    where address.key = any(cast(${keys} as text[])) and (${visible(viewer, 'address')} or ${wasVisible(viewer)})
      and ${answers(viewer)}`.execute(reader.db, whileWanted(reader));
  const byKey = new Map(rows.map(({ key, ...row }) => [key, shown(row)]));
  return keys.map((key) => (key === null ? null : (byKey.get(key) ?? null)));
}

function columns(): RawBuilder<unknown> {
  return sql.join(articles.columns.map((column) => sql.ref(`target.${column}`)));
}

function answers(viewer: Viewer): RawBuilder<SqlBool> {
  return sql`(${visible(viewer, 'target')} or ${wasVisible(viewer)})`;
}

/** Withdrawn, and not before its embargo ended. */
export function wasVisible(viewer: Viewer): RawBuilder<SqlBool> {
  const since = viewer.seesEmbargoed ? sql`true` : sql`target.visible_from <= target.withdrawn_at`;
  return sql`target.withdrawn_at is not null and ${since}`;
}

function shown(row: Row<'article'>): Row<'article'> {
  return row.withdrawn_at === null ? row : { ...row, ...TOMBSTONE, corrections: [] };
}

/** Headline, address, language, notice and the moments of its coming and going stay. */
const TOMBSTONE = {
  guid: null,
  publisher_id: null,
  standfirst: null,
  body: null,
  section: null,
  dateline: null,
  published_at: null,
  published_zone_assumed: false,
  modified_at: null,
  usage_terms: null,
  copyright_holder: null,
  copyright_notice: null,
  live_blog: false,
  field_sources: {},
} as const satisfies Partial<{ [Column in keyof Row<'article'>]: unknown }>;
