import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Reader, whileWanted } from './reader.ts';
import { PUBLIC_VIEWER, visible } from './visible.ts';

/** What somebody looks for. */
export interface Question {
  /** Websearch syntax: `"exact words" -without or`. */
  readonly words: string;
  /** A language range in small letters, `en` or `en-gb`: texts whose tag begins with it; null for those of all languages. */
  readonly language: string | null;
}

/** A question as the texts of some languages answer it. */
export interface Reading {
  /** As rows carry them. */
  readonly languages: readonly string[];
  /** A tsquery, as Postgres prints it. */
  readonly query: string;
}

/**
 * The question as each language among the articles reads it: a statement with constant words, which the index on texts
 * then serves. Languages to which its words say nothing ("the", or only words to leave out) are not among them.
 */
export async function readingsOf(reader: Reader, question: Question): Promise<Reading[]> {
  const { words, language } = question;
  const wanted = language === null ? sql`true` : sql`starts_with(lower(language) || '-', ${`${language}-`})`;
  const { rows } = await sql<Reading>`
    with recursive present (language) as (
      (${leastLanguage(sql`true`)})
      union all
      select (${leastLanguage(sql`a.language > present.language`)}) from present where present.language is not null
    ), known as (
      select language from present where language is not null
      ${reader.viewer.seesEmbargoed ? sql`union select e.language from article as e where e.visibility = 1 and ${visible(reader.viewer, 'e')}` : sql``}
    ), reading as (
      select language, public.search_query(language, ${words}) as query from known where ${wanted}
    )
    select array_agg(language order by language) as languages, cast(query as text) as query
    from reading where querytree(query) not in ('', 'T') group by query order by query
  `.execute(reader.db, whileWanted(reader));
  return rows;
}

/** One step of a walk over the index, which reads a row for each language and not all rows. */
function leastLanguage(condition: RawBuilder<SqlBool>): RawBuilder<unknown> {
  return sql`select a.language from article as a where ${visible(PUBLIC_VIEWER, 'a')} and ${condition} order by a.language limit 1`;
}

/** The words that may be part of a name: without the signs of websearch syntax and what it leaves out. */
export function nameWords({ words }: Question): string {
  const kept = words
    .replaceAll(/(?<=^|\s)-(?:"[^"]*"?|\S+)/g, ' ')
    .replaceAll(/["“”„‟«»]/g, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && word.toLowerCase() !== 'or');
  return kept.join(' ');
}

/** The index on words knows which rows hold those of a phrase, and not whether they hold the phrase. */
export function asksForPhrase(readings: readonly Reading[]): boolean {
  return readings.some(({ query }) => /<(?:-|\d+)>/.test(query));
}

/** Holds for the rows whose language answers the question. */
export function answers(alias: string, readings: readonly Reading[]): RawBuilder<SqlBool> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  const each = readings.map(
    ({ languages, query }) =>
      sql`${column('language')} = any(cast(${languages} as text[])) and ${column('search')} @@ cast(${query} as tsquery)`,
  );
  // The planner takes a function to hold for one row in three, and to be null for hardly any.
  return sql`(${sql.join(each, sql` or `)}) and public.unpacked(${column('search')}) is not null`;
}

/** The question as a row's own language reads it. */
export function queryOf(alias: string, readings: readonly Reading[]): RawBuilder<unknown> {
  const language = sql.ref(`${alias}.language`);
  const each = readings.map(
    ({ languages, query }) =>
      sql`when ${language} = any(cast(${languages} as text[])) then cast(${query} as tsquery)`,
  );
  return sql`case ${sql.join(each, sql` `)} end`;
}
