import { type RawBuilder, sql } from 'kysely';

/** Rows as one parameter named `r`: the statement's text is the same for one row and for a thousand. */
export function recordset(rows: readonly object[], columns: string): RawBuilder<unknown> {
  return sql`json_to_recordset(cast(${JSON.stringify(rows)} as json)) as r (${sql.raw(columns)})`;
}
