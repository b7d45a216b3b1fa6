import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Reader, whileWanted } from './reader.ts';
import { recordset } from './recordset.ts';
import type { OfArticle } from './stored-version.ts';
import type { Id, Moment, QuoteKind, Row, Tables } from './tables.ts';
import { visible } from './visible.ts';

/** Keeps the text that each article now has as the one of its current version. */
export async function addArticleVersions(
  db: Kysely<Tables>,
  rows: readonly OfArticle<{ readonly ingested_at: Moment }>[],
): Promise<void> {
  await sql`
    insert into article_version
      (article_id, version, headline, standfirst, body, corrections, content_hash, modified_at, ingested_at, listed_at, visibility)
    select a.id, a.version, a.headline, a.standfirst, a.body, a.corrections, a.content_hash, a.modified_at, r.ingested_at,
      a.listed_at, a.visibility
    from ${recordset(rows, 'article_id int8, ingested_at timestamptz')} join article as a on a.id = r.article_id`.execute(
    db,
  );
}

export type VersionKey = Pick<Row<'article_version'>, 'article_id' | 'version'>;

/** In the order of the keys; null where there is none to be seen. */
export async function versionsByNumbers(
  reader: Reader,
  keys: readonly VersionKey[],
): Promise<(Row<'article_version'> | null)[]> {
  const { rows } = await sql<Row<'article_version'> & { ordinal: number }>`
    select asked.ordinal, v.article_id, v.version, v.headline, v.standfirst, v.body, v.corrections, v.modified_at, v.ingested_at
    from ${asked(keys)} join article_version as v on v.article_id = asked.article_id and v.version = asked.version
    where ${visible(reader.viewer, 'v')}`.execute(reader.db, whileWanted(reader));
  const found = new Map(rows.map(({ ordinal, ...row }) => [ordinal, row as Row<'article_version'>]));
  return keys.map((_, i) => found.get(i) ?? null);
}

/** A quote that a version brought or lost. */
export interface VersionQuote {
  readonly id: Id;
  readonly kind: QuoteKind;
  readonly text: string;
  readonly change: 'added' | 'gone';
}

/**
 * What came with each version and what no longer stands in it, in the order of the text; not what another reading of the same
 * text found or lost. Lost ones are gone from every other read, so that these look at the article's visibility.
 */
export async function quotesOfVersions(
  reader: Reader,
  keys: readonly VersionKey[],
): Promise<VersionQuote[][]> {
  const { rows } = await sql<VersionQuote & { ordinal: number }>`
    select asked.ordinal, q.id, q.kind, q.text, case when q.first_version = asked.version then 'added' else 'gone' end as change
    from ${asked(keys)} join article_version as v on v.article_id = asked.article_id and v.version = asked.version
    join quote as q on q.article_id = v.article_id
    where ${visible(reader.viewer, 'v')} and ${visible(reader.viewer, 'q', 'article_visibility')}
      and q.gone_in_version is distinct from q.version
      and (q.first_version = v.version or q.gone_in_version = v.version)
    order by asked.ordinal, q.char_start, q.id`.execute(reader.db, whileWanted(reader));
  const ofEach = Map.groupBy(rows, (row) => row.ordinal);
  return keys.map((_, i) => ofEach.get(i) ?? []);
}

function asked(keys: readonly VersionKey[]): RawBuilder<unknown> {
  const rows = keys.map(({ article_id, version }, ordinal) => ({ ordinal, article_id, version }));
  return sql`(select r.* from ${recordset(rows, 'ordinal int4, article_id int8, version int4')}) as asked`;
}
