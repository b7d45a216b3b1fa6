import { encodeCursor } from '../../../db/keyset.ts';
import type { Many } from '../../../db/tree.ts';
import { widthOf } from '../../../db/tree-rows.ts';
import type { JsonReader } from './json-reader.ts';
import type { Objects, Within } from './places.ts';
import type { Field, Run, Selection } from './run.ts';
import { type Below, type BelowOf, RowWriter } from './write-row.ts';
import { listOf, NEVER, NOT_THIS_TIME, nameOf, type Writing } from './writing.ts';

interface Items {
  readonly texts: readonly string[];
  readonly positions: readonly (readonly string[])[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  readonly count: string;
}

/** Reads a page as `db/tree-rows.ts` does; without a row, for its places only. */
function itemsOf(writing: Writing, branch: Many, row: RowWriter | null): Items {
  const { reader } = writing;
  const { page, order } = branch.request;
  const isCounted = branch.count || branch.ends;
  if (isCounted) reader.enters();
  const texts: string[] = [];
  const positions: string[][] = [];
  let more = false;
  const width = branch.tree ? widthOf(branch.tree) : 0;
  const keys = branch.positions ? order.length : 0;
  if (reader.enters()) {
    while (reader.goesOn()) {
      reader.enters();
      if (texts.length < page.limit) {
        texts.push(row ? written(row, writing) : skipped(reader, width));
        if (keys > 0) positions.push(Array.from({ length: keys }, () => String(JSON.parse(reader.value()))));
      } else {
        more = true;
        reader.skip(width + keys);
      }
      reader.goesOn();
    }
  }
  let isBeyond = false;
  let count = 'null';
  if (isCounted) {
    isBeyond = reader.value() === 'true';
    count = reader.value();
    reader.goesOn();
  }
  if (!page.backward) return { texts, positions, hasNext: more, hasPrevious: isBeyond, count };
  return {
    texts: texts.reverse(),
    positions: positions.reverse(),
    hasNext: isBeyond,
    hasPrevious: more,
    count,
  };
}

function written(row: RowWriter, writing: Writing): string {
  const text = row.write(writing);
  if (text === null) throw NOT_THIS_TIME;
  return text;
}

function skipped(reader: JsonReader, width: number): string {
  reader.skip(width);
  return '';
}

/** The rows of a list. */
export class ListWriter implements Below {
  readonly within: Within | null;
  readonly #branch: Many;
  readonly #row: RowWriter;

  constructor(
    run: Run,
    field: Field,
    branch: Many,
    within: Within | null,
    places: Objects[],
    belowOf: BelowOf,
  ) {
    if (!branch.tree) throw NEVER;
    this.within = within;
    this.#branch = branch;
    this.#row = new RowWriter(run, branch.tree, field, this, places, belowOf);
  }

  blank(): readonly unknown[] {
    return [];
  }

  around(object: object): readonly unknown[] {
    return [object];
  }

