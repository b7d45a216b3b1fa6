import type { GraphQLField } from 'graphql';
import type { AnyToMany, AnyToOne } from '../../db/relation.ts';

/**
 * What a resolver of one's own reads of its parent, so that look-ahead reads it in the same statement. Without it the resolver gets the row
 * with all its columns, and loads what is behind by itself.
 */
export interface Select<Column extends string = string> {
  /** None: the key of what `with` says. */
  readonly columns?: readonly Column[];
  readonly with?: readonly With[];
  /** What the resolver does with them, where that can be said. */
  readonly gives?: StandIns;
}

/**
 * The rows of a whole list that have a value, each standing for the row that it leads to: the first of those that stand for the same, and
 * where it leads to none, what is made of it.
 */
export interface StandIns {
  readonly of: AnyToMany;
  readonly having: { readonly column: string; readonly value: string };
  readonly to: AnyToOne;
  /** What `otherwise` reads. */
  readonly columns: readonly string[];
  otherwise(row: Readonly<Record<string, unknown>>): object;
}

/** Rows behind the parent, as `loadOne`, `loadFirst` and `loadWhole` ask for them. */
export interface With {
  readonly relation: AnyToOne | AnyToMany;
  /** Of a list: how many from the front; without it the whole list. */
  readonly first?: number;
  /** Those that the resolver reads; without them all, or what is selected. */
  readonly columns?: readonly string[];
  /** The field resolves to these rows, so that they have what is selected on it. */
  readonly selected?: true;
  readonly with?: readonly With[];
}

/** What a field of a relation is made of, for look-ahead. */
export type Related =
  | { readonly kind: 'one'; readonly relation: AnyToOne }
  | { readonly kind: 'whole'; readonly relation: AnyToMany }
  | { readonly kind: 'connection'; readonly relation: AnyToMany; readonly filtered: boolean };

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    related?: Related;
  }
}

type AnyField = GraphQLField<unknown, unknown>;

export function relatedBy(field: AnyField): Related | undefined {
  return field.extensions.related as Related | undefined;
}

/** The column that a field exposes as it is. */
export function columnOf(field: AnyField): string | undefined {
  return field.extensions.pothosExposedField as string | undefined;
}

export function selectOf(field: AnyField): Select | undefined {
  return (field.extensions.pothosOptions as { select?: Select } | undefined)?.select;
}
