import type { PageOf } from './list-sql.ts';
import type { Branch, CountedSlice, Many, One, Tree } from './tree.ts';

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

/** Hangs on a row what `values` hold for the branches of the tree, one for each. */
export function hang(row: AnyRow, branches: readonly Branch[], values: Values): void {
  const behind = new Map<string, unknown>();
  for (let i = 0; i < branches.length; i++) {
    const branch = branches[i] as Branch;
    const value = values[i] as Values | null;
    if (branch.kind === 'many') behind.set(branch.question, manyFrom(branch, value));
    else setOne(behind, branch, value && rowFrom(branch.tree, value, 0));
  }
  (row as Behind)[BEHIND] = behind;
}

function setOne(behind: Map<string, unknown>, { question, relation }: One, row: AnyRow | null): void {
  if (row !== null || !relation.source.standsFor) behind.set(question, row);
}

/** The row whose values begin at `from`: null where its id is. */
function rowFrom(tree: Tree, values: Values, from: number): AnyRow | null {
  const { columns, branches } = tree;
  const row: AnyRow = {};
  let at = from;
  for (const column of columns) row[column] = values[at++];
  if (row.id === null) return null;
  if (branches.length === 0) return row;
  const behind = new Map<string, unknown>();
  for (const branch of branches) {
    if (branch.kind === 'many') {
      behind.set(branch.question, manyFrom(branch, values[at++] as Values | null));
    } else {
      setOne(behind, branch, rowFrom(branch.tree, values, at));
      at += widthOf(branch.tree);
    }
  }
  (row as Behind)[BEHIND] = behind;
  return row;
}

const widths = new WeakMap<Tree, number>();

/** How many values a row has, with those of the rows that it leads to. */
function widthOf(tree: Tree): number {
  let width = widths.get(tree);
  if (width === undefined) {
    const behind = tree.branches.map((branch) => (branch.kind === 'many' ? 1 : widthOf(branch.tree)));
    width = behind.reduce((sum, each) => sum + each, tree.columns.length);
    widths.set(tree, width);
  }
  return width;
}

function manyFrom(branch: Many, value: Values | null): CountedSlice<AnyRow> {
  const { tree, request } = branch;
  const parts = branch.count || branch.ends ? (value as Values) : [value, false, null];
  const [rows, beyond, count] = parts as [readonly Values[] | null, boolean, number | null];
  const positionAt = tree && branch.positions ? widthOf(tree) : 0;
  const items = (rows ?? []).map((values) => ({
    row: rowFrom(tree as Tree, values, 0) as AnyRow,
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
