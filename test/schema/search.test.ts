import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UNNAMED } from '../../db/statement-names.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { codesOf, dataOf, execute } from '../support/graphql.ts';
import { addActor, addArticle, addEvent, addQuote } from '../support/searchable.ts';

let own: TestDatabase;

beforeAll(async () => {
  own = await testDatabase();
  const { db } = own;
  await addActor(db, 'Ilva Harrow', { articles: 3 });
  await addActor(db, 'Harrow Ferries', { kind: 'organization', articles: 2 });
  await addActor(db, 'Ilva Harrowell');
  await addEvent(db, 'Harrow strike', { place: 'Velm', day: '2026-01-05' });
  for (let day = 1; day <= 4; day++) {
    const article = await addArticle(db, {
      headline: `⛴️ Harrow’s ferry, day ${day}`,
      standfirst: 'Harrow waits.',
      body: `“Férries!” they said at Harrow.`,
      listedAt: `2026-01-0${day} 10:00:00.00000${day}+00`,
    });
    await addQuote(db, article, 'Harrow 😀 ferries');
  }
  await addArticle(db, { headline: 'Harrow embargoed', visibility: 1 });
});
beforeEach(() => {
  own.statements.length = 0;
});
afterAll(() => own.close());

const SEARCH = `query ($query: String!, $types: [SearchType!], $language: String, $first: Int, $after: String, $last: Int, $before: String) {
  search(query: $query, types: $types, language: $language, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes { __typename }
    edges { cursor score
      highlights { field spans { start end } }
      node { __typename
        ... on Actor { id name } ... on Article { id headline standfirst body } ... on Quote { id text } ... on Event { id eventName: name place } } }
  } }`;

interface EdgeData {
  readonly cursor: string;
  readonly score: number;
  readonly highlights: readonly { field: string; spans: readonly { start: number; end: number }[] }[];
  readonly node: Record<string, string>;
}

async function edgesOf(variables: Record<string, unknown>): Promise<EdgeData[]> {
  return (await dataOf(own, SEARCH, variables)).search.edges;
}

/** The tables that the statements read first. */
const tablesRead = () =>
  own.statements.map((text) =>
    text.startsWith(UNNAMED)
      ? 'search'
      : (/(?:from|join) "?(\w+)"? as "?(?:a|target)"?/.exec(text)?.[1] ?? text),
  );

describe('search', () => {
  it('answers with all five types, names first, then texts by time, then names like the words', async () => {
    const { search } = await dataOf(own, SEARCH, { query: 'harrow' });
    expect(search.nodes.map((node: { __typename: string }) => node.__typename)).toEqual([
      'Person',
      'Organization',
      'Event',
      ...Array(4).fill(['Article', 'Quote']).flat(),
      'Person',
    ]);
    expect(search.totalCount).toBe(12);
    expect(search.edges.every(({ score }: EdgeData) => score > 0 && score <= 1)).toBe(true);
  });

  it('narrows to types and to a language', async () => {
    const typesOf = async (variables: object) =>
      new Set((await edgesOf({ query: 'harrow', ...variables })).map(({ node }) => node.__typename));
    expect(await typesOf({ types: ['QUOTE', 'PERSON'] })).toEqual(new Set(['Quote', 'Person']));
    expect(await typesOf({ types: [] })).toEqual(new Set());
    expect(await typesOf({ language: 'EN' })).toContain('Article');
    expect(await typesOf({ language: 'de' })).toEqual(new Set(['Person', 'Organization']));
    expect(await typesOf({ language: 'de-AT' })).toEqual(new Set(['Person', 'Organization']));
  });

  it('highlights words in whichever form, as ranges of the fields that are served', async () => {
    const edges = await edgesOf({ query: 'harrow ferry', types: ['ARTICLE', 'QUOTE'], first: 2 });
    const [words] = edges.map(({ node, highlights }) =>
      highlights.map(({ field, spans }) => [
        field,
        ...spans.map(({ start, end }) => node[field.toLowerCase()]?.slice(start, end)),
      ]),
    );
    expect(words).toEqual([
      ['HEADLINE', 'Harrow', 'ferry'],
      ['STANDFIRST', 'Harrow'],
      ['BODY', 'Férries', 'Harrow'],
    ]);
    expect(edges[1]?.highlights).toEqual([
      {
        field: 'TEXT',
        spans: [
          { start: 0, end: 6 },
          { start: 10, end: 17 },
        ],
      },
    ]);
  });

  it('shows what is embargoed to who may see it alone', async () => {
    const query = '{ search(query: "embargoed") { totalCount nodes { __typename } } }';
    expect((await dataOf(own, query)).search).toEqual({ totalCount: 0, nodes: [] });
    const { data } = await execute(own, query, {}, { viewer: { seesEmbargoed: true } });
    expect(data).toEqual({ search: { totalCount: 1, nodes: [{ __typename: 'Article' }] } });
  });
});

