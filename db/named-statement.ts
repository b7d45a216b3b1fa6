import type pg from 'pg';
// @ts-expect-error: has no types.
import utils from 'pg/lib/utils.js';

/** What a connection of `pg` does for a statement that sends itself. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  readonly parsedStatements: Readonly<Record<string, string>>;
  readonly submittedNamedStatements: Record<string, string>;
  parse(statement: { readonly name: string; readonly text: string }): void;
  bind(portal: { readonly statement: string; readonly values: readonly unknown[] }): void;
  describe(portal: { readonly type: 'P' }): void;
  execute(): void;
  sync(): void;
}

interface RowDescription {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
}

/** What is the same of all rows of a statement. */
interface Form {
  readonly names: readonly string[];
  readonly parsers: readonly ((text: string) => unknown)[];
  /** A row without values: what is copied from it has its size at once. */
  readonly blank: Readonly<Record<string, unknown>>;
}

/** By the names of the statements that a connection has. */
const formsOf = new WeakMap<Wire, Map<string, Form>>();

export interface NamedQuery {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  readonly types: pg.CustomTypesConfig;
}

type AnyRow = Record<string, unknown>;

/**
 * A statement that reads, and comes again and again. `pg` has Postgres describe the rows each time; what it said once holds for as long as
 * the connection has the statement. Given to `query` of a client, which asks for the methods below.
 */
export class NamedStatement implements pg.Submittable {
  readonly name: string;
  readonly text: string;
  readonly rows: AnyRow[] = [];
  readonly #values: readonly unknown[];
  readonly #types: pg.CustomTypesConfig;
  readonly #ended: (error: Error | null) => void;
  #forms = new Map<string, Form>();
  #form: Form | undefined;

  /** Calls `ended` once: with null when the rows are whole. Throws where a value is none that Postgres takes. */
  constructor({ name, text, values, types }: NamedQuery, ended: (error: Error | null) => void) {
    this.name = name;
    this.text = text;
    this.#values = values.map((value) => utils.prepareValue(value));
    this.#types = types;
    this.#ended = ended;
  }

  submit(connection: pg.Connection): void {
    const wire = connection as unknown as Wire;
    const { name, text } = this;
    const forms = formsOf.get(wire);
    if (forms) this.#forms = forms;
    else formsOf.set(wire, this.#forms);
    this.#form = this.#forms.get(name);
    wire.stream.cork();
    if (wire.parsedStatements[name] === undefined && wire.submittedNamedStatements[name] === undefined) {
      wire.parse({ name, text });
      wire.submittedNamedStatements[name] = text;
    }
    wire.bind({ statement: name, values: this.#values });
    if (!this.#form) wire.describe({ type: 'P' });
    wire.execute();
    wire.sync();
    wire.stream.uncork();
  }

  handleRowDescription({ fields }: RowDescription): void {
    this.#form = {
      names: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID }) => this.#types.getTypeParser(dataTypeID)),
      blank: Object.fromEntries(fields.map(({ name }) => [name, null])),
    };
    this.#forms.set(this.name, this.#form);
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const { names, parsers, blank } = this.#form as Form;
    const row: AnyRow = { ...blank };
    for (let i = 0; i < names.length; i++) {
      const text = fields[i] as string | null;
      if (text !== null) row[names[i] as string] = (parsers[i] as Form['parsers'][number])(text);
    }
    this.rows.push(row);
  }

  handleError(error: Error): void {
    this.#ended(error);
  }

  handleReadyForQuery(): void {
    this.#ended(null);
  }

  handleCommandComplete(): void {}
}
