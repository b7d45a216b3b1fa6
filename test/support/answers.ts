import type { Database } from '../../db/client.ts';
import { encodeId } from '../../schema/ids.ts';
import { schema } from '../../schema/index.ts';
import { EXAMPLES } from '../../src/server/examples.ts';
import { everythingOf } from './everything.ts';

type Variables = Record<string, unknown>;
export type Ask = (query: string, variables: Variables) => Promise<unknown>;
type Asked = readonly [query: string, variables: Variables];

const LISTS = ['articles', 'people', 'organizations', 'events', 'quotes', 'changes'];
const WORDS = ['river', 'minister', '"the dam" or ferry', 'kessary -ferry', 'overturn', 'Drannick'];
const IDS_AT_ONCE = 20;
/** Where a feed ends at the moment. */
const PASSING = /latestCursor$/;

/** What a wide set of operations answers: the examples, all lists whole from both ends, searches, everything by its id. */
export async function answersOf(ids: readonly string[], ask: Ask): Promise<readonly string[]> {
  const fields = schema.getQueryType()!.getFields();
  const all = (name: string) => everythingOf(schema, fields[name]!.type);
  const asked: Asked[] = [
    ...EXAMPLES.filter(({ query }) => /^query /m.test(query)).map(
      ({ query, variables = {} }): Asked => [query, variables],
    ),
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

/** Of all that ever was there, hidden or not. */
export async function idsIn({ pool }: Pick<Database, 'pool'>): Promise<string[]> {
  const { rows } = await pool.query<{
    type: 'Article' | 'Quote' | 'Event' | 'Person' | 'Organization';
    id: string;
  }>(
    `select 'Article' as type, id from article union all select 'Quote', id from quote union all select 'Event', id from event
     union all select initcap(kind), id from actor order by 1, 2`,
  );
  return rows.map(({ type, id }) => encodeId(type, id));
}

function batchesOf(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, n) =>
    ids.slice(n * IDS_AT_ONCE, (n + 1) * IDS_AT_ONCE),
  );
}
