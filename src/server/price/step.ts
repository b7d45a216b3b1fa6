import { type Given, resolved, type Variables } from './given.ts';

/** A field of an operation that has its price: all but plain leaves. */
export interface Step {
  /** The name under which it is answered. */
  readonly key: string;
  /** `@skip` and `@include`; null: always. */
  readonly condition: Given<boolean> | null;
  /** Once, its arguments included. */
  readonly weight: Given<number>;
  /** How many items it gives. */
  readonly size: Given<number>;
  /** What says so, for people: `first: 20`; null where it is one thing. */
  readonly sizedBy: string | null;
  /** To find each item, beside what is selected on it. */
  readonly itemWeight: number;
  /** A page is a connection; its size is that of its nodes and edges. */
  readonly role: 'field' | 'page' | 'nodes' | 'edges';
  /** What is selected on it, one for each type that it can be of. */
  readonly selections: readonly Selection[];
  /** Its price where variables change nothing of it. */
  readonly fixed: number | null;
  /** Among those of the operation that are not fixed. */
  readonly slot: number;
}

export interface Selection {
  /** All plain leaves together. */
  readonly leaves: number;
  readonly steps: readonly Step[];
}

/** Whether its price is that of one of the items of the page that it stands in. */
export function isItem({ role }: Step): boolean {
  return role === 'nodes' || role === 'edges';
}

/** Prices of an operation for the variables of one request. */
export class Evaluation {
  readonly variables: Variables;
  readonly #values: Float64Array;
  readonly #once = new Map<object, readonly number[]>();

  constructor(variables: Variables, slots: number) {
    this.variables = variables;
    this.#values = new Float64Array(slots).fill(-1);
  }

  onceFor(key: object, make: () => readonly number[]): readonly number[] {
    const values = this.#once.get(key) ?? make();
    this.#once.set(key, values);
    return values;
  }

  /** Of a step that is an item of a page: of one item. */
  priceOf(step: Step): number {
    if (step.fixed !== null) return step.fixed;
    const known = this.#values[step.slot] as number;
    if (known >= 0) return known;
    const price = this.includes(step) ? this.#stepPrice(step) : 0;
    this.#values[step.slot] = price;
    return price;
  }

  includes({ condition }: Step): boolean {
    return condition === null || resolved(condition, this.variables);
  }

  sizeOf({ size }: Step): number {
    return resolved(size, this.variables);
  }

  /** The dearest, since it is not known which type comes. */
  dearest(selections: readonly Selection[]): number {
    let most = 0;
    for (const selection of selections) most = Math.max(most, this.priceOfSelection(selection));
    return most;
  }

  /** `pageSize`: how often the items among its steps come. */
  priceOfSelection({ leaves, steps }: Selection, pageSize = 1): number {
    let sum = leaves;
    for (const step of steps) sum += this.priceOf(step) * (isItem(step) ? pageSize : 1);
    return sum;
  }

  /** Whether any row of a page is read. */
  readsRows({ selections }: Step): boolean {
    return selections.some(({ steps }) => steps.some((step) => this.includes(step)));
  }

  #stepPrice(step: Step): number {
    const { role, selections, itemWeight } = step;
    if (isItem(step)) return this.dearest(selections);
    const weight = resolved(step.weight, this.variables);
    const size = this.sizeOf(step);
    if (role === 'field') return weight + size * (itemWeight + this.dearest(selections));
    const rows = this.readsRows(step) ? size * itemWeight : 0;
    return weight + rows + this.priceOfSelection(selections[0] as Selection, size);
  }
}
