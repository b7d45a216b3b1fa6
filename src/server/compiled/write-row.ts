import {
  type GraphQLAbstractType,
  GraphQLBoolean,
  GraphQLID,
  GraphQLInt,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLString,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
} from 'graphql';
import { isWrapped, plainlyGiven, plainlyRelatedBy } from '../../../schema/relation/printed.ts';
import { columnOf, selectOf } from '../../../schema/relation/select.ts';
import type { Branch, Tree } from '../../../db/tree.ts';
import { widthOf } from '../../../db/tree-rows.ts';
import type { JsonReader } from './json-reader.ts';
import { type Holder, Objects, type Within } from './places.ts';
import { type Field, isPromise, type Run, runField, type Selection } from './run.ts';
import type { Beside } from './written.ts';

/** Text in the making. */
export interface Writing {
  readonly run: Run;
  readonly reader: JsonReader;
  readonly counts: number[];
  readonly beside: Beside[];
}

/** Thrown where the field has to be resolved; `ever`: whatever was read. */
export class NotWritten {
  readonly ever: boolean;
  constructor(ever: boolean) {
    this.ever = ever;
  }
}

export const NOT_THIS_TIME = new NotWritten(false);
export const NEVER = new NotWritten(true);

/** What follows a relation below a row; it stands before the reader. */
export interface Below extends Holder {
  write(writing: Writing, parent: readonly string[]): string;
}

/** The branch of the tree by its place, and what writes it. Throws NEVER where the tree has none. */
export type BelowOf = (field: Field, tree: Tree, within: Within) => { readonly at: number; readonly below: Below };

interface RowText {
  /** As JSON, in the order of the tree's columns. */
  readonly values: readonly string[];
  /** By the places of fields. */
  readonly below: readonly string[];
}

/** Writes objects from the rows of a tree. */
export class RowWriter {
  readonly #tree: Tree;
  readonly #field: Field;
  readonly #makeType: (name: string) => TypeWriter;
  readonly #idAt: number;
  /** The columns that tell a row's type. */
  readonly #tellers: readonly number[];
  readonly #types = new Map<string, TypeWriter>();
  #last: { readonly told: string; readonly type: TypeWriter } | null = null;
  /** Of the row that is being written; no row is within one of the same tree. */
  readonly #values: string[];

  /** `field` gives the rows. */
  constructor(tree: Tree, field: Field, holder: Holder, places: Objects[], belowOf: BelowOf) {
    const { columns, source } = tree;
    const made = new Map<string, TypeWriter>();
    this.#tree = tree;
    this.#field = field;
    this.#makeType = (name) => {
      const selection = field.below.get(name);
      if (!selection) throw NOT_THIS_TIME;
      const type = made.get(name) ?? new TypeWriter(tree, selection, new Objects(holder, places), belowOf);
      made.set(name, type);
      return type;
    };
    this.#values = new Array<string>(columns.length).fill('');
    this.#idAt = columns.indexOf('id');
    this.#tellers = source.always.filter((column) => column !== 'id').map((column) => columns.indexOf(column));
    // What can't be written shows at once.
    if (field.below.size === 1) for (const name of field.below.keys()) this.#makeType(name);
  }

  /** Of the row that was written last, as JSON. */
  get id(): string {
    return this.#values[this.#idAt] as string;
  }

  /** Null where there is no row. */
  write(writing: Writing): string | null {
    const { reader } = writing;
    const values = this.#values;
    for (let i = 0; i < values.length; i++) values[i] = reader.value();
    if (this.#idAt >= 0 && values[this.#idAt] === 'null') {
      reader.skip(widthOf(this.#tree) - values.length);
      return null;
    }
    return this.#typeOf(writing, values).write(writing, values);
  }

  #typeOf({ run }: Writing, values: readonly string[]): TypeWriter {
    const told = this.#tellers.length === 1 ? (values[this.#tellers[0] as number] as string) : this.#told(values);
    if (told === this.#last?.told) return this.#last.type;
    let type = this.#types.get(told);
    if (!type) {
      type = this.#makeType(typeNameOf(run, this.#field, rowOf(this.#tree, this.#tree.source.always, values)));
      this.#types.set(told, type);
    }
    this.#last = { told, type };
    return type;
  }

  #told(values: readonly string[]): string {
    return this.#tellers.map((at) => values[at]).join();
  }
}