describe('pages of search', () => {
  it('follow each other by cursors, both ways', async () => {
    const all = await edgesOf({ query: 'harrow', first: 100 });
    const idsOf = (edges: readonly EdgeData[]) => edges.map(({ node }) => node.id);
    const forward: EdgeData[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const {
        search,
      }: { search: { edges: EdgeData[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
        await dataOf(own, SEARCH, { query: 'harrow', first: 5, after });
      forward.push(...search.edges);
      after = search.pageInfo.endCursor;
      more = search.pageInfo.hasNextPage;
    }
    expect(idsOf(forward)).toEqual(idsOf(all));
    const back = await edgesOf({ query: 'harrow', last: 4, before: all[9]?.cursor });
    expect(idsOf(back)).toEqual(idsOf(all.slice(5, 9)));
  });

  it('refuse the cursor of another query, of other types or of another list', async () => {
    const [edge] = await edgesOf({ query: 'harrow', first: 1 });
    const { articles } = await dataOf(own, '{ articles(first: 1) { edges { cursor } } }');
    own.statements.length = 0;
    for (const variables of [
      { query: 'ferry', after: edge?.cursor },
      { query: 'harrow', types: ['ARTICLE'], after: edge?.cursor },
      { query: 'harrow', language: 'en', before: edge?.cursor },
      { query: 'harrow', after: articles.edges[0].cursor },
      { query: 'harrow', after: '' },
    ]) {
      expect(await codesOf(own, SEARCH, variables)).toEqual(['BAD_CURSOR']);
    }
    expect(own.statements).toEqual([]);
  });

  it('take a cursor whichever way the types were listed', async () => {
    const [edge] = await edgesOf({ query: 'harrow', types: ['QUOTE', 'ARTICLE'], first: 1 });
    const next = await edgesOf({
      query: ' harrow ',
      types: ['ARTICLE', 'QUOTE', 'QUOTE'],
      first: 1,
      after: edge?.cursor,
    });
    expect(next.map(({ node }) => node.__typename)).toEqual(['Quote']);
  });
});

describe('a query', () => {
  it('without a word to look for finds nothing', async () => {
    for (const query of ['', '   ', '""', '-harrow', '&|!()', "'", '- '.repeat(150)]) {
      const { search } = await dataOf(own, SEARCH, { query });
      expect(search).toMatchObject({
        totalCount: 0,
        edges: [],
        nodes: [],
        pageInfo: { endCursor: null, hasNextPage: false },
      });
    }
  });

  it('that is too long, holds U+0000 or names no language is refused before anything is read', async () => {
    for (const variables of [
      { query: 'a'.repeat(10_000) },
      { query: 'a'.repeat(301) },
      { query: 'harrow\0' },
      { query: 'harrow', language: '' },
      { query: 'harrow', language: 'en\0' },
      { query: 'harrow', language: 'english' },
      { query: 'harrow', language: 'en_GB' },
      { query: 'harrow', language: 'en-%' },
    ]) {
      expect(await codesOf(own, SEARCH, variables)).toEqual(['BAD_INPUT']);
    }
    expect(await codesOf(own, SEARCH, { query: 'harrow', first: 101 })).toEqual(['BAD_PAGE']);
    expect(own.statements).toEqual([]);
  });
});

describe('the statements of search', () => {
  it('are the question, the page and one for each table found', async () => {
    await dataOf(own, '{ search(query: "harrow") { nodes { __typename } } }');
    expect(tablesRead().sort()).toEqual(['article', 'search', 'actor', 'event', 'article', 'quote'].sort());
  });

  it('are one more for a total and one more for all highlights', async () => {
    await dataOf(own, '{ search(query: "harrow") { totalCount edges { score node { __typename } } } }');
    expect(own.statements).toHaveLength(7);
    own.statements.length = 0;
    await dataOf(
      own,
      '{ search(query: "harrow") { totalCount edges { highlights { field } node { __typename } } } }',
    );
    expect(own.statements).toHaveLength(8);
  });

  it('are two for a total alone', async () => {
    await dataOf(own, '{ search(query: "harrow") { totalCount } }');
    expect(own.statements).toHaveLength(2);
  });

  it('share rows and the reading of a question between searches of a request', async () => {
    await dataOf(
      own,
      `{ a: search(query: "harrow", types: [ARTICLE]) { nodes { __typename } }
      b: search(query: "harrow", types: [ARTICLE, QUOTE]) { nodes { __typename } } }`,
    );
    expect(tablesRead().sort()).toEqual(['article', 'article', 'quote', 'search', 'search']);
  });
});
