import type { Many, One } from '../../../db/tree.ts';
import type { StandIns } from '../../../schema/relation/select.ts';
import { Objects, type Within } from './places.ts';
import { type Field, isPromise, type Run, runField } from './run.ts';
import { rowOf } from './write-part.ts';
import { type Below, type BelowOf, RowWriter, typeNameOf, widthOfBranch } from './write-row.ts';
import { listOf, NEVER, NOT_THIS_TIME, nameOf, type Writing } from './writing.ts';

/** Rows that stand for those that they lead to. */
export class StandInsWriter implements Below {
  readonly within: Within;
  readonly #field: Field;
  readonly #branch: Many;
  readonly #gives: StandIns;
  readonly #row: RowWriter;
  readonly #rowAt: number;
  readonly #having: string;
  readonly #havingAt: number;
  readonly #keyAt: number;
  readonly #places: Objects[];
  /** Of what stands for nothing but itself, by type. */
  readonly #objects = new Map<string, Objects>();

  constructor(
    run: Run,
    field: Field,
    branch: Many,
    gives: StandIns,
    within: Within,
    places: Objects[],
    belowOf: BelowOf,
  ) {
    const { tree } = branch;
    const rowAt = tree?.branches.findIndex(({ question }) => question === gives.to.name) ?? -1;
    const row = tree?.branches[rowAt] as One | undefined;
    if (!tree || !row || branch.ends || branch.count || branch.positions) throw NEVER;
    this.within = within;
    this.#field = field;
    this.#branch = branch;
    this.#gives = gives;
    this.#row = new RowWriter(run, row.tree, field, this, places, belowOf);
    this.#rowAt = rowAt;
    this.#having = JSON.stringify(gives.having.value);
    this.#havingAt = tree.columns.indexOf(gives.having.column);
    this.#keyAt = tree.columns.indexOf(gives.to.column);
    this.#places = places;
  }

  blank(): readonly unknown[] {
    return [];
  }

  around(object: object): readonly unknown[] {
    return [object];
  }

  write(writing: Writing): string {
    const { reader } = writing;
    const texts: string[] = [];
    const ids: string[] = [];
    if (reader.enters()) {
      while (reader.goesOn()) {
        reader.enters();
        const text = this.#item(writing, ids);
        if (text !== null) texts.push(text);
        reader.goesOn();
      }
    }
    return listOf(texts);
  }

  /** Null where the row is not one of those. */
  #item(writing: Writing, ids: string[]): string | null {
    const { reader } = writing;
    const { columns, branches } = this.#branch.tree as NonNullable<Many['tree']>;
    const values = columns.map(() => reader.value());
    const isOne = values[this.#havingAt] === this.#having;
    let text: string | null = null;
    branches.forEach((branch, at) => {
      if (isOne && at === this.#rowAt) text = this.#row.write(writing, ids);
      else reader.skip(widthOfBranch(branch));
    });
    if (!isOne) return null;
    if (text === null) return this.#otherwise(writing, values);
    if (ids.indexOf(ids.at(-1) as string) < ids.length - 1) throw NOT_THIS_TIME;
    return text;
  }

  #otherwise({ run, counts }: Writing, values: readonly string[]): string {
    // Its key may lead to one that became part of another.
    if (this.#keyAt < 0 || values[this.#keyAt] !== 'null') throw NOT_THIS_TIME;
    const { tree } = this.#branch;
    const object = this.#gives.otherwise(rowOf(tree!, this.#gives.columns, values));
    const name = typeNameOf(run, this.#field, object);
    const { fields } = this.#field.below.get(name) ?? NOTHING;
    this.#objectsOf(name, fields).count(counts);
    const text = fields.map((field, i) => {
      const value = runField(run, field, object, undefined);
      if (isPromise(value)) throw NEVER;
      return nameOf(field.key, i) + JSON.stringify(value);
    });
    return text.length === 0 ? '{}' : `${text.join('')}}`;
  }

  #objectsOf(name: string, fields: readonly Field[]): Objects {
    const known = this.#objects.get(name);
    if (known) return known;
    // What has parts has prices of its own.
    if (fields.some(({ below }) => below.size > 0)) throw NEVER;
    const objects = new Objects(this, this.#places);
    for (const { key } of fields) objects.has(key, null);
    this.#objects.set(name, objects);
    return objects;
  }
}

const NOTHING: { readonly fields: readonly Field[] } = { fields: [] };
