import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Page, Position } from './keyset.ts';
import {
  againInOrder,
  beyondOf,
  columnsOf,
  countOf,
  guard,
  keyColumn,
  type PageOf,
  pageOf,
  rowFor,
} from './list-sql.ts';
import { later, preparedStatements } from './prepared.ts';
import { type Reader, whileWanted } from './reader.ts';
import type { Filter, List, Source, ToMany } from './relation.ts';
import { UNNAMED } from './statement-names.ts';
import type { Id, Row, TableName } from './tables.ts';
import { aliases, branchesSql, type Slice, type Tree } from './tree.ts';
import { hang, sliceOf } from './tree-rows.ts';
import { visibleFrom } from './visible.ts';

/**
 * Many keys in, rows out, one statement for all of them, and for whatever the tree wants from behind them. Without a tree: the rows with
 * all their columns.
 */

export { COUNT_CAP, type PageOf } from './list-sql.ts';
export type { Slice } from './tree.ts';

const run = preparedStatements();
const wholes = new WeakMap<Source, Tree>();

function wholeOf(source: Source): Tree {
  const known = wholes.get(source);
  if (known) return known;
  const whole = { source, columns: source.columns, branches: [] };
  wholes.set(source, whole);
  return whole;
}

/**
 * Rows by id, null where there is none or it may not be seen; in the order of the ids. Where the row became part of another, that one, so that two ids
 * may have one row.
 */
