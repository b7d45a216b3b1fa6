import type { Branch, Many, One, Tree } from '../../../db/tree.ts';
import { printedWith } from '../../../db/tree-rows.ts';
import {
  plainlyGiven,
  plainlyRelatedBy,
  type Question,
  questionOf,
  questionOfWhole,
} from '../../../schema/relation/printed.ts';
import type { Related } from '../../../schema/relation/select.ts';
import { JsonReader } from './json-reader.ts';
import { formOf, type Objects, type Within } from './places.ts';
import { argsOf, type Field, type Run, type Writer } from './run.ts';
import { ConnectionWriter, ListWriter } from './write-page.ts';
import { type Below, type BelowOf, RowWriter } from './write-row.ts';
import { StandInsWriter } from './write-stand-ins.ts';
import { NEVER, NOT_THIS_TIME, NotWritten, type Writing } from './writing.ts';
import { type Beside, type Form, Written } from './written.ts';

type Source = Readonly<Record<string, unknown>>;

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
  /** Undefined: not asked for yet, or not the same in each run. */
  #fixed: Question | null | undefined;

  constructor(related: Related) {
    this.#related = related;
  }

  write(run: Run, field: Field, source: unknown): Written | null {
    const before = run.errors.length;
    let written: Written | null = null;
    try {
      written = this.#written(run, field, source as Source);
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

  #written(run: Run, field: Field, source: Source): Written | null {
    // A row may be shown without what it leads to.
    if (!source[this.#related.relation.column]) return null;
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

  #questionOf(run: Run, field: Field): Question | null {
    const known = field.fixed ? this.#fixed : (run.questions[field.index] as Question | null | undefined);
    if (known !== undefined) return known;
    const question = questionOf(this.#related, argsOf(run, field));
    if (field.fixed) this.#fixed = question;
    else run.questions[field.index] = question;
    return question;
  }
}

/** A parent that has the key of what is below it. */
const FOUND: readonly string[] = [];

function lay(run: Run, field: Field, branch: Branch, mark: string): Laid | null {
  const places: Objects[] = [];
  const belowOf: BelowOf = (now, inner, tree, within) => {
    const gives = plainlyGiven(inner.definition);
    if (gives) {
      const question = questionOfWhole(gives.of);
      const at = tree.branches.findIndex((branch) => branch.question === question);
      if (at < 0) throw NEVER;
      const branch = tree.branches[at] as Many;
      return { at, below: new StandInsWriter(now, inner, branch, gives, within, places, belowOf) };
    }
    const related = plainlyRelatedBy(inner.definition);
    const asked = related && questionOf(related, argsOf(now, inner));
    const at = tree.branches.findIndex(({ question }) => question === asked?.question);
    if (!asked || at < 0) throw NEVER;
    return { at, below: below(now, inner, tree.branches[at] as Branch, asked.mark, within, tree) };
  };
  const below = (
    now: Run,
    inner: Field,
    of: Branch,
    itsMark: string,
    within: Within | null,
    parent: Tree | null,
  ): Below =>
    of.kind === 'one'
      ? new OneWriter(now, inner, of, within, parent, places, belowOf)
      : isConnection(inner)
        ? new ConnectionWriter(now, inner, of, itsMark, within, places, belowOf)
        : new ListWriter(now, inner, of, within, places, belowOf);
  try {
    const whole = below(run, field, branch, mark, null, null);
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
    run: Run,
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
    this.#row = new RowWriter(run, branch.tree, field, this, places, belowOf);
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
