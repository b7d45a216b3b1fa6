import { type GraphQLAbstractType, type GraphQLObjectType, getNamedType, isAbstractType } from 'graphql';
import type { Branch, Tree } from '../../../db/tree.ts';
import { widthOf } from '../../../db/tree-rows.ts';
import { plainlyGiven, plainlyRelatedBy } from '../../../schema/relation/printed.ts';
import { type Holder, Objects, type Within } from './places.ts';
import type { Field, Run, Selection } from './run.ts';
import { type Part, Placed, partOf, type RowText, rowOf } from './write-part.ts';
import { apart, NEVER, NOT_THIS_TIME, nameOf, type Writing } from './writing.ts';

/** What follows a relation below a row; it stands before the reader. */
export interface Below extends Holder {
  write(writing: Writing, parent: readonly string[]): string;
}

/** The branch of the tree by its place, and what writes it. Throws NEVER where the tree has none. */
export type BelowOf = (
  run: Run,
  field: Field,
  tree: Tree,
  within: Within,
) => { readonly at: number; readonly below: Below };

/** Writes objects from the rows of a tree. */
export class RowWriter {
  readonly #tree: Tree;
  readonly #field: Field;
  readonly #makeType: (name: string, run: Run) => TypeWriter;
  readonly #idAt: number;
  /** The columns that tell a row's type. */
  readonly #tellers: readonly number[];
  readonly #types = new Map<string, TypeWriter>();
  #last: { readonly told: string; readonly type: TypeWriter } | null = null;

  /** `field` gives the rows. Nothing of the run is kept. */
  constructor(run: Run, tree: Tree, field: Field, holder: Holder, places: Objects[], belowOf: BelowOf) {
    const { columns, source } = tree;
    const made = new Map<string, TypeWriter>();
    this.#tree = tree;
    this.#field = field;
    this.#makeType = (name, forRun) => {
      const selection = field.below.get(name);
      if (!selection) throw NOT_THIS_TIME;
      const objects = new Objects(holder, places);
      const type = made.get(name) ?? new TypeWriter(forRun, tree, selection, objects, belowOf);
      made.set(name, type);
      return type;
    };
    this.#idAt = columns.indexOf('id');
    this.#tellers = source.always
      .filter((column) => column !== 'id')
      .map((column) => columns.indexOf(column));
    // What can't be written shows at once.
    if (field.below.size === 1) for (const name of field.below.keys()) this.#makeType(name, run);
  }

  /** Null where there is no row; else its id is put to the others. */
  write(writing: Writing, ids?: string[]): string | null {
    const { reader } = writing;
    const values = new Array<string>(this.#tree.columns.length);
    for (let i = 0; i < values.length; i++) values[i] = reader.value();
    const id = values[this.#idAt];
    if (id === 'null') {
      reader.skip(widthOf(this.#tree) - values.length);
      return null;
    }
    if (id !== undefined) ids?.push(id);
    return this.#typeOf(writing, values).write(writing, values);
  }

  #typeOf({ run }: Writing, values: readonly string[]): TypeWriter {
    const told =
      this.#tellers.length === 1 ? (values[this.#tellers[0] as number] as string) : this.#told(values);
    if (told === this.#last?.told) return this.#last.type;
    const known = this.#types.get(told);
    if (known) return known;
    const row = rowOf(this.#tree, this.#tree.source.always, values);
    const type = this.#makeType(typeNameOf(run, this.#field, row), run);
    this.#last = { told: apart(told), type };
    this.#types.set(this.#last.told, type);
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

  constructor(run: Run, tree: Tree, { fields }: Selection, objects: Objects, belowOf: BelowOf) {
    this.#tree = tree;
    this.#objects = objects;
    const ofBranches: FieldBelow[][] = tree.branches.map(() => []);
    this.#parts = fields.map((field, i) => {
      const { definition, key } = field;
      const before = nameOf(key, i);
      if (!plainlyRelatedBy(definition) && !plainlyGiven(definition)) {
        objects.has(key, null);
        return partOf(before, field, tree, objects);
      }
      const { at, below } = belowOf(run, field, tree, { objects, key });
      objects.has(key, below);
      ofBranches[at]?.push({ place: i, below });
      return new Placed(before, i);
    });
    this.#below = ofBranches;
  }

  /** Its own columns were read, what is behind it was not. */
  write(writing: Writing, values: readonly string[]): string {
    const below = this.#below.length > 0 ? this.#writeBelow(writing, values) : NOTHING;
    this.#objects.count(writing.counts);
    const row: RowText = { values, below };
    let text = '';
    for (const part of this.#parts) {
      text += part.before;
      text += part.text(writing, row);
    }
    return text === '' ? '{}' : `${text}}`;
  }

  #writeBelow(writing: Writing, values: readonly string[]): readonly string[] {
    const { reader } = writing;
    const texts = new Array<string>(this.#parts.length);
    for (let at = 0; at < this.#below.length; at++) {
      const fields = this.#below[at] as readonly FieldBelow[];
      const begin = reader.at;
      for (const { place, below } of fields) {
        reader.at = begin;
        texts[place] = below.write(writing, values);
      }
      if (fields.length === 0) reader.skip(widthOfBranch(this.#tree.branches[at] as Branch));
    }
    return texts;
  }
}

const NOTHING: readonly string[] = [];

export function widthOfBranch(branch: Branch): number {
  return branch.kind === 'many' ? 1 : widthOf(branch.tree);
}
