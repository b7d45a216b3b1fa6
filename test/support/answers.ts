import type { Database } from '../../db/client.ts';
import { encodeId } from '../../schema/ids.ts';
import { schema } from '../../schema/index.ts';
import { EXAMPLES } from '../../src/server/examples.ts';
import { everythingOf } from './everything.ts';
import { dataOf } from './graphql.ts';

type Variables = Record<string, unknown>;
export type Ask = (query: string, variables: Variables) => Promise<unknown>;
type Asked = readonly [query: string, variables: Variables];

/** Those of the examples that read. */
export const READING: readonly Asked[] = EXAMPLES.filter(({ query }) => /^query /m.test(query)).map(
  ({ query, variables = {} }) => [query, variables],
);

const LISTS = ['articles', 'people', 'organizations', 'events', 'quotes', 'changes'];
const WORDS = ['river', 'minister', '"the dam" or ferry', 'kessary -ferry', 'overturn', 'Drannick'];
const IDS_AT_ONCE = 20;
const IDS_AT_MOST = 200;
/** Where a feed ends at the moment. */
const PASSING = /latestCursor$/;

/** What a wide set of operations answers: the examples, all lists whole from both ends, searches, everything by its id. */
export async function answersOf(ids: readonly string[], ask: Ask): Promise<readonly string[]> {
  const fields = schema.getQueryType()!.getFields();
  const all = (name: string) => everythingOf(schema, fields[name]!.type);
  const asked: Asked[] = [
    ...READING,
    ...LISTS.flatMap((name) =>
      ['first', 'last'].map((end): Asked => [`{ ${name}(${end}: 50) ${all(name)} }`, {}]),
    ),
    ...WORDS.map(
      (words): Asked => [
        `query ($words: String!) { search(query: $words, first: 50) ${all('search')} }`,
        { words },
      ],
    ),
    ...batchesOf(ids).map(
      (batch): Asked => [`query ($ids: [ID!]!) { nodes(ids: $ids) ${all('nodes')} }`, { ids: batch }],
    ),
  ];
  const answers: string[] = [];
  for (const [query, variables] of asked) {
    const answer = await ask(query, variables);
    answers.push(JSON.stringify({ variables, answer }, (key, value) => (PASSING.test(key) ? null : value)));
  }
  return answers;
}

/** Of what ever was there, hidden or not; some hundred, of all kinds. */
export async function idsIn({ pool }: Pick<Database, 'pool'>): Promise<string[]> {
  const { rows } = await pool.query<{
    type: 'Article' | 'Quote' | 'Event' | 'Person' | 'Organization';
    id: string;
  }>(
    `select 'Article' as type, id from article union all select 'Quote', id from quote union all select 'Event', id from event
     union all select initcap(kind), id from actor order by 1, 2`,
  );
  const each = Math.ceil(rows.length / IDS_AT_MOST);
  return rows.filter((_, n) => n % each === 0).map(({ type, id }) => encodeId(type, id));
}

function batchesOf(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, n) =>
    ids.slice(n * IDS_AT_ONCE, (n + 1) * IDS_AT_ONCE),
  );
}

const FEED = `query ($after: String) { changes(first: 100, after: $after) { edges { cursor node { kind node { id } } }
  pageInfo { hasNextPage endCursor } } }`;

export interface FeedEdge {
  readonly cursor: string;
}

/** All that the feed of changes tells after this cursor. */
export async function feedOf(own: Pick<Database, 'db'>, from: string | null): Promise<FeedEdge[]> {
  const edges: FeedEdge[] = [];
  for (let after = from; ; ) {
    const { changes } = await dataOf(own, FEED, { after });
    edges.push(...changes.edges);
    if (!changes.pageInfo.hasNextPage) return edges;
    after = changes.pageInfo.endCursor;
  }
}
