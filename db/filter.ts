import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Filter } from './relation.ts';
import { answers, asksForPhrase, type Reading } from './search-question.ts';
import type { Id, Moment } from './tables.ts';

/** A filter over one noun's fields, and filters of the same kind within it. All that is given must hold. */
export type Logical<F> = F & {
  readonly and?: readonly Logical<F>[] | null | undefined;
  readonly or?: readonly Logical<F>[] | null | undefined;
  readonly not?: Logical<F> | null | undefined;
};

export interface MomentRange {
  /** Included. */
  readonly from?: Moment | null | undefined;
  /** Not included. */
  readonly before?: Moment | null | undefined;
}

type Conditions = (RawBuilder<SqlBool> | null)[];

/** A filter asks for words, and for what one index serves in the order of time. */
export interface WordsWithin {
  readonly text: AskedText;
  readonly within: Conditions;
}

/** Null where the filter asks for nothing; `wordsIn`: where it asks for no words. */
export function filterOf<F>(
  filter: Logical<F> | null | undefined,
  conditionsOf: (fields: F) => Conditions,
  wordsIn: (fields: F) => WordsWithin | null = () => null,
): Filter | null {
  if (!filter) return null;
  const where = conditionOf(filter, conditionsOf);
  const key = JSON.stringify(filter, asAsked);
  const asked = wordsIn(filter);
  if (!where || !asked) return where && { key, where, words: null };
  const within = asked.within.filter(isGiven);
  const besides = conditionsOf(filter).filter(isGiven).length - 1 - within.length;
  const alone = besides === 0 && !filter.and && !filter.or && !filter.not;
  return { key, where, words: { within, alone: alone && !asksForPhrase(asked.text.readings) } };
}

const isGiven = (condition: RawBuilder<SqlBool> | null) => condition !== null;

/** Readings change when the first article in a language comes in; what was asked, and so the cursors, do not. */
function asAsked(field: string, value: unknown): unknown {
  return field === 'readings' ? undefined : value;
}

function conditionOf<F>(
  filter: Logical<F>,
  conditionsOf: (fields: F) => Conditions,
): RawBuilder<SqlBool> | null {
  const inner = (one: Logical<F>) => conditionOf(one, conditionsOf) ?? sql<SqlBool>`true`;
  const conditions = [
    ...conditionsOf(filter),
    ...(filter.and ?? []).map(inner),
    filter.or ? (filter.or.length > 0 ? joined(filter.or.map(inner), 'or') : sql<SqlBool>`false`) : null,
    // What a row does not say is not what was asked against.
    filter.not ? sql<SqlBool>`(${inner(filter.not)}) is not true` : null,
  ].filter(isGiven);
  return conditions.length > 0 ? joined(conditions, 'and') : null;
}

function joined(conditions: RawBuilder<SqlBool>[], word: 'and' | 'or'): RawBuilder<SqlBool> {
  return sql`(${sql.join(conditions, sql.raw(` ${word} `))})`;
}

/** A condition where the value is given; null, which asks for nothing, where it is not. */
export function given<V>(
  value: V | null | undefined,
  condition: (value: V) => RawBuilder<SqlBool>,
): RawBuilder<SqlBool> | null {
  return value === null || value === undefined ? null : condition(value);
}

export const idParam = (id: Id) => sql`cast(${id} as int8)`;
/** The actor for whom the id stands; asked once a statement. */
export const actorParam = (id: Id) => sql`(select public.kept_actor(cast(${id} as int8)))`;

export function inRange(column: RawBuilder<unknown>, range: MomentRange): RawBuilder<SqlBool> {
  return sql`(${given(range.from, (from) => sql`${column} >= cast(${from} as timestamptz)`) ?? sql`true`}
    and ${given(range.before, (before) => sql`${column} < cast(${before} as timestamptz)`) ?? sql`true`})`;
}

/** Words, and how each language among the texts reads them. */
export interface AskedText {
  readonly words: string;
  readonly readings: readonly Reading[];
}

export function matchesText(alias: string, { readings }: AskedText): RawBuilder<SqlBool> {
  return readings.length === 0 ? sql`false` : answers(alias, readings);
}
