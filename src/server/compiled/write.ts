import { encodeCursor } from '../../../db/keyset.ts';
import type { Branch, Many, One, Tree } from '../../../db/tree.ts';
import { printedWith, widthOf } from '../../../db/tree-rows.ts';
import { plainlyGiven, plainlyRelatedBy, type Question, questionOf, questionOfWhole } from '../../../schema/relation/printed.ts';
import type { Related } from '../../../schema/relation/select.ts';
import { JsonReader } from './json-reader.ts';
import { formOf, type Objects, type Within } from './places.ts';
import { argsOf, type Field, type Run, type Selection, type Writer } from './run.ts';
import { StandInsWriter } from './write-stand-ins.ts';
import { type Below, type BelowOf, listOf, NEVER, NOT_THIS_TIME, NotWritten, RowWriter, type Writing } from './write-row.ts';
import { type Beside, type Form, Written } from './written.ts';

/** What writes a part, and the places in it. */
interface Laid {
  readonly below: Below;
  readonly form: Form;
}

/**
 * Writes what a field of a relation gives straight from what Postgres printed for it: texts are copied as they are, and rows, objects of the
 * answer and what `JSON.stringify` makes of them are never there. Where it can't, the field is resolved like any other.
 */
export class FieldWriter implements Writer {
  readonly #related: Related;
  readonly #laid = new WeakMap<Branch, Laid | null>();
  #asked: { readonly args: object; readonly question: Question | null } | null = null;

  constructor(related: Related) {
    this.#related = related;
  }

  write(run: Run, field: Field, source: unknown): Written | null {
    const before = run.errors.length;
    let written: Written | null = null;
    try {
      written = this.#written(run, field, source as object);
    } catch {
      // As where something in it failed.
    }
    if (run.errors.length > before) {
      // What is wrong is said again, with its place, when the field is resolved.
      run.errors.length = before;
      return null;
    }
    run.wrote ||= written !== null;
    return written;
  }

  #written(run: Run, field: Field, source: object): Written | null {
    const asked = this.#questionOf(run, field);
    const printed = asked && printedWith(source, asked.question);
    if (!printed || (printed.text === null && printed.branch.kind === 'one')) return null;
    const { branch } = printed;
    let laid = this.#laid.get(branch);
    if (laid === undefined) {
      laid = lay(run, field, branch, asked.mark);
      this.#laid.set(branch, laid);
    }
    if (laid === null) return null;
    const reader = new JsonReader(printed.text ?? 'null');
    const counts: number[] = [];
    const beside: Beside[] = [];
    try {
      if (branch.kind === 'one') reader.enters();
      const text = laid.below.write({ run, reader, counts, beside }, FOUND);
      return new Written(text, laid.form, counts, beside);
    } catch (error) {
      if (error === NEVER) this.#laid.set(branch, null);
      throw error;
    }
  }

  /** The arguments of a field are one object in a run, whatever the parent. */
  #questionOf(run: Run, field: Field): Question | null {
    const args = argsOf(run, field);
    if (this.#asked?.args !== args) this.#asked = { args, question: questionOf(this.#related, args) };
    return this.#asked.question;
  }
}

/** A parent that has the key of what is below it. */
const FOUND: readonly string[] = [];

function lay(run: Run, field: Field, branch: Branch, mark: string): Laid | null {
  const places: Objects[] = [];
  const belowOf: BelowOf = (inner, tree, within) => {
    const gives = plainlyGiven(inner.definition);
    if (gives) {
      const question = questionOfWhole(gives.of);
      const at = tree.branches.findIndex((branch) => branch.question === question);
      if (at < 0) throw NEVER;
      const branch = tree.branches[at] as Many;
      return { at, below: new StandInsWriter(inner, branch, gives, within, places, belowOf) };
    }
    const related = plainlyRelatedBy(inner.definition);
    const asked = related && questionOf(related, argsOf(run, inner));
    const at = tree.branches.findIndex(({ question }) => question === asked?.question);
    if (!asked || at < 0) throw NEVER;
    return { at, below: below(inner, tree.branches[at] as Branch, asked.mark, within, tree) };
  };
  const below = (
    inner: Field,
    of: Branch,
    itsMark: string,
    within: Within | null,
    parent: Tree | null,
  ): Below =>
    of.kind === 'one'
      ? new OneWriter(inner, of, within, parent, places, belowOf)
      : isConnection(inner)
        ? new ConnectionWriter(inner, of, itsMark, within, places, belowOf)
        : new ListWriter(inner, of, within, places, belowOf);
  try {
    const whole = below(field, branch, mark, null, null);
    return { below: whole, form: formOf(whole, places) };
  } catch (error) {
    if (error instanceof NotWritten) return null;
    throw error;
  }
}

