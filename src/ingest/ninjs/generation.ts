import { type Check, type Formats, isObject, type Problem } from './check.ts';
import { GENERATION_1 } from './generation-1.ts';
import { GENERATION_2 } from './generation-2.ts';
import { GENERATION_3 } from './generation-3.ts';

export type Generation = 1 | 2 | 3;
export type Checked = { readonly generation: Generation } | { readonly problem: Problem };
export type JsonObject = Readonly<Record<string, unknown>>;

const CHECKS: Readonly<Record<Generation, Check>> = { 1: GENERATION_1, 2: GENERATION_2, 3: GENERATION_3 };
const NEWEST_FIRST: readonly Generation[] = [3, 2, 1];
const NO_FORMATS: Formats = { uris: false, moments: false };

/**
 * The generation that an item is of, and whether it is valid there. Names tell it: newer generations renamed most
 * properties. Where the names fit several, the one that the item says it follows counts, else the newest one, and an
 * older one only where it knows a name that the newer does not.
 */
export function checkItem(item: JsonObject): Checked {
  const fitting = byNames(item);
  const formats = formatsOf(item, fitting);
  const declared = fitting.find((generation) => declaredVersion(item)?.startsWith(`${generation}.`));
  const [first = 3, ...older] = declared ? [declared] : fitting;
  const problem = CHECKS[first](item, formats);
  if (!problem) return { generation: first };
  if (problem.fault !== 'name') return { problem };
  for (const generation of older) {
    const next = CHECKS[generation](item, formats);
    if (next?.fault !== 'name') return next ? { problem: next } : { generation };
  }
  return { problem };
}

/** Those that know all of its properties, the newest first; where none does, those that know the most. */
function byNames(item: JsonObject): Generation[] {
  const strange = new Map(NEWEST_FIRST.map((generation) => [generation, strangeness(item, generation)]));
  const fewest = Math.min(...strange.values());
  return NEWEST_FIRST.filter((generation) => strange.get(generation) === fewest);
}

/** An item has a few dozen properties. Of thousands, the first ones tell enough. */
const MOST_TELLING = 200;

/** Two for each property that the generation does not have, one for each that it has in another type or with other values. */
function strangeness(item: JsonObject, generation: Generation): number {
  const weights = Object.entries(item)
    .slice(0, MOST_TELLING)
    .map(([name, value]): number => {
      const problem = CHECKS[generation]({ uri: '', [name]: hull(value) }, NO_FORMATS);
      if (!problem || problem.fault === 'rule') return 0;
      return problem.fault === 'name' ? 2 : 1;
    });
  return weights.reduce((sum, weight) => sum + weight, 0);
}

/** The value without what is in it: whether it is a list or an object tells more than its contents. */
function hull(value: unknown): unknown {
  return Array.isArray(value) ? [] : isObject(value) ? {} : typeof value === 'number' ? 1 : value;
}

/** "2.1" of the property `standard`, from its version or the address of its schema. */
function declaredVersion({ standard, $standard }: JsonObject): string | null {
  const told = isObject(standard) ? standard : isObject($standard) ? $standard : {};
  const said = [told.version, told.schema].map(
    (value) => /(?:^|[_-])v?([1-3]\.\d+)/.exec(String(value ?? ''))?.[1],
  );
  return said.find((version) => version !== undefined) ?? null;
}

/**
 * IPTC's own test suites pass any text for a moment or a URI up to 2.0, and since 2.1 no longer. What can be of an old
 * generation by its names is not held to formats that it never promised.
 */
function formatsOf(item: JsonObject, fitting: readonly Generation[]): Formats {
  if (fitting.includes(1)) return NO_FORMATS;
  const declared = declaredVersion(item);
  return { moments: true, uris: !fitting.includes(2) || (declared !== null && declared >= '2.1') };
}