export function typeNameOf({ context }: Run, { definition }: Field, row: object): string {
  const type = getNamedType(definition.type) as GraphQLAbstractType | GraphQLObjectType;
  // By what is always read of a row, its type is told without more.
  const unasked = undefined as never;
  if (!isAbstractType(type)) {
    if (type.isTypeOf && type.isTypeOf(row, context, unasked) !== true) throw NOT_THIS_TIME;
    return type.name;
  }
  const name = type.resolveType?.(row, context, unasked, type);
  if (typeof name !== 'string') throw NEVER;
  return name;
}

/** Not by `join`, which would copy all that is within at each level. */
export function listOf(texts: readonly string[]): string {
  let list = '';
  for (const text of texts) {
    list += list === '' ? '[' : ',';
    list += text;
  }
  return list === '' ? '[]' : `${list}]`;
}

/** With these columns only. */
export function rowOf(tree: Tree, columns: readonly string[], values: readonly string[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const column of columns) row[column] = valueOf(values[tree.columns.indexOf(column)] as string);
  return row;
}

function valueOf(json: string): unknown {
  return isText(json) && !json.includes('\\') ? json.slice(1, -1) : JSON.parse(json);
}

/** What writes the field of an object at this place. */
interface FieldBelow {
  readonly place: number;
  readonly below: Below;
}

/** Writes objects of one type. */
class TypeWriter {
  readonly #tree: Tree;
  readonly #objects: Objects;
  readonly #parts: readonly Part[];
  /** By the branches of the tree. */
  readonly #below: (readonly FieldBelow[])[];
  readonly #texts: string[] = [];

  constructor(tree: Tree, { fields }: Selection, objects: Objects, belowOf: BelowOf) {
    this.#tree = tree;
    this.#objects = objects;
    const ofBranches: FieldBelow[][] = tree.branches.map(() => []);
    this.#parts = fields.map((field, i) => {
      const before = `${i === 0 ? '{' : ','}${JSON.stringify(field.key)}:`;
      const { definition, key } = field;
      if (!plainlyRelatedBy(definition) && !plainlyGiven(definition)) {
        objects.has(key, null);
        return partOf(before, field, tree, objects);
      }
      const { at, below } = belowOf(field, tree, { objects, key });
      objects.has(key, below);
      ofBranches[at]?.push({ place: i, below });
      return new Placed(before, i);
    });
    this.#below = ofBranches;
  }

  /** Its own columns were read, what is behind it was not. */
  write(writing: Writing, values: readonly string[]): string {
    this.#writeBelow(writing, values);
    this.#objects.count(writing.counts);
    const row: RowText = { values, below: this.#texts };
    let text = '';
    for (const part of this.#parts) {
      text += part.before;
      text += part.text(writing, row);
    }
    return text === '' ? '{}' : `${text}}`;
  }

  #writeBelow(writing: Writing, values: readonly string[]): void {
    const { reader } = writing;
    for (let at = 0; at < this.#below.length; at++) {
      const fields = this.#below[at] as readonly FieldBelow[];
      const begin = reader.at;
      for (const { place, below } of fields) {
        reader.at = begin;
        this.#texts[place] = below.write(writing, values);
      }
      if (fields.length === 0) reader.skip(widthOfBranch(this.#tree.branches[at] as Branch));
    }
  }
}

export function widthOfBranch(branch: Branch): number {
  return branch.kind === 'many' ? 1 : widthOf(branch.tree);
}

/** A field of an object. */
interface Part {
  /** What stands before its value: its name, and what parts it from the field before. */
  readonly before: string;
  text(writing: Writing, row: RowText): string;
}

function partOf(before: string, field: Field, tree: Tree, objects: Objects): Part {
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
class Placed implements Part {
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
    const text = this.#texts?.get(printed) ?? this.#completed(writing, printed);
    this.#texts?.set(printed, text);
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
const AS_PRINTED: ReadonlyMap<unknown, (text: string) => boolean> = new Map<unknown, (text: string) => boolean>([
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
