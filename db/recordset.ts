import { type RawBuilder, sql } from 'kysely';

/** Rows as one parameter: the statement's text is the same for one row and for a thousand. */
export function recordset(rows: readonly object[], columns: string, alias = 'r'): RawBuilder<unknown> {
  return sql`json_to_recordset(cast(${JSON.stringify(rows)} as json)) as ${sql.raw(alias)} (${sql.raw(columns)})`;
}

/**
 * At the end of a lateral subquery that looks up what belongs to one item of such rows: Postgres takes them for a hundred and their
 * arrays for ten items each, and would rather read a whole table than look up so many.
 */
export const ONE_BY_ONE = sql`offset 0`;
