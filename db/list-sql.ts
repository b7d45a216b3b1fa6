import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { bound, keyRef, type Order, orderBy, type Page, type Side } from './keyset.ts';
import { nearestFirst } from './nearest.ts';
import type { Condition, Filter, List, Source, Via } from './relation.ts';
import { guardOfIndexes, type Viewer, visible } from './visible.ts';

/** The parts of statements that read lists. The rows' alias is always `target`, that of the table between `via`. */

export interface PageOf {
  /** Of the list's orders. */
  readonly order: Order;
  readonly page: Page;
  readonly filter: Filter | null;
}

/** totalCount stops counting here. */
export const COUNT_CAP = 10_000;

export function keyColumn(relation: { readonly via: Via | null; readonly key: string }): string {
  return `${relation.via ? 'via' : 'target'}.${relation.key}`;
}

export function columnsOf(columns: readonly string[], alias = 'target'): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(`${alias}.${column}`)));
}

export function guard(viewer: Viewer, alias: string, from: Source): RawBuilder<SqlBool> {
  return from.guarded ? visible(viewer, alias) : sql`true`;
}

/** The id of the row that an id stands for, which may have become part of another. */
export function rowFor({ standsFor }: Source, id: RawBuilder<unknown>): RawBuilder<unknown> {
  return standsFor ? sql`public.${sql.ref(standsFor)}(${id})` : id;
}

/** `from … where …` of a list: what belongs to it, may be seen and passes the filter. */
function rowsOf(
  viewer: Viewer,
  list: List,
  filter: Filter | null,
  more: readonly RawBuilder<SqlBool>[],
): RawBuilder<unknown> {
  const target = sql`${sql.table(list.source.table)} as target`;
  const from = list.via
    ? sql`${sql.table(list.via.table)} as via join ${target} on target.id = ${sql.ref(`via.${list.via.target}`)}`
    : target;
  const conditions = [
    ...more,
    ...(list.via?.guarded ? [visible(viewer, 'via')] : []),
    ...(list.source.guarded ? [visible(viewer, 'target')] : []),
    ...list.where.map(conditionOf),
    ...(filter ? [filter.where] : []),
  ];
  return conditions.length > 0
    ? sql`from ${from} where ${sql.join(conditions, sql` and `)}`
    : sql`from ${from}`;
}

function conditionOf(condition: Condition): RawBuilder<SqlBool> {
  const column = sql.ref(`${condition.of}.${condition.column}`);
  switch (condition.is) {
    case 'null':
      return sql`${column} is null`;
    case 'not null':
      return sql`${column} is not null`;
    default:
      return sql`${column} ${sql.raw(condition.is)} ${sql.lit(condition.value)}`;
  }
}

/** What belongs to the parent; null for a list that hangs on nothing. */
type OfParent = RawBuilder<SqlBool> | null;

/** The rows of a page, with `extra` beyond it; `~0`, `~1` … hold where they stand in the order. */
export function pageOf(
  viewer: Viewer,
  list: List,
  columns: readonly string[],
  request: PageOf,
  ofParent: OfParent,
  extra: 0 | 1,
): RawBuilder<unknown> {
  const { order, page, filter } = request;
  const limit = page.limit + extra;
  const bounds = [
    ...(page.after ? [bound(order, page.after, 'after')] : []),
    ...(page.before ? [bound(order, page.before, 'before')] : []),
  ];
  if (filter?.words && ofParent === null) {
    return nearestFirst({
      ...{ table: list.source.table, order, page, limit, columns: columnsOf(columns) },
      byWordsAlone: filter.words.alone,
      list: sql`from ${sql.table(list.source.table)} as target
        where ${sql.join([guardOfIndexes('target'), ...bounds, ...filter.words.within], sql` and `)}`,
      found: (more) => rowsOf(viewer, list, filter, [...bounds, ...more]),
    });
  }
  const position = order.map((key, i) => sql`${keyRef(key)} as ${sql.id(`~${i}`)}`);
  return sql`
    select ${sql.join([columnsOf(columns), ...position])}
    ${rowsOf(viewer, list, filter, ofParent ? [ofParent, ...bounds] : bounds)}
    order by ${orderBy(order, page.backward)}
    limit ${sql.lit(limit)}`;
}

/** Whether rows lie on the far side of the bound that the page starts from. */
export function beyondOf(
  viewer: Viewer,
  list: List,
  { order, page, filter }: PageOf,
  ofParent: OfParent,
): RawBuilder<unknown> {
  const start = page.backward ? page.before : page.after;
  if (start === null) return sql`false`;
  const exists = (side: Side) =>
    sql`exists (select ${rowsOf(viewer, list, filter, [...(ofParent ? [ofParent] : []), bound(order, start, side)])})`;
  const side = exists(page.backward ? 'notBefore' : 'notAfter');
  // Most often the row at the bound is there still, and whether others are is not to be looked for.
  return filter ? sql`(${exists('at')} or ${side})` : side;
}

export function countOf(
  viewer: Viewer,
  list: List,
  filter: Filter | null,
  ofParent: OfParent,
): RawBuilder<unknown> {
  const rows = sql`select ${rowsOf(viewer, list, filter, ofParent ? [ofParent] : [])} limit ${sql.lit(COUNT_CAP)}`;
  return sql`select cast(count(*) as int4) from (${rows}) as counted`;
}

/** `order by` of rows that came out of a page. */
export function againInOrder({ order, page }: PageOf, alias: string): RawBuilder<unknown> {
  return sql.join(
    order.map(({ descending }, i) => {
      const direction = sql.raw(descending !== page.backward ? 'desc' : 'asc');
      return sql`${sql.ref(`${alias}.~${i}`)} ${direction}`;
    }),
  );
}
