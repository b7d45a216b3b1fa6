import type { Form, Place } from './written.ts';

/** What holds rows in a part of an answer: a page, a list, or the place of one. */
export interface Holder {
  readonly within: Within | null;
  /** Its value without a row. */
  blank(): unknown;
  /** Its value with one row. */
  around(object: object): unknown;
}

/** The objects that a holder stands in, and under which name; null: it is the part itself. */
export interface Within {
  readonly objects: Objects;
  readonly key: string;
}

/** Objects of one type in a holder. */
export class Objects implements Place {
  readonly index: number;
  readonly #holder: Holder;
  readonly #blanks: { readonly key: string; readonly holder: Holder | null }[] = [];

  constructor(holder: Holder, places: Objects[]) {
    this.#holder = holder;
    this.index = places.push(this) - 1;
  }

  has(key: string, holder: Holder | null): void {
    this.#blanks.push({ key, holder });
  }

  count(counts: number[]): void {
    counts[this.index] = (counts[this.index] ?? 0) + 1;
  }

  get withOne(): unknown {
    return this.#wholeWith(this.#bare());
  }

  get without(): unknown {
    return wholeAround(this.#holder, this.#holder.blank());
  }

  withValue(key: string, value: unknown): unknown {
    return this.#wholeWith({ ...this.#bare(), [key]: value });
  }

  #wholeWith(object: object): unknown {
    return wholeAround(this.#holder, this.#holder.around(object));
  }

  #bare(): Record<string, unknown> {
    return Object.fromEntries(this.#blanks.map(({ key, holder }) => [key, holder ? holder.blank() : null]));
  }
}

function wholeAround({ within }: Holder, value: unknown): unknown {
  return within ? within.objects.withValue(within.key, value) : value;
}

export function formOf(holder: Holder, places: readonly Objects[]): Form {
  return { empty: holder.blank(), places };
}
