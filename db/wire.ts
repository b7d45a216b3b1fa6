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

/** A column for `json_build_array`, so that what is parsed there equals what a connection would give for it. */
export function inJson(alias: string, column: string): RawBuilder<unknown> {
  const ref = sql.ref(`${alias}.${column}`);
  if (AS_JSON.has(column)) return ref;
  return AS_TEXTS.has(column) ? sql`cast(${ref} as text[])` : sql`cast(${ref} as text)`;
}
