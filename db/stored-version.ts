import { type Kysely, type RawBuilder, sql } from 'kysely';
import { recordset } from './recordset.ts';
import type { Id, Moment, Tables, Visibility } from './tables.ts';

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

/** A row of one of the articles that are being written. */
export type OfArticle<R> = R & { readonly article_id: Id };

/** The articles that are being written, as `a`: what their rows copy of them. */
export function written(articles: readonly StoredVersion[]): RawBuilder<unknown> {
  return recordset(
    articles,
    'id int8, version int4, listed_at timestamptz, visibility int2, text_visibility int2, extractor text',
    'a',
  );
}

/** The rows with their places within their articles, from 1. */
export function placed<R>(rows: readonly OfArticle<R>[]): (OfArticle<R> & { readonly position: number })[] {
  const last = new Map<Id, number>();
  return rows.map((row) => {
    const position = (last.get(row.article_id) ?? 0) + 1;
    last.set(row.article_id, position);
    return { ...row, position };
  });
}

export function idsOfThoseAgain(articles: readonly StoredVersion[]): Id[] {
  return articles.filter(({ again }) => again).map(({ id }) => id);
}

type Replaced =
  | 'article_association'
  | 'article_mark'
  | 'article_subject'
  | 'affiliation_statement'
  | 'byline'
  | 'event_participant_statement'
  | 'image';

/** What the articles had in a table before: rows of this version take their place. */
export async function dropFormer(
  db: Kysely<Tables>,
  table: Replaced,
  articles: readonly StoredVersion[],
): Promise<void> {
  const ids = idsOfThoseAgain(articles);
  if (ids.length === 0) return;
  await sql`delete from ${sql.table(table)} where article_id = any(cast(${ids} as int8[]))`.execute(db);
}