export async function readByIds<T extends TableName>(
  reader: Reader,
  from: Source<T>,
  ids: readonly Id[],
  tree: Tree = wholeOf(from),
): Promise<(Row<T> | null)[]> {
  const { viewer } = reader;
  const distinct = [...new Set(ids)];
  // The planner would guess at the length of an array, and plan anew each time.
  const alone = distinct.length === 1;
  const rows = await run<RowById>(
    reader,
    tree,
    `${alone ? 'id' : 'ids'} ${visibleFrom(viewer)}`,
    () => {
      const asked = alone
        ? sql`(select cast(${later('id')} as int8) as id)`
        : sql`(select unnest(cast(${later('ids')} as int8[])) as id)`;
      const rows = sql`select asked.id as "~asked", ${columnsOf(tree.columns)}
        from ${asked} as asked join ${sql.table(from.table)} as target on target.id = ${rowFor(from, sql.ref('asked.id'))}
        where ${from.byOwnId?.answers(viewer) ?? guard(viewer, 'target', from)}`;
      const { values, joins } = branchesSql(viewer, tree, 'list', aliases());
      if (values.length === 0) return sql<RowById>`${rows}`;
      return sql<RowById>`
        select ${sql.join([columnsOf(['~asked', ...tree.columns], 'list'), ...branchColumns(values)])}
        from (${rows}) as list ${joined(joins)}`;
    },
    { ids: distinct, id: distinct[0] },
  );
  const shown = from.byOwnId?.shown ?? ((row: Row<T>) => row);
  const byId = new Map(rows.map((row) => [row['~asked'], shown(grown<T>(row, tree))]));
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
    where target.id = any(cast(${ids} as int8[])) and ${guard(reader.viewer, 'target', from)} and ${filter.where}
  `.execute(reader.db, whileWanted(reader));
  return new Set(rows.map((row) => row.id));
}

/** A page of rows for each parent key, in the keys' order. */
export async function readMany<From extends TableName, To extends TableName>(
  reader: Reader,
  relation: ToMany<From, To>,
  keys: readonly Id[],
  request: PageOf,
  tree: Tree = wholeOf(relation.source),
): Promise<Slice<Row<To>>[]> {
  const ofParent = sql<SqlBool>`${sql.ref(keyColumn(relation))} = parent.key`;
  const rows = await run<SliceRow>(
    reader,
    tree,
    formOf(reader, relation, request),
    () => {
      const parents = sql`unnest(cast(${later('keys')} as int8[])) with ordinality as parent (key, ordinal)`;
      const ordinal = sql.ref('parent.ordinal');
      return sliceStatement(reader, relation, withLater(request), tree, ofParent, parents, ordinal);
    },
    { keys, ...positionsIn(request.page) },
  );
  const perParent: SliceRow[][] = keys.map(() => []);
  for (const row of rows) perParent[Number(row['~ordinal']) - 1]?.push(row);
  return perParent.map((ofKey) => sliceFrom<To>(ofKey, request, tree));
}

/** A page of a list that hangs on nothing. */
export async function readList<To extends TableName>(
  reader: Reader,
  list: List<To>,
  request: PageOf,
  tree: Tree = wholeOf(list.source),
): Promise<Slice<Row<To>>> {
  const rows = await run<SliceRow>(
    reader,
    tree,
    formOf(reader, list, request),
    () => sliceStatement(reader, list, withLater(request), tree, null, sql`(select) as one`, sql`1`),
    positionsIn(request.page),
  );
  return sliceFrom<To>(rows, request, tree);
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
  const { rows } = await sql<{ count: number }>`${anewFor(filter)}
    select (${countOf(reader.viewer, list, filter, null)}) as count
  `.execute(reader.db, whileWanted(reader));
  return rows[0]?.count ?? 0;
}

type AnyRow = Record<string, unknown>;
type RowById = AnyRow & { readonly '~asked': Id };
type SliceRow = AnyRow & { readonly '~ordinal': string; readonly '~beyond': boolean; readonly '~0': unknown };

function sliceStatement(
  { viewer }: Reader,
  list: List,
  request: PageOf,
  tree: Tree,
  ofParent: RawBuilder<SqlBool> | null,
  parents: RawBuilder<unknown>,
  ordinal: RawBuilder<unknown>,
): RawBuilder<SliceRow> {
  const { ends = true } = tree;
  const { values, joins } = branchesSql(viewer, tree, 'list', aliases());
  const rows = pageOf(viewer, list, tree.columns, request, ofParent, ends ? 1 : 0);
  const read = [
    sql`${ordinal} as "~ordinal"`,
    sql`${ends ? beyondOf(viewer, list, request, ofParent) : sql`false`} as "~beyond"`,
    columnsOf([...tree.columns, ...request.order.map((_, i) => `~${i}`)], 'list'),
    ...branchColumns(values),
  ];
  return sql`${anewFor(request.filter)}
    select ${sql.join(read)} from ${parents} left join lateral (${rows}) as list on true ${joined(joins)}
    order by "~ordinal", ${againInOrder(request, 'list')}`;
}

/** Words are planned for how often they occur. */
const anewFor = (filter: Filter | null) => sql.raw(filter?.words ? UNNAMED : '');

/** As text, which whoever needs it takes apart. */
const branchColumns = (values: readonly RawBuilder<unknown>[]) =>
  values.map((value, i) => sql`cast(${value} as text) as ${sql.id(`~b${i}`)}`);

const joined = (joins: readonly RawBuilder<unknown>[]) =>
  joins.length > 0 ? sql.join(joins, sql` `) : sql``;

/** The text of a statement hangs on which bounds there are, not on where they lie; on a filter it hangs wholly. */
function formOf({ viewer }: Reader, list: List, { order, page, filter }: PageOf): string | null {
  if (filter) return null;
  const { limit, backward, after, before } = page;
  const keys = order.map(({ column, descending }) => `${column} ${descending}`);
  return [list.name, visibleFrom(viewer), limit, backward, !!after, !!before, ...keys].join(' ');
}

function withLater(request: PageOf): PageOf {
  const ofBound = (name: string, position: Position | null) =>
    position === null ? null : position.map((_, i) => later<string>(`${name}${i}`));
  const { page } = request;
  return {
    ...request,
    page: { ...page, after: ofBound('after', page.after), before: ofBound('before', page.before) },
  };
}

function positionsIn({ after, before }: Page): Record<string, string> {
  const named = (name: string, position: Position | null) =>
    (position ?? []).map((value, i) => [`${name}${i}`, value] as const);
  return Object.fromEntries([...named('after', after), ...named('before', before)]);
}

function sliceFrom<T extends TableName>(rows: readonly SliceRow[], request: PageOf, tree: Tree) {
  const found = rows
    .filter((row) => row['~0'] !== null)
    .map((row) => ({
      row: grown<T>(row, tree),
      position: request.order.map((_, i) => String(row[`~${i}`])),
    }));
  return sliceOf(found, rows[0]?.['~beyond'] ?? false, request);
}

function grown<T extends TableName>(row: AnyRow, tree: Tree): Row<T> {
  const { branches } = tree;
  if (branches.length > 0)
    hang(
      row,
      tree,
      branches.map((_, i) => row[`~b${i}`] as string | null),
    );
  return row as unknown as Row<T>;
}
