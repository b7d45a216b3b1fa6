import { type RawBuilder, sql } from 'kysely';

/**
 * Columns that JSON carries as a connection does: numbers, booleans, arrays and documents. All others go as the text that Postgres
 * prints, since JSON has its own forms of moments and no number as large as an id.
 */
const AS_JSON: ReadonlySet<string> = new Set([
  'confidence',
  'corrections',
  'earlier',
  'field_sources',
  'live_blog',
  'of_merged',
  'other_names',
  'position',
  'public_count',
  'published_zone_assumed',
  'share_reprinted',
  'share_taken',
  'version',
]);

/** Lists of ids. */
const AS_TEXTS: ReadonlySet<string> = new Set(['article_ids', 'candidates', 'other_ids']);

/** A part of an array in JSON. */
export interface JsonPart {
  readonly sql: RawBuilder<unknown>;
  readonly isText: boolean;
}

/** A column in an array, so that what is parsed there equals what a connection would give for it. */
export function inJson(alias: string, column: string): JsonPart {
  const ref = sql.ref(`${alias}.${column}`);
  if (AS_JSON.has(column)) return { sql: ref, isText: false };
  if (AS_TEXTS.has(column)) return { sql: sql`cast(${ref} as text[])`, isText: false };
  return { sql: sql`cast(${ref} as text)`, isText: true };
}

/** `json_build_array` looks up the type of each part anew for each row, an array of texts does so once. */
export function jsonArray(parts: readonly JsonPart[]): RawBuilder<unknown> {
  const list = sql.join(parts.map((part) => part.sql));
  return parts.every(({ isText }) => isText)
    ? sql`array_to_json(array[${list}])`
    : sql`json_build_array(${list})`;
}
