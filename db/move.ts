import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ActorKind, Id } from './tables.ts';

/** Rows of one actor that become another's. */
export interface Move {
  readonly kind: ActorKind;
  readonly from: Id;
  readonly to: Id;
  readonly of: MoveScope;
  /**
   * merge: the rows keep where they came from. unmerge: they forget that they came from `to`. split: nothing is kept of it, since it was
   * never theirs.
   */
  readonly as: 'merge' | 'unmerge' | 'split';
}

export type MoveScope =
  | { readonly all: true }
  | { readonly articles: readonly Id[] }
  /** What came by one of these actors. */
  | { readonly origins: readonly Id[] };

/** Through which the rows of an actor are found, whatever their visibility, by two indexes that have them all. */
export const ANY_VISIBILITY = (alias: string) =>
  sql<SqlBool>`(${sql.ref(`${alias}.visibility`)} >= 1 or ${sql.ref(`${alias}.visibility`)} = 0)`;

/** Rows with this alias that the move is of, by the columns for the article and for where they came from. */
export function within(
  { of }: Pick<Move, 'of'>,
  alias: string,
  { article = 'article_id', origin = 'merged_from' } = {},
): RawBuilder<SqlBool> {
  if ('articles' in of) return sql`${sql.ref(`${alias}.${article}`)} = any(cast(${of.articles} as int8[]))`;
  if ('origins' in of) return sql`${sql.ref(`${alias}.${origin}`)} = any(cast(${of.origins} as int8[]))`;
  return sql`true`;
}

/** What becomes of the column that says where a row came from. */
export function originOf(
  { as, from, to }: Move,
  alias: string,
  column = 'merged_from',
): RawBuilder<Id | null> {
  const origin = sql<Id | null>`${sql.ref(`${alias}.${column}`)}`;
  if (as === 'merge') return sql`coalesce(${origin}, cast(${from} as int8))`;
  return as === 'unmerge' ? sql`nullif(${origin}, cast(${to} as int8))` : origin;
}