  write(writing: Writing): string {
    return listOf(itemsOf(writing, this.#branch, this.#row).texts);
  }
}

/** A field of a connection, of an edge, or of a page's place. */
interface Piece<Of> {
  readonly before: string;
  text(of: Of): string;
}

type Edge = { readonly text: string; readonly position: readonly string[] };

/** A page, with as much of Relay's connection as is asked for. */
export class ConnectionWriter implements Below {
  readonly within: Within | null;
  readonly #branch: Many;
  readonly #mark: string;
  readonly #row: RowWriter | null;
  /** The field that gives the rows. */
  #giving: Field | null = null;
  readonly #pieces: readonly Piece<Items>[];
  /** As `blank` and `around` have it. */
  readonly #blank: Record<string, unknown> = {};
  #around: (object: object) => Record<string, unknown> = () => this.#blank;

  constructor(
    run: Run,
    field: Field,
    branch: Many,
    mark: string,
    within: Within | null,
    places: Objects[],
    belowOf: BelowOf,
  ) {
    this.within = within;
    this.#branch = branch;
    this.#mark = mark;
    this.#pieces = piecesOf(selectionIn(field), (part) => this.#partOf(part));
    const giving = this.#giving;
    this.#row = giving && branch.tree && new RowWriter(run, branch.tree, giving, this, places, belowOf);
  }

  blank(): Record<string, unknown> {
    return this.#blank;
  }

  around(object: object): Record<string, unknown> {
    return this.#around(object);
  }

  write(writing: Writing): string {
    return objectOf(this.#pieces, itemsOf(writing, this.#branch, this.#row));
  }

  #partOf(part: Field): (items: Items) => string {
    const { key } = part;
    switch (part.definition.name) {
      case 'totalCount':
        if (!this.#branch.count) throw NEVER;
        this.#blank[key] = 0;
        return ({ count }) => count;
      case 'nodes':
        this.#isGivenBy(part);
        this.#blank[key] = [];
        this.#around = (object) => ({ ...this.#blank, [key]: [object] });
        return ({ texts }) => listOf(texts);
      case 'edges':
        return this.#edges(part);
      case 'pageInfo':
        return this.#pageInfo(part);
      default:
        throw NEVER;
    }
  }

  #edges(part: Field): (items: Items) => string {
    const blank: Record<string, unknown> = {};
    let nodeKey: string | null = null;
    const pieces = piecesOf<Edge>(selectionIn(part), (inner) => {
      blank[inner.key] = null;
      if (inner.definition.name === 'cursor') return ({ position }) => this.#cursor(position);
      if (inner.definition.name !== 'node') throw NEVER;
      this.#isGivenBy(inner);
      nodeKey = inner.key;
      return ({ text }) => text;
    });
    if (nodeKey === null) throw NEVER;
    const name: string = nodeKey;
    this.#blank[part.key] = [];
    this.#around = (object) => ({ ...this.#blank, [part.key]: [{ ...blank, [name]: object }] });
    return ({ texts, positions }) =>
      listOf(texts.map((text, i) => objectOf(pieces, { text, position: positions[i] ?? [] })));
  }

  /** Rows that two fields ask for would be selected in two ways. */
  #isGivenBy(field: Field): void {
    if (this.#giving) throw NEVER;
    this.#giving = field;
  }

  #pageInfo(part: Field): (items: Items) => string {
    const blank: Record<string, unknown> = {};
    this.#blank[part.key] = blank;
    const cursorAt = (i: number) => (items: Items) => {
      const position = items.positions.at(i);
      return position ? this.#cursor(position) : 'null';
    };
    const pieces = piecesOf<Items>(selectionIn(part), ({ key, definition: { name } }) => {
      blank[key] = null;
      if (name === 'hasNextPage') return ({ hasNext }) => String(hasNext);
      if (name === 'hasPreviousPage') return ({ hasPrevious }) => String(hasPrevious);
      if (name === 'startCursor') return cursorAt(0);
      if (name === 'endCursor') return cursorAt(-1);
      throw NEVER;
    });
    return (items) => objectOf(pieces, items);
  }

  #cursor(position: readonly string[]): string {
    return JSON.stringify(encodeCursor(this.#mark, position));
  }
}

/** Of a field whose type is one object type. */
function selectionIn({ below }: Field): Selection {
  const [selection] = below.values();
  if (!selection || below.size !== 1) throw NEVER;
  return selection;
}

function piecesOf<Of>(
  { fields }: Selection,
  textOf: (field: Field) => (of: Of) => string,
): readonly Piece<Of>[] {
  return fields.map((field, i) => {
    const before = nameOf(field.key, i);
    if (field.definition.name !== '__typename') return { before, text: textOf(field) };
    const name = JSON.stringify(field.parentType.name);
    return { before, text: () => name };
  });
}

function objectOf<Of>(pieces: readonly Piece<Of>[], of: Of): string {
  let text = '';
  for (const piece of pieces) text += piece.before + piece.text(of);
  return text === '' ? '{}' : `${text}}`;
}
