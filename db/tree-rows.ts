import type { PageOf } from './list-sql.ts';
import type { Branch, CountedSlice, Many, One, Tree } from './tree.ts';

type Values = readonly unknown[];
type AnyRow = Record<string, unknown>;

/** What was read together with a row. */
const BEHIND = Symbol('rows behind this one');

interface Behind {
  [BEHIND]?: Found | null;
}

interface Found {
  readonly tree: Tree;
  /** One for each branch. */
  readonly values: unknown[];
  /** The same as Postgres printed them, where they came so; their values are made when somebody asks. */
  readonly texts: readonly (string | null)[] | null;
}

/** In the place of a value that nobody asked for yet. */
const UNREAD = Symbol('unread');

/** Where the branch of a question stands among its kin. */
type Places = ReadonlyMap<string, number>;

/**
 * What a statement read for this question together with the row: for a relation to one its row or null, for one to many its page and
 * count. Undefined where the statement that read the row did not ask, or did not follow the row to another that it became part of.
 */
export function readWith<V>(row: object, question: string): V | undefined {
  const found = (row as Behind)[BEHIND];
  if (!found) return undefined;
  const place = formOf(found.tree).places.get(question);
  if (place === undefined) return undefined;
  if (found.values[place] === UNREAD) found.values[place] = valueFrom(found, place);
  return found.values[place] as V;
}

/** What `readWith` gives, as Postgres printed it, where it came so: JSON, as `branchesSql` says; null: nothing. */
export interface Printed {
  readonly branch: Branch;
  readonly text: string | null;
}

export function printedWith(row: object, question: string): Printed | undefined {
  const found = (row as Behind)[BEHIND];
  if (!found?.texts) return undefined;
  const place = formOf(found.tree).places.get(question);
  if (place === undefined) return undefined;
  return { branch: found.tree.branches[place] as Branch, text: found.texts[place] as string | null };
}

/** Hangs on a row what was printed for the branches of the tree, one for each. */
export function hang(row: AnyRow, tree: Tree, texts: readonly (string | null)[]): void {
  (row as Behind)[BEHIND] = { tree, texts, values: new Array<unknown>(texts.length).fill(UNREAD) };
}

function valueFrom({ tree, texts }: Found, place: number): unknown {
  const branch = tree.branches[place] as Branch;
  const text = texts?.[place];
  const value = text ? (JSON.parse(text) as Values) : null;
  if (branch.kind === 'many') return manyFrom(branch, value);
  return oneFrom(branch, value && rowFrom(branch.tree, value));
}

function oneFrom({ relation }: One, row: AnyRow | null): AnyRow | null | undefined {
  return row === null && relation.source.standsFor ? undefined : row;
}

/** What all rows of a tree have in common. */
interface Form {
  /** A row without values: what is copied from it has its size at once. */
  readonly blank: AnyRow;
  readonly places: Places;
  /** How many values a row has, with those of the rows that it leads to. */
  readonly width: number;
}

const forms = new WeakMap<Tree, Form>();

function formOf(tree: Tree): Form {
  let form = forms.get(tree);
  if (!form) {
    const { columns, branches } = tree;
    const behind = branches.map((branch) => (branch.kind === 'many' ? 1 : formOf(branch.tree).width));
    form = {
      blank: { ...Object.fromEntries(columns.map((column) => [column, null])), [BEHIND]: null },
      places: new Map(branches.map(({ question }, i) => [question, i])),
      width: behind.reduce((sum, each) => sum + each, columns.length),
    };
    forms.set(tree, form);
  }
  return form;
}

/** How many values stand for a row of the tree, with those of the rows that it leads to. */
export function widthOf(tree: Tree): number {
  return formOf(tree).width;
}

/** The row whose values begin at `from`: null where its id is. */
export function rowFrom(tree: Tree, values: Values, from = 0): AnyRow | null {
  const { columns, branches } = tree;
  const { blank } = formOf(tree);
  const row = { ...blank };
  let at = from;
  for (const column of columns) row[column] = values[at++];
  if (row.id === null) return null;
  if (branches.length === 0) return row;
  const found = new Array<unknown>(branches.length);
  for (let i = 0; i < branches.length; i++) {
    const branch = branches[i] as Branch;
    if (branch.kind === 'many') {
      found[i] = manyFrom(branch, values[at++] as Values | null);
    } else {
      found[i] = oneFrom(branch, rowFrom(branch.tree, values, at));
      at += formOf(branch.tree).width;
    }
  }
  (row as Behind)[BEHIND] = { tree, values: found, texts: null };
  return row;
}

/** Where nobody asks for a cursor. */
const NOWHERE: readonly string[] = [];

function manyFrom(branch: Many, value: Values | null): CountedSlice<AnyRow> {
  const { tree, request } = branch;
  const parts = branch.count || branch.ends ? (value as Values) : [value, false, null];
  const [rows, beyond, count] = parts as [readonly Values[] | null, boolean, number | null];
  const positionAt = tree && branch.positions ? formOf(tree).width : 0;
  const items = (rows ?? []).map((values) => ({
    row: rowFrom(tree as Tree, values) as AnyRow,
    position: branch.positions ? request.order.map((_, i) => String(values[positionAt + i])) : NOWHERE,
  }));
  return { ...sliceOf(items, beyond, request), count: count ?? undefined };
}

/** A page out of the rows that were read for it, which may be one more than it holds. */
export function sliceOf<Item>(read: readonly Item[], beyond: boolean, { page }: PageOf) {
  const more = read.length > page.limit;
  const items = more ? read.slice(0, page.limit) : read;
  return page.backward
    ? { items: items.toReversed(), hasNext: beyond, hasPrevious: more }
    : { items, hasNext: more, hasPrevious: beyond };
}
