import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLInt,
  type GraphQLResolveInfo,
  GraphQLString,
  getNullableType,
  isEnumType,
} from 'graphql';
import type { Tree } from '../../../db/tree.ts';
import { isWrapped } from '../../../schema/relation/printed.ts';
import { columnOf, selectOf } from '../../../schema/relation/select.ts';
import type { Objects } from './places.ts';
import { type Field, isPromise, runField } from './run.ts';
import { apart, NEVER, NOT_THIS_TIME, type Writing } from './writing.ts';

export interface RowText {
  /** As JSON, in the order of the tree's columns. */
  readonly values: readonly string[];
  /** By the places of fields. */
  readonly below: readonly string[];
}

/** A field of an object. */
export interface Part {
  /** By `nameOf`. */
  readonly before: string;
  text(writing: Writing, row: RowText): string;
}

export function partOf(before: string, field: Field, tree: Tree, objects: Objects): Part {
  const { definition, parentType } = field;
  const { name } = definition;
  if (name === '__typename') return new Constant(before, JSON.stringify(parentType.name));
  const isNodeId = name === 'id' && parentType.getInterfaces().some((one) => one.name === 'Node');
  const exposed = columnOf(definition) ?? (isNodeId ? 'id' : undefined);
  const select = selectOf(definition);
  const columns = exposed !== undefined ? [exposed] : select && !select.with ? select.columns : undefined;
  // Whoever reads more than columns is better off with rows.
  if (!columns?.every((column) => tree.columns.includes(column))) throw NEVER;
  if (exposed !== undefined && !isNodeId && !isWrapped(definition))
    return new Column(before, field, tree.columns.indexOf(exposed));
  return new Resolved(before, field, tree, columns, objects);
}

class Constant implements Part {
  readonly before: string;
  readonly #text: string;

  constructor(before: string, text: string) {
    this.before = before;
    this.#text = text;
  }

  text(): string {
    return this.#text;
  }
}

/** What was written below the row. */
export class Placed implements Part {
  readonly before: string;
  readonly #place: number;

  constructor(before: string, place: number) {
    this.before = before;
    this.#place = place;
  }

  text(_writing: Writing, { below }: RowText): string {
    return below[this.#place] as string;
  }
}

/** A column as it is. */
class Column implements Part {
  readonly before: string;
  readonly #field: Field;
  readonly #at: number;
  readonly #isAsPrinted: (text: string) => boolean;
  readonly #texts: Map<string, string> | null;

  constructor(before: string, field: Field, at: number) {
    const type = getNullableType(field.definition.type);
    this.before = before;
    this.#field = field;
    this.#at = at;
    this.#isAsPrinted = AS_PRINTED.get(type) ?? never;
    this.#texts = isEnumType(type) ? new Map() : null;
  }

  text(writing: Writing, { values }: RowText): string {
    const printed = values[this.#at] as string;
    if (printed === 'null') {
      if (!this.#field.nullable) throw NOT_THIS_TIME;
      return printed;
    }
    if (this.#isAsPrinted(printed)) return printed;
    const known = this.#texts?.get(printed);
    if (known !== undefined) return known;
    const text = this.#completed(writing, printed);
    this.#texts?.set(apart(printed), text);
    return text;
  }

  #completed({ run }: Writing, printed: string): string {
    const value = this.#field.complete(run, JSON.parse(printed), NOWHERE, NO_INFO);
    if (isPromise(value)) throw NEVER;
    return JSON.stringify(value);
  }
}

const isText = (text: string) => text.charCodeAt(0) === 34;
const never = () => false;

/** What Postgres prints of these is what `JSON.stringify` would. */
const AS_PRINTED: ReadonlyMap<unknown, (text: string) => boolean> = new Map<
  unknown,
  (text: string) => boolean
>([
  [GraphQLString, isText],
  [GraphQLID, isText],
  [GraphQLBoolean, (text) => text === 'true' || text === 'false'],
  [GraphQLInt, (text) => String(Number(text) | 0) === text],
]);

const NOWHERE = { prev: undefined, key: '', typename: undefined };
const NO_INFO = undefined as unknown as GraphQLResolveInfo;

/** What its resolver makes of the row. */
class Resolved implements Part {
  readonly before: string;
  readonly #field: Field;
  readonly #tree: Tree;
  readonly #columns: readonly string[];
  readonly #objects: Objects;

  constructor(before: string, field: Field, tree: Tree, columns: readonly string[], objects: Objects) {
    this.before = before;
    this.#field = field;
    this.#tree = tree;
    this.#columns = columns;
    this.#objects = objects;
  }

  text({ run, beside }: Writing, { values }: RowText): string {
    const row = rowOf(this.#tree, this.#columns, values);
    const value = runField(run, this.#field, row, undefined);
    if (isPromise(value)) {
      value.then(undefined, () => {});
      throw NEVER;
    }
    if (this.#field.below.size > 0) beside.push({ place: this.#objects, key: this.#field.key, value });
    return JSON.stringify(value);
  }
}

/** With these columns only. */
export function rowOf(
  tree: Tree,
  columns: readonly string[],
  values: readonly string[],
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const column of columns) row[column] = parsed(values[tree.columns.indexOf(column)] as string);
  return row;
}

function parsed(json: string): unknown {
  return isText(json) && !json.includes('\\') ? json.slice(1, -1) : JSON.parse(json);
}
