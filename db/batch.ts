import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { bound, keyRef, type Order, orderBy, type Page, type Position } from './keyset.ts';
import { type Reader, whileWanted } from './reader.ts';
import type { Condition, Filter, List, Source, ToMany, Via } from './relation.ts';
import type { Id, Row, TableName } from './tables.ts';
import { type Viewer, visible } from './visible.ts';

/** Many keys in, rows out, one statement for all of them. The rows' alias is always `target`. */

export interface Slice<R> {
  readonly items: readonly { readonly row: R; readonly position: Position }[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

export interface PageOf {
  /** Of the list's orders; null is its default. */
  readonly order: Order;
  readonly page: Page;
  readonly filter: Filter | null;
}

/** totalCount stops counting here. */
export const COUNT_CAP = 10_000;

/**
 * Rows by id, null where there is none or it may not be seen; in the order of the ids. Where the row became part of another, that one, so that two ids
 * may have one row.
 */
export async function readByIds<T extends TableName>(
  reader: Reader,
  from: Source<T>,
  ids: readonly Id[],
): Promise<(Row<T> | null)[]> {
  const distinct = sql`cast(${[...new Set(ids)]} as int8[])`;
  const asked = from.standsFor
    ? sql`from unnest(${distinct}) as asked (id)
      join ${sql.table(from.table)} as target on target.id = public.${sql.ref(from.standsFor)}(asked.id) where true`
    : sql`from ${sql.table(from.table)} as target where target.id = any(${distinct})`;
  const { rows } = await sql<Row<T> & { '~asked': Id }>`
    select ${columnsOf(from)}, ${from.standsFor ? sql`asked.id` : sql`target.id`} as "~asked"
    ${asked} and ${guard(reader.viewer, 'target', from.guarded)}`.execute(reader.db, whileWanted(reader));
  const byId = new Map(rows.map(({ '~asked': id, ...row }) => [id, row as unknown as Row<T>]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** Which of these rows may be seen and pass the filter. */
export async function passingIds(
  reader: Reader,
  from: Source,
  ids: readonly Id[],
  filter: Filter,
): Promise<ReadonlySet<Id>> {
  const { rows } = await sql<{ id: Id }>`
    select target.id from ${sql.table(from.table)} as target
    where target.id = any(cast(${ids} as int8[])) and ${guard(reader.viewer, 'target', from.guarded)} and ${filter.where}
  `.execute(reader.db, whileWanted(reader));
  return new Set(rows.map((row) => row.id));
}

/** A page of rows for each parent key, in the keys' order. */
export async function readMany<From extends TableName, To extends TableName>(
  reader: Reader,
  relation: ToMany<From, To>,
  keys: readonly Id[],
  request: PageOf,
): Promise<Slice<Row<To>>[]> {
  const ofParent = sql<SqlBool>`${sql.ref(keyColumn(relation))} = parent.key`;
  const beyond = beyondOf(reader.viewer, relation, request, ofParent);
  const { rows } = await sql<SliceRow>`
    select parent.ordinal, ${beyond} as "~beyond", list.*
    from unnest(cast(${keys} as int8[])) with ordinality as parent (key, ordinal)
    left join lateral (${pageOf(reader.viewer, relation, request, ofParent)}) as list on true
    order by parent.ordinal, ${sql.join(request.order.map((_, i) => direction(request, i)))}
  `.execute(reader.db, whileWanted(reader));
  const perParent: SliceRow[][] = keys.map(() => []);
  for (const row of rows) perParent[Number(row.ordinal) - 1]?.push(row);
  return perParent.map((ofKey) => sliceOf<Row<To>>(ofKey, request));
}

/** A page of a list that hangs on nothing. */
export async function readList<To extends TableName>(
  reader: Reader,
  list: List<To>,
  request: PageOf,
): Promise<Slice<Row<To>>> {
  const beyond = beyondOf(reader.viewer, list, request, sql`true`);
  const { rows } = await sql<SliceRow>`
    select ${beyond} as "~beyond", list.*
    from (select) as one left join lateral (${pageOf(reader.viewer, list, request, sql`true`)}) as list on true
    order by ${sql.join(request.order.map((_, i) => direction(request, i)))}
  `.execute(reader.db, whileWanted(reader));
  return sliceOf<Row<To>>(rows, request);
}

/** How many rows stand behind each parent key, counted up to `COUNT_CAP`. */
export async function countMany<From extends TableName, To extends TableName>(
  reader: Reader,
  relation: ToMany<From, To>,
  keys: readonly Id[],
  filter: Filter | null,
): Promise<number[]> {
  const ofParent = sql<SqlBool>`${sql.ref(keyColumn(relation))} = parent.key`;
  const { rows } = await sql<{ count: number }>`
    select (${countOf(reader.viewer, relation, filter, ofParent)}) as count
    from unnest(cast(${keys} as int8[])) with ordinality as parent (key, ordinal)
    order by parent.ordinal
  `.execute(reader.db, whileWanted(reader));
  return rows.map((row) => row.count);
}

export async function countList<To extends TableName>(
  reader: Reader,
  list: List<To>,
  filter: Filter | null,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (${countOf(reader.viewer, list, filter, sql`true`)}) as count
  `.execute(reader.db, whileWanted(reader));
  return rows[0]?.count ?? 0;
}

type SliceRow = Record<string, unknown> & { readonly ordinal: string; readonly '~beyond': boolean };

function keyColumn(relation: { readonly via: Via | null; readonly key: string }): string {
  return `${relation.via ? 'via' : 'target'}.${relation.key}`;
}

function columnsOf(from: Source): RawBuilder<unknown> {
  return sql.join(from.columns.map((column) => sql.ref(`target.${column}`)));
}

function guard(viewer: Viewer, alias: string, guarded: boolean): RawBuilder<SqlBool> {
  return guarded ? visible(viewer, alias) : sql`true`;
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
  return sql`from ${from} where ${sql.join(conditions, sql` and `)}`;
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

function pageOf(
  viewer: Viewer,
  list: List,
  request: PageOf,
  ofParent: RawBuilder<SqlBool>,
): RawBuilder<unknown> {
  const { order, page, filter } = request;
  const bounds = [
    ofParent,
    ...(page.after ? [bound(order, page.after, 'after')] : []),
    ...(page.before ? [bound(order, page.before, 'before')] : []),
  ];
  const position = order.map((key, i) => sql`${keyRef(key)} as ${sql.id(`~${i}`)}`);
  return sql`
    select ${columnsOf(list.source)}, ${sql.join(position)}, true as "~found"
    ${rowsOf(viewer, list, filter, bounds)}
    order by ${orderBy(order, page.backward)}
    limit ${sql.lit(page.limit + 1)}`;
}

/** Whether rows lie on the far side of the bound that the page starts from. */
function beyondOf(
  viewer: Viewer,
  list: List,
  { order, page, filter }: PageOf,
  ofParent: RawBuilder<SqlBool>,
): RawBuilder<unknown> {
  const start = page.backward ? page.before : page.after;
  if (start === null) return sql`false`;
  const side = bound(order, start, page.backward ? 'notBefore' : 'notAfter');
  return sql`exists (select ${rowsOf(viewer, list, filter, [ofParent, side])})`;
}

function countOf(
  viewer: Viewer,
  list: List,
  filter: Filter | null,
  ofParent: RawBuilder<SqlBool>,
): RawBuilder<unknown> {
  const rows = sql`select ${rowsOf(viewer, list, filter, [ofParent])} limit ${sql.lit(COUNT_CAP)}`;
  return sql`select cast(count(*) as int4) from (${rows}) as counted`;
}

function direction({ order, page }: PageOf, i: number): RawBuilder<unknown> {
  const descending = (order[i] as Order[number]).descending !== page.backward;
  return sql`${sql.id(`~${i}`)} ${sql.raw(descending ? 'desc' : 'asc')}`;
}

function sliceOf<R>(rows: readonly SliceRow[], { order, page }: PageOf): Slice<R> {
  const found = rows.filter((row) => row['~found'] === true);
  const items = found.slice(0, page.limit).map((row) => ({
    row: row as R,
    position: order.map((_, i) => String(row[`~${i}`])),
  }));
  const more = found.length > page.limit;
  const beyond = rows[0]?.['~beyond'] ?? false;
  if (page.backward) items.reverse();
  return page.backward
    ? { items, hasNext: beyond, hasPrevious: more }
    : { items, hasNext: more, hasPrevious: beyond };
}
