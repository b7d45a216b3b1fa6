import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { OrderKey, Position } from './keyset.ts';
import { againInOrder, beyondOf, countOf, guard, keyColumn, type PageOf, pageOf } from './list-sql.ts';
import type { AnyToMany, AnyToOne, Source } from './relation.ts';
import type { Viewer } from './visible.ts';
import { inJson, type JsonPart, jsonArray } from './wire.ts';

/** Which columns are wanted of rows, and which rows behind them: a statement reads all of it at once. */
export interface Tree {
  readonly source: Source;
  readonly columns: readonly string[];
  readonly branches: readonly Branch[];
  /** False: of a page of such rows, nobody asks whether the list goes on beyond it. */
  readonly ends?: boolean;
}

export type Branch = One | Many;

export interface One {
  readonly kind: 'one';
  /** Tells what was asked from whatever else may be asked of the same row. */
  readonly question: string;
  readonly relation: AnyToOne;
  readonly tree: Tree;
}

export interface Many {
  readonly kind: 'many';
  readonly question: string;
  readonly relation: AnyToMany;
  readonly request: PageOf;
  /** Null: no rows are wanted. */
  readonly tree: Tree | null;
  /** Where the rows stand in the list, for cursors. */
  readonly positions: boolean;
  /** Whether the list goes on beyond the page. */
  readonly ends: boolean;
  readonly count: boolean;
}

/** A page, as far as its parts were asked for. */
export interface Slice<R> {
  readonly items: readonly { readonly row: R; readonly position: Position }[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

export interface CountedSlice<R> extends Slice<R> {
  /** Undefined where it was not asked for. */
  readonly count: number | undefined;
}

/** What rows are made of, and what these values read besides the rows themselves, to stand behind them in `from`. */
export interface TreeSql<Value = RawBuilder<unknown>> {
  readonly values: readonly Value[];
  readonly joins: readonly RawBuilder<unknown>[];
}

/** Aliases that no other part of the statement has. */
export type Aliases = () => string;

export function aliases(): Aliases {
  let count = 0;
  return () => `t${++count}`;
}

/** What is behind rows, a value for each branch: the row that it leads to as an array, null where there is none, or a page. */
export function branchesSql(viewer: Viewer, tree: Tree, alias: string, next: Aliases): TreeSql {
  const joins: RawBuilder<unknown>[] = [];
  const values = tree.branches.map((branch) => {
    if (branch.kind === 'many') return manySql(viewer, branch, alias, next);
    const own = next();
    const one = oneSql(viewer, branch, alias, own, next);
    joins.push(...one.joins);
    return sql`case when ${sql.ref(`${own}.id`)} is not null then ${jsonArray(one.values)} end`;
  });
  return { values, joins };
}

function oneSql(
  viewer: Viewer,
  { relation, tree }: One,
  parent: string,
  own: string,
  next: Aliases,
): TreeSql<JsonPart> {
  const { source, column } = relation;
  const { values, joins } = rowSql(viewer, tree, own, next);
  // Whoever became part of another is not to be seen: where the row is not found, a loader asks for the one that it stands for.
  const key = sql`${sql.ref(`${own}.id`)} = ${sql.ref(`${parent}.${column}`)}`;
  const join = sql`left join ${sql.table(source.table)} as ${sql.id(own)} on ${key} and ${guard(viewer, own, source)}`;
  return { values, joins: [join, ...joins] };
}

/** The columns of a row, then what is behind it: a page is one value, the values of a row that it leads to follow its own. */
function rowSql(viewer: Viewer, tree: Tree, alias: string, next: Aliases): TreeSql<JsonPart> {
  const values = tree.columns.map((column) => inJson(alias, column));
  const joins: RawBuilder<unknown>[] = [];
  for (const branch of tree.branches) {
    if (branch.kind === 'many') {
      values.push({ sql: manySql(viewer, branch, alias, next), isText: false });
      continue;
    }
    const one = oneSql(viewer, branch, alias, next(), next);
    values.push(...one.values);
    joins.push(...one.joins);
  }
  return { values, joins };
}

/** The page alone where nothing else is wanted, else an array of page, whether rows lie beyond its start, and count. */
function manySql(viewer: Viewer, branch: Many, parent: string, next: Aliases): RawBuilder<unknown> {
  const { relation, request } = branch;
  const ofParent = sql<SqlBool>`${sql.ref(keyColumn(relation))} = ${sql.ref(`${parent}.${relation.column}`)}`;
  const page = branch.tree ? itemsSql(viewer, branch, branch.tree, ofParent, next) : sql`null`;
  if (!branch.count && !branch.ends) return page;
  const beyond = branch.ends ? beyondOf(viewer, relation, request, ofParent) : sql`false`;
  const count = branch.count ? sql`(${countOf(viewer, relation, request.filter, ofParent)})` : sql`null`;
  return sql`json_build_array(${sql.join([page, beyond, count])})`;
}

function itemsSql(
  viewer: Viewer,
  { relation, request, positions, ends }: Many,
  tree: Tree,
  ofParent: RawBuilder<SqlBool>,
  next: Aliases,
): RawBuilder<unknown> {
  const own = next();
  const { values, joins } = rowSql(viewer, tree, own, next);
  const rows = pageOf(viewer, relation, tree.columns, request, ofParent, ends ? 1 : 0);
  const row = jsonArray([
    ...values,
    ...(positions ? request.order.map((key, i) => positionSql(key, own, i)) : []),
  ]);
  if (joins.length === 0) return sql`(select json_agg(${row}) from (${rows}) as ${sql.id(own)})`;
  // Rows that went through a join have no order of their own.
  return sql`(select json_agg(joined.item) from (
    select ${row} as item from (${rows}) as ${sql.id(own)} ${sql.join(joins, sql` `)}
    order by ${againInOrder(request, own)}) as joined)`;
}

function positionSql(key: OrderKey, alias: string, i: number): JsonPart {
  const ref = sql.ref(`${alias}.~${i}`);
  return key.form === 'int4' || key.form === 'float4'
    ? { sql: ref, isText: false }
    : { sql: sql`cast(${ref} as text)`, isText: true };
}