function isConnection({ definition }: Field): boolean {
  return plainlyRelatedBy(definition)?.kind === 'connection';
}

/** The row that a foreign key leads to. */
class OneWriter implements Below {
  readonly within: Within | null;
  readonly #field: Field;
  readonly #branch: One;
  readonly #keyAt: number;
  readonly #row: RowWriter;

  constructor(
    field: Field,
    branch: One,
    within: Within | null,
    parent: Tree | null,
    places: Objects[],
    belowOf: BelowOf,
  ) {
    this.within = within;
    this.#field = field;
    this.#branch = branch;
    this.#keyAt = parent ? parent.columns.indexOf(branch.relation.column) : -1;
    this.#row = new RowWriter(branch.tree, field, this, places, belowOf);
  }

  blank(): null {
    return null;
  }

  around(object: object): object {
    return object;
  }

  write(writing: Writing, parent: readonly string[]): string {
    const text = this.#row.write(writing);
    if (text !== null) return text;
    // Its key may lead to one that became part of another.
    const isMerged = this.#branch.relation.source.standsFor && parent[this.#keyAt] !== 'null';
    if (isMerged || !this.#field.nullable) throw NOT_THIS_TIME;
    return 'null';
  }
}

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

class ListWriter implements Below {
  readonly within: Within | null;
  readonly #branch: Many;
  readonly #row: RowWriter;

  constructor(field: Field, branch: Many, within: Within | null, places: Objects[], belowOf: BelowOf) {
    if (!branch.tree) throw NEVER;
    this.within = within;
    this.#branch = branch;
    this.#row = new RowWriter(branch.tree, field, this, places, belowOf);
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

class ConnectionWriter implements Below {
  readonly within: Within | null;
  readonly #branch: Many;
  readonly #mark: string;
  readonly #row: RowWriter | null = null;
  readonly #pieces: readonly Piece<Items>[];
  /** As `blank` and `around` have it. */
  readonly #blank: Record<string, unknown> = {};
  #around: (object: object) => Record<string, unknown> = () => this.#blank;

  constructor(
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
    let row: RowWriter | null = null;
    const rowsBy = (giving: Field) => {
      // Rows that two fields ask for are selected in two ways.
      if (row || !branch.tree) throw NEVER;
      row = new RowWriter(branch.tree, giving, this, places, belowOf);
    };
    this.#pieces = piecesOf(selectionIn(field), (part) => this.#partOf(part, rowsBy));
    this.#row = row;
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

  #partOf(part: Field, rowsBy: (giving: Field) => void): (items: Items) => string {
    const { key } = part;
    switch (part.definition.name) {
      case 'totalCount':
        if (!this.#branch.count) throw NEVER;
        this.#blank[key] = 0;
        return ({ count }) => count;
      case 'nodes':
        rowsBy(part);
        this.#blank[key] = [];
        this.#around = (object) => ({ ...this.#blank, [key]: [object] });
        return ({ texts }) => listOf(texts);
      case 'edges':
        return this.#edges(part, rowsBy);
      case 'pageInfo':
        return this.#pageInfo(part);
      default:
        throw NEVER;
    }
  }

  #edges(part: Field, rowsBy: (giving: Field) => void): (items: Items) => string {
    const blank: Record<string, unknown> = {};
    let nodeKey: string | null = null;
    const pieces = piecesOf<Edge>(selectionIn(part), (inner) => {
      blank[inner.key] = null;
      if (inner.definition.name === 'cursor') return ({ position }) => this.#cursor(position);
      if (inner.definition.name !== 'node') throw NEVER;
      rowsBy(inner);
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
    const before = `${i === 0 ? '{' : ','}${JSON.stringify(field.key)}:`;
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
