import type { ExecutionResult } from 'graphql';

/** Where objects of one type stand in a part of an answer. */
export interface Place {
  /** The part with as little in it as can be around one such object, and the same without it. */
  readonly withOne: unknown;
  readonly without: unknown;
  /** As `withOne`, with a value of its own under a name. */
  withValue(key: string, value: unknown): unknown;
}

export interface Form {
  /** The part with nothing in it. */
  readonly empty: unknown;
  readonly places: readonly Place[];
}

/** A value within it that is no row. */
export interface Beside {
  readonly place: Place;
  readonly key: string;
  readonly value: unknown;
}

/** A part of an answer that is text already: no objects were made for it. */
export class Written {
  readonly text: string;
  readonly form: Form;
  /** How many objects stand at each place. */
  readonly counts: readonly number[];
  readonly beside: readonly Beside[];

  constructor(text: string, form: Form, counts: readonly number[], beside: readonly Beside[]) {
    this.text = text;
    this.form = form;
    this.counts = counts;
    this.beside = beside;
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

type Data = NonNullable<ExecutionResult['data']>;
const partlyWritten = new WeakSet<object>();

export function markPartlyWritten(data: object): void {
  partlyWritten.add(data);
}

/** What `JSON.stringify` gives, without taking apart what is text already. */
export function jsonOf(result: ExecutionResult): string {
  const { data } = result;
  if (!data || !partlyWritten.has(data)) return JSON.stringify(result);
  return jsonOfObject(result as unknown as Data, (value) => (value === data ? jsonOfPart(value) : undefined));
}

function jsonOfObject(object: object, own: (value: unknown) => string | undefined): string {
  let text = '';
  for (const [key, value] of Object.entries(object)) {
    const json = own(value) ?? JSON.stringify(value);
    if (json !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${json}`;
  }
  return `{${text}}`;
}

function jsonOfPart(value: unknown): string {
  if (value instanceof Written) return value.text;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(jsonOfPart).join(',')}]`;
  if ('toJSON' in value) return JSON.stringify(value);
  return jsonOfObject(value, jsonOfPart);
}
