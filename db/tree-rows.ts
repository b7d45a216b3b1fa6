import type { PageOf } from './list-sql.ts';
import type { Branch, CountedSlice, Many, Tree } from './tree.ts';

type Values = readonly unknown[];
type AnyRow = Record<string, unknown>;

/** What was read together with a row, by question. */
const BEHIND = Symbol('rows behind this one');

interface Behind {
  [BEHIND]?: ReadonlyMap<string, unknown>;
}

/**
 * What a statement read for this question together with the row: for a relation to one its row or null, for one to many its page and
 * count. Undefined where the statement that read the row did not ask, or did not follow the row to another that it became part of.
 */
export function readWith<V>(row: object, question: string): V | undefined {
  return (row as Behind)[BEHIND]?.get(question) as V | undefined;
}

/** Hangs on a row what stands in `values` from `at` on, for the branches of the tree. */
export function hang(row: AnyRow, branches: readonly Branch[], values: Values, at: number): void {
  if (branches.length === 0) return;
  const behind = new Map<string, unknown>();
  for (let i = 0; i < branches.length; i++) {
    const branch = branches[i] as Branch;
    const value = values[at + i] as Values | null;
    if (branch.kind === 'many') behind.set(branch.question, manyFrom(branch, value));
    else if (value !== null) behind.set(branch.question, rowFrom(branch.tree, value));
    else if (!branch.relation.source.standsFor) behind.set(branch.question, null);
  }
  (row as Behind)[BEHIND] = behind;
}

function rowFrom(tree: Tree, values: Values): AnyRow {
  const { columns } = tree;
  const row: AnyRow = {};
  for (let i = 0; i < columns.length; i++) row[columns[i] as string] = values[i];
  hang(row, tree.branches, values, columns.length);
  return row;
}

function manyFrom(branch: Many, value: Values | null): CountedSlice<AnyRow> {
  const { tree, request } = branch;
  const parts = branch.count || branch.ends ? (value as Values) : [value, false, null];
  const [rows, beyond, count] = parts as [readonly Values[] | null, boolean, number | null];
  const positionAt = tree ? tree.columns.length + tree.branches.length : 0;
  const items = (rows ?? []).map((values) => ({
    row: rowFrom(tree as Tree, values),
    position: branch.positions ? request.order.map((_, i) => String(values[positionAt + i])) : [],
  }));
  return { ...sliceOf(items, beyond, request), count: count ?? undefined };
}

/** A page out of the rows that were read for it, which may be one more than it holds. */
export function sliceOf<Item>(read: readonly Item[], beyond: boolean, { page }: PageOf) {
  const more = read.length > page.limit;
  const items = more ? read.slice(0, page.limit) : [...read];
  if (page.backward) items.reverse();
  return page.backward
    ? { items, hasNext: beyond, hasPrevious: more }
    : { items, hasNext: more, hasPrevious: beyond };
}
