import { shown } from '../jsonl/complaint.ts';

/** What is wrong with a value: where, what was wanted there, and what came. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly wanted: string;
  readonly got: string;
  /** `name`: a property that the shape does not have. `rule`: what must hold between its properties does not. */
  readonly fault: 'name' | 'value' | 'rule';
}

/** Which formats are checked beside the types: the older test suites of IPTC pass any text. */
export interface Formats {
  readonly uris: boolean;
  readonly moments: boolean;
}

/** Null where the value is as wanted. Stops at the first problem, so that a million of them cost no more than one. */
export type Check = (value: unknown, formats: Formats) => Problem | null;

export function wrong(wanted: string, value: unknown): Problem {
  return { path: [], wanted, got: shown(value), fault: 'value' };
}

function within(key: string | number, problem: Problem | null): Problem | null {
  return problem && { ...problem, path: [key, ...problem.path] };
}

export const text: Check = (value) => (typeof value === 'string' ? null : wrong('text', value));
export const number: Check = (value) => (typeof value === 'number' ? null : wrong('a number', value));
export const anyObject: Check = (value) => (isObject(value) ? null : wrong('an object', value));

const URI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;
const MOMENT =
  /^(\d{4}-\d\d-\d\d)[Tt ]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):?[0-5]\d)$/;

export const uri: Check = (value, { uris }) =>
  typeof value === 'string' && (!uris || URI.test(value)) ? null : wrong('a URI', value);

/** RFC 3339. */
export const moment: Check = (value, { moments }) =>
  typeof value === 'string' && (!moments || isMoment(value))
    ? null
    : wrong('a date and time with an offset (RFC 3339)', value);

function isMoment(value: string): boolean {
  const day = MOMENT.exec(value)?.[1];
  if (day === undefined) return false;
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

export function whole(least = -Infinity, most = Infinity): Check {
  const wanted = least === -Infinity ? 'a whole number' : `a whole number from ${least} to ${most}`;
  return (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
      ? null
      : wrong(wanted, value);
}

export function oneOf(...values: readonly string[]): Check {
  return (value) =>
    typeof value === 'string' && values.includes(value) ? null : wrong(`one of ${values.join(', ')}`, value);
}

export function matching(form: RegExp, wanted: string): Check {
  return (value) => (typeof value === 'string' && form.test(value) ? null : wrong(wanted, value));
}

/** More in one list are a mistake or an attack. */
const MOST_IN_LIST = 10_000;

export function listOf(item: Check, least = 0): Check {
  return (value, formats) => {
    if (!Array.isArray(value)) return wrong('a list', value);
    if (value.length > MOST_IN_LIST) return wrong(`a list of at most ${MOST_IN_LIST}`, value);
    if (value.length < least) return wrong(`a list of at least ${least}`, value);
    for (let at = 0; at < value.length; at++) {
      const problem = item(value[at], formats);
      if (problem) return within(at, problem);
    }
    return null;
  };
}

export interface Shape {
  readonly fields: Readonly<Record<string, Check>>;
  readonly required?: readonly string[];
  /** For property names that are free from some prefix on. */
  readonly named?: readonly (readonly [RegExp, Check])[];
  /** Whether it may have properties that are not listed. */
  readonly open?: boolean;
  /** What must hold between its properties. */
  readonly rule?: (value: Readonly<Record<string, unknown>>) => Problem | null;
}

export function object({ fields, required = [], named = [], open = false, rule }: Shape): Check {
  const checks = new Map(Object.entries(fields));
  const checkOf = (name: string) => checks.get(name) ?? named.find(([form]) => form.test(name))?.[1];
  return (value, formats) => {
    if (!isObject(value)) return wrong('an object', value);
    for (const name of required)
      if (!Object.hasOwn(value, name)) return within(name, wantedField(fields[name]));
    for (const name of Object.keys(value)) {
      const check = checkOf(name);
      const problem = check ? check(value[name], formats) : open ? null : unknownName(name, checks);
      if (problem) return within(name, problem);
    }
    return rule?.(value) ?? null;
  };
}

/** Nothing came: the check itself says what was wanted. */
function wantedField(check: Check | undefined): Problem {
  return check?.(undefined, { uris: true, moments: true }) ?? wrong('a value', undefined);
}

function unknownName(name: string, checks: ReadonlyMap<string, Check>): Problem {
  const bare = (word: string) => word.toLowerCase().replace(/[^a-z]/g, '');
  const meant = [...checks.keys()].find((known) => bare(known) === bare(name));
  const wanted = `a property that the standard has here${meant ? `, perhaps ${meant}` : ''}`;
  return { path: [], wanted, got: 'one that it does not have', fault: 'name' };
}

/** Where exactly one of the properties must stand. */
export function exactlyOne(...names: readonly string[]): NonNullable<Shape['rule']> {
  return (value) => {
    const there = names.filter((name) => Object.hasOwn(value, name));
    const got = there.length === 0 ? 'none' : there.join(' and ');
    return there.length === 1
      ? null
      : { path: [], wanted: `exactly one of ${names.join(', ')}`, got, fault: 'rule' };
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
