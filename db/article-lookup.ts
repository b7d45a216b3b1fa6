import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { articles } from './article.ts';
import { readByIds } from './batch.ts';
import { type Reader, whileWanted } from './reader.ts';
import type { Source } from './relation.ts';
import type { Id, Row } from './tables.ts';
import { urlKey } from './url.ts';
import { type Viewer, visible } from './visible.ts';

/** By any of their addresses, in whichever form; a withdrawn article answers as to its own id. */
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

/** As they answer to their own ids: a withdrawn article too, with its notice and nothing else of its content. */
export const articlesThemselves: Source<'article'> = {
  ...articles,
  always: [...articles.always, 'withdrawn_at'],
  byOwnId: { answers, shown },
};

export function articlesByIds(reader: Reader, ids: readonly Id[]): Promise<(Row<'article'> | null)[]> {
  return readByIds(reader, articlesThemselves, ids);
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
