import { type RawBuilder, sql } from 'kysely';

/** Rows as one parameter: the statement's text is the same for one row and for a thousand. */
export function recordset(rows: readonly object[], columns: string, alias = 'r'): RawBuilder<unknown> {
  return sql`json_to_recordset(cast(${JSON.stringify(rows)} as json)) as ${sql.raw(alias)} (${sql.raw(columns)})`;
}
