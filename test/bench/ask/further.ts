import type pg from 'pg';
import type { Pool } from 'undici';
import { dataOf } from './answer.ts';
import { us } from './us.ts';
import { ask } from '../measure/load.ts';

/** What is asked of Newsgraph alone: whether it costs more the more there are. */
export const FURTHER = {
  first: 'the 20 newest articles',
  deep: 'the 20 before the oldest 20',
  count: 'how many articles (at most 10,000 are counted)',
  search: 'search for a word, 20 of all types',
  filtered: 'articles with a word, of one section and language and the last year',
} as const;
export type Further = keyof typeof FURTHER;

const FIELDS = 'nodes { id headline publishedAt } pageInfo { hasNextPage endCursor }';
const DOCUMENTS = {
  first: `{ articles(first: 20) { ${FIELDS} } }`,
  deep: `query ($after: String) { articles(first: 20, after: $after) { ${FIELDS} } }`,
  count: '{ articles { totalCount } }',
  search: 'query ($query: String!) { search(query: $query, first: 20) { nodes { __typename } } }',
  filtered: `query ($filter: ArticleFilter) { articles(first: 20, filter: $filter) { ${FIELDS} } }`,
};

/** Words of any headlines, frequent ones and rare ones, with the section of each. */
const WORDS = `select coalesce((regexp_match(headline, '([[:alpha:]]{4,})[^[:alpha:]]*$'))[1], headline) as word, section, language,
    (published_at - interval '1 year')::text as after
  from public.article where visibility = 2 and headline is not null order by hashint8(id) limit 40`;

/** The bodies of each question, asked in turn. */
export async function furtherBodies(pool: pg.Pool, http: Pool): Promise<Record<Further, string[]>> {
  const body = (question: Further, variables = {}) =>
    JSON.stringify({ query: DOCUMENTS[question], variables });
  const last = '{ articles(last: 40) { pageInfo { startCursor } } }';
  const found = dataOf(JSON.parse(await ask(http, us.path('Q2'), JSON.stringify({ query: last }))));
  const after = found.articles.pageInfo.startCursor;
  const { rows } = await pool.query<{ word: string; section: string; language: string; after: string }>(
    WORDS,
  );
  return {
    first: [body('first')],
    deep: [body('deep', { after })],
    count: [body('count')],
    search: rows.map(({ word }) => body('search', { query: word })),
    filtered: rows.map(({ word, section, language, after: from }) => {
      const published = { from: new Date(from).toISOString() };
      return body('filtered', { filter: { text: word, section, language, published } });
    }),
  };
}
