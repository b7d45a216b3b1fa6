import { createHash } from 'node:crypto';
import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** How a key's values are cast in SQL, and which text Postgres takes as one. */
const KEY_FORMS = {
  int8: integerWithin(2n ** 63n),
  int4: integerWithin(2n ** 31n),
  xid8: (text) => /^\d{1,20}$/.test(text) && BigInt(text) < 2n ** 64n,
  float4: (text) => /^-?\d{1,9}(\.\d{1,12})?(e-?\d{1,2})?$/.test(text) && Math.abs(Number(text)) < 1e38,
  date: (text) => isDay(text),
  timestamptz: (text) =>
    /^\S+ ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/.test(text) && isDay(text.split(' ')[0] ?? ''),
  text: (text) => !text.includes('\0'),
} as const satisfies Record<string, (text: string) => boolean>;
export type KeyForm = keyof typeof KEY_FORMS;

export interface OrderKey {
  /** The table's alias in the statement: the rows' own, or the one that leads to them. */
  readonly of: 'target' | 'via';
  readonly column: string;
  readonly form: KeyForm;
  readonly descending: boolean;
}

/** Never null and unique together, so that a position in the list is a position for good. */
export type Order = readonly OrderKey[];

/** The values of an order's keys for one row, as Postgres prints them. */
export type Position = readonly string[];

export interface Page {
  /** Checked by the caller; written into the statement as it is. */
  readonly limit: number;
  /** From the front (`first`) or from the back (`last`). */
  readonly backward: boolean;
  /** Exclusive bounds. */
  readonly after: Position | null;
  readonly before: Position | null;
}

/** A cursor that this list did not give out. */
export class BadCursorError extends Error {
  readonly cursor: string;
  constructor(cursor: string, wanted: string) {
    super(`Wanted a cursor ${wanted}; got ${JSON.stringify(cursor.slice(0, 80))}.`);
    this.cursor = cursor;
  }
}

/**
 * A short hash of what a list is: its name, order and filters. A cursor carries it, so that a cursor of another list,
 * or of the same list in another order, is refused and not misread.
 */
export function listMark(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 8);
}

export function encodeCursor(mark: string, position: Position): string {
  return Buffer.from(JSON.stringify([mark, ...position])).toString('base64url');
}

export function decodeCursor(cursor: string, mark: string, order: Order): Position {
  const [givenMark, ...position] = parseCursor(cursor);
  if (givenMark !== mark) {
    throw new BadCursorError(cursor, 'of this list, with the same order and filter');
  }
  const fits =
    position.length === order.length && order.every((key, i) => KEY_FORMS[key.form](position[i] ?? '\0'));
  if (!fits) throw new BadCursorError(cursor, 'as this list gave it out');
  return position;
}

function parseCursor(cursor: string): string[] {
  const wanted = 'as this list gave it out';
  if (cursor.length > 4096) throw new BadCursorError(cursor, wanted);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new BadCursorError(cursor, wanted);
  }
  if (!Array.isArray(value) || !value.every((part) => typeof part === 'string')) {
    throw new BadCursorError(cursor, wanted);
  }
  return value;
}

/** `order by`, turned around for a page from the back. */
export function orderBy(order: Order, backward: boolean): RawBuilder<unknown> {
  return sql.join(
    order.map((key) => sql`${keyRef(key)} ${sql.raw(key.descending !== backward ? 'desc' : 'asc')}`),
  );
}

export type Side = 'after' | 'before' | 'notAfter' | 'notBefore' | 'at';

/** The rows on one side of a position; `notAfter` and `notBefore` hold the row at the position too, `at` it alone. */
export function bound(order: Order, position: Position, side: Side): RawBuilder<SqlBool> {
  const later = side === 'after' || side === 'notBefore';
  const values = order.map((key, i) => sql`cast(${position[i]} as ${sql.raw(key.form)})`);
  if (side === 'at') return sql`(${sql.join(order.map(keyRef))}) = (${sql.join(values)})`;
  const inclusive = side === 'notAfter' || side === 'notBefore';
  const operator = (key: OrderKey) => (key.descending === later ? '<' : '>');
  const first = order[0] as OrderKey;
  if (order.every((key) => key.descending === first.descending)) {
    const compare = sql.raw(operator(first) + (inclusive ? '=' : ''));
    return sql`(${sql.join(order.map(keyRef))}) ${compare} (${sql.join(values)})`;
  }
  return mixedBound(order, values, operator, inclusive);
}

/** `a >= x and (a > x or b < y)`, for orders that run up in one key and down in another. */
function mixedBound(
  order: Order,
  values: readonly RawBuilder<unknown>[],
  operator: (key: OrderKey) => string,
  inclusive: boolean,
): RawBuilder<SqlBool> {
  const [key, ...rest] = order as [OrderKey, ...OrderKey[]];
  const [value, ...others] = values as [RawBuilder<unknown>, ...RawBuilder<unknown>[]];
  const ref = keyRef(key);
  if (rest.length === 0) return sql`${ref} ${sql.raw(operator(key) + (inclusive ? '=' : ''))} ${value}`;
  const compare = sql.raw(operator(key));
  return sql`${ref} ${compare}= ${value} and (${ref} ${compare} ${value} or (${mixedBound(rest, others, operator, inclusive)}))`;
}

export function keyRef(key: OrderKey): RawBuilder<unknown> {
  return sql.ref(`${key.of}.${key.column}`);
}

function integerWithin(bound: bigint): (text: string) => boolean {
  return (text) => /^-?\d{1,19}$/.test(text) && BigInt(text) < bound && BigInt(text) >= -bound;
}

function isDay(text: string): boolean {
  const [, year, day] = /^(\d{4,6})-(\d\d-\d\d)$/.exec(text) ?? [];
  const moment = new Date(`+${year?.padStart(6, '0')}-${day}T00:00:00Z`);
  return (
    year !== undefined &&
    !Number.isNaN(moment.getTime()) &&
    moment.toISOString().includes(`-${day}T`) &&
    Number(year) > 0
  );
}
