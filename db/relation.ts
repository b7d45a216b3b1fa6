import type { RawBuilder, SqlBool } from 'kysely';
import type { Order, OrderKey } from './keyset.ts';
import type { Row, TableName } from './tables.ts';
import type { Viewer } from './visible.ts';

/**
 * Relations as data: which rows stand behind a row, by which columns, in which orders. Described once, beside the
 * table that owns the foreign key, and read in batches by `batch.ts`.
 */

/** A table's rows as readers get them. */
export interface Source<T extends TableName = TableName> {
  readonly table: T;
  readonly columns: readonly string[];
  /** Read whatever else is: what tells a row and its type. */
  readonly always: readonly string[];
  /** Has a column `visibility`. Rows without one show wherever the row that leads to them does. */
  readonly guarded: boolean;
  /** The function that tells which row an id stands for, where one may have become part of another. */
  readonly standsFor?: 'kept_actor';
  /** Where more answer to their own ids than may be seen: which do, as `target`, and what is shown of them. */
  readonly byOwnId?: {
    answers(viewer: Viewer): RawBuilder<SqlBool>;
    shown(row: Row<T>): Row<T>;
  };
}

export interface ToOne<From extends TableName = TableName, To extends TableName = TableName> {
  readonly kind: 'one';
  readonly name: string;
  readonly source: Source<To>;
  /** The foreign key in the parent's row; null there means that there is none. */
  readonly column: keyof Row<From> & string;
}

/** A table between parent and rows. */
export interface Via {
  readonly table: TableName;
  readonly guarded: boolean;
  /** Its column that points to the rows' id. */
  readonly target: string;
}

export interface ToMany<From extends TableName = TableName, To extends TableName = TableName>
  extends List<To> {
  readonly kind: 'many';
  /** The parent's column that the rows point to; `id` but for rows that share a parent's foreign key. */
  readonly column: keyof Row<From> & string;
  /** The column that holds it: of `via` where there is one, else of the rows. */
  readonly key: string;
}

/** Whatever tables they tie. */
export type AnyToOne = { readonly [K in keyof ToOne]: K extends 'column' ? string : ToOne[K] };
export type AnyToMany = { readonly [K in keyof ToMany]: K extends 'column' ? string : ToMany[K] };

/** Rows in an order, with or without a parent. */
export interface List<To extends TableName = TableName> {
  readonly name: string;
  readonly source: Source<To>;
  readonly via: Via | null;
  /** Holds for every row: `via.role = 'speaker'`. */
  readonly where: readonly Condition[];
  /** By name; the first is the default. */
  readonly orders: Readonly<Record<string, Order>>;
}

export interface Condition {
  readonly of: 'target' | 'via';
  readonly column: string;
  readonly is: '=' | '>' | 'not null' | 'null';
  readonly value?: string | number | boolean;
}

/** Narrows a list. Filters with the same key narrow alike. */
export interface Filter {
  readonly key: string;
  /** The rows' alias in the statement is `target`. */
  readonly where: RawBuilder<SqlBool>;
  /** Null where it asks for no words that a row has to hold. */
  readonly words: FilterOfWords | null;
}

export interface FilterOfWords {
  /** What is asked for besides, as far as one index serves it in the order of time. */
  readonly within: readonly RawBuilder<SqlBool>[];
  /** Nothing else is asked for, and no phrase. */
  readonly alone: boolean;
}

export function source<T extends TableName>(
  table: T,
  columns: readonly (keyof Row<T> & string)[],
  options: Pick<Source, 'guarded' | 'standsFor'> & { readonly always?: readonly (keyof Row<T> & string)[] },
): Source<T> {
  const always = [...columns.filter((column) => column === 'id'), ...(options.always ?? [])];
  return { table, columns, ...options, always };
}

export function toOne<From extends TableName>() {
  return <To extends TableName>(
    name: string,
    to: Source<To>,
    column: keyof Row<From> & string,
  ): ToOne<From, To> => ({ kind: 'one', name, source: to, column });
}

export function toMany<From extends TableName>() {
  return <To extends TableName>(
    name: string,
    to: Source<To>,
    rest: Pick<ToMany<From, To>, 'key' | 'orders'> &
      Partial<Pick<ToMany<From, To>, 'column' | 'via' | 'where'>>,
  ): ToMany<From, To> => ({
    kind: 'many',
    name,
    source: to,
    via: null,
    where: [],
    column: 'id' as keyof Row<From> & string,
    ...rest,
  });
}

export function orderOf<To extends TableName>(list: List<To>, name: string | null): Order {
  const order = name === null ? Object.values(list.orders)[0] : list.orders[name];
  if (order === undefined)
    throw new Error(`Wanted an order of ${list.name}: ${Object.keys(list.orders)}; got ${name}.`);
  return order;
}

type KeySpec = readonly [column: string, form: OrderKey['form'], direction: 'asc' | 'desc'];

/** The rows' own columns. */
export const by = (...keys: readonly KeySpec[]): Order => keysOf('target', keys);
/** Columns of the table between, whose index then serves the order. */
export const byVia = (...keys: readonly KeySpec[]): Order => keysOf('via', keys);

function keysOf(of: OrderKey['of'], keys: readonly KeySpec[]): Order {
  return keys.map(([column, form, direction]) => ({ of, column, form, descending: direction === 'desc' }));
}
