import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { dataOf } from '../support/graphql.ts';
import { insertWorld } from '../support/world.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await insertWorld(database.db, { articles: 40, people: 12, quotesEach: 3 });
});
beforeEach(() => {
  database.statements.length = 0;
});
afterAll(() => database.close());

/** The tables that a statement reads, each once, in the order of its text. */
const tablesOf = (statement: string) => [
  ...new Set([...statement.matchAll(/(?:from|join) "?(\w+)"? as/g)].map(([, table]) => table)),
];
const tablesRead = () => database.statements.map((statement) => tablesOf(statement).sort().join(' '));

const SHAPES: Record<string, { readonly query: string; readonly reads: readonly string[] }> = {
  'a list of articles': {
    query: '{ articles(first: 20) { nodes { headline } } }',
    reads: ['article'],
  },
  'the newest articles with quotes, speakers and organizations': {
    query: `{ articles(first: 20) { nodes { headline
      quotes(first: 5) { nodes { text speakers { __typename ... on Actor { name } ... on UnnamedSource { description } } } }
      organizations(first: 5) { nodes { name } } } } }`,
    reads: ['actor article article_actor quote quote_party'],
  },
  'a person, quotes, articles, people and affiliations': {
    query: `{ people(first: 1) { nodes { quotes(first: 20) { nodes { text article { headline
      people(first: 5) { nodes { name affiliations(first: 2) { nodes { role organization { name } } } } } } } } } } }`,
    reads: ['actor affiliation article article_actor quote quote_party'],
  },
  'an event, articles, quotes and speakers': {
    query: `{ events(first: 1) { nodes { name participants { nodes { name } } articles(first: 20) { nodes { headline
      quotes(first: 3) { nodes { text speakers { ... on Person { name } } } } } } } } }`,
    reads: ['actor article article_event event event_participant quote quote_party'],
  },
  'mentions with what they name': {
    query: `{ articles(first: 20) { nodes { mentions(first: 9) { nodes { surface actor { name articleCount } article { headline } } } } } }`,
    reads: ['actor article mention'],
  },
  'how links of mentions and quotations are known': {
    query: `{ articles(first: 20) { nodes { mentions(first: 9) { nodes { linkStatus linkDecision { reason actor { name } candidates { name } } } }
      quotes(first: 5) { nodes { parties { linkDecision { reason } } } } linkDecisions(first: 5) { nodes { name actor { name } article { headline } } } } } }`,
    reads: ['actor', 'actor article link_decision mention quote quote_party', 'link_decision quote'],
  },
  'the short lists of an article': {
    query:
      '{ articles(first: 20) { nodes { bylines { name person { name } } images { caption } publisher { name } } } }',
    reads: ['actor article byline image'],
  },
  'what the source says of an article': {
    query:
      '{ articles(first: 20) { nodes { subjects { name actor { name } } associations { role uri } otherUrls fieldSources { field } } } }',
    reads: ['actor article article_association article_subject article_url'],
  },
  'articles by any of their addresses': {
    query: `{ a: article(url: "http://www.example.org/1/") { headline } b: article(url: "https://example.org/also/2") { headline } }`,
    reads: ['article article_url'],
  },
  'the reprints of articles, and who printed first': {
    query: `{ articles(first: 20) { nodes { firstPrinting { headline } reprints(first: 5) { nodes { shareTaken article { headline } } } } } }`,
    reads: ['article reprint'],
  },
  'utterances with who printed them first and how they are worded': {
    query: `{ utterances(first: 20) { nodes { text printingCount speakers { ... on Person { name } } firstPrinting { text article { headline } }
      printings(first: 5) { nodes { text } } wordings(first: 5) { nodes { text printingCount changes { kind text } printings(first: 3) { nodes { text } } } } } } }`,
    reads: ['actor article quote quote_party utterance wording', 'quote', 'wording'],
  },
  'what a quotation shares with others': {
    query:
      '{ quotes(first: 20) { nodes { utterance { printingCount text } printings(first: 3) { nodes { text } } } } }',
    reads: ['quote utterance wording'],
  },
  'the first printings alone': {
    query: '{ articles(first: 20, filter: { excludeReprints: true }) { nodes { headline } } }',
    reads: ['article reprint'],
  },
  'one list asked twice with different arguments': {
    query: `{ articles(first: 5) { nodes { a: quotes(first: 1) { nodes { text } } b: quotes(first: 2) { nodes { text } }
      c: quotes(first: 1) { nodes { kind } } } } }`,
    reads: ['article quote'],
  },
  'speakers, addressees and parties of quotes': {
    query: `{ quotes(first: 50) { nodes { speakers { ... on Person { name } } addressees { ... on Person { name } }
      parties { role party { ... on Person { name } } } } } }`,
    reads: ['actor quote quote_party'],
  },
};

describe('one statement an operation', () => {
  for (const [shape, { query, reads }] of Object.entries(SHAPES)) {
    it(`holds for ${shape}`, async () => {
      await dataOf(database, query);
      expect(tablesRead().sort()).toEqual([...reads]);
    });
  }

  it('holds for what is asked of one thing by its id, in one of two fragments, or not', async () => {
    const { people } = await dataOf(database, '{ people(first: 1) { nodes { id } } }');
    database.statements.length = 0;
    const query = `query ($id: ID!, $yes: Boolean!, $no: Boolean!) { person(id: $id) {
      ...A ...B @include(if: $yes) events @skip(if: $yes) { nodes { name } } mentions @include(if: $no) { totalCount } } }
      fragment A on Person { quotes(first: 2) { nodes { text } edges { cursor } } }
      fragment B on Actor { name quotes(first: 2) { nodes { article { publisher { name } } } pageInfo { hasNextPage } } }`;
    await dataOf(database, query, { id: people.nodes[0].id, yes: true, no: false });
    expect(tablesRead()).toEqual(['actor article quote quote_party']);
    expect(database.statements[0]).not.toContain('"body"');
  });

  it('reads no column that was not asked for', async () => {
    const { articles } = await dataOf(database, '{ articles(first: 1) { nodes { id } } }');
    expect(database.statements[0]).not.toContain('"headline"');
    database.statements.length = 0;
    await dataOf(database, 'query ($id: ID!) { article(id: $id) { headline } }', {
      id: articles.nodes[0].id,
    });
    expect(database.statements[0]).toContain('"headline"');
    expect(database.statements[0]).not.toContain('"body"');
  });

  it('reads no row beyond the page unless it is asked whether there is one', async () => {
    for (const [more, limit] of [
      ['', 3],
      ['pageInfo { hasNextPage }', 4],
    ] as const) {
      database.statements.length = 0;
      await dataOf(
        database,
        `{ articles(first: 3) { nodes { quotes(first: 3) { nodes { id } ${more} } } ${more} } }`,
      );
      const limits = [...(database.statements[0] as string).matchAll(/limit (\d+)/g)].map(([, n]) =>
        Number(n),
      );
      expect(limits).toEqual([limit, limit]);
    }
  });

  it('is asked level by level below a field that reads for itself', async () => {
    const query = `{ search(query: "water", types: [QUOTE], first: 5) { edges { node { ... on Quote {
      article { headline people(first: 2) { nodes { name } } } } } } } }`;
    await dataOf(database, query);
    const below = tablesRead().slice(-1);
    expect(below).toEqual(['actor article article_actor']);
  });

  it('asks in the same words for another id', async () => {
    const query = 'query ($id: ID!) { person(id: $id) { quotes(first: 2) { nodes { text } } } }';
    const { people } = await dataOf(database, '{ people(first: 2) { nodes { id } } }');
    database.statements.length = 0;
    for (const { id } of people.nodes) await dataOf(database, query, { id });
    expect(database.statements).toHaveLength(2);
    expect(new Set(database.statements).size).toBe(1);
  });

  it('holds whatever the number of rows', async () => {
    const query =
      'query ($n: Int!) { articles(first: $n) { nodes { quotes(first: 3) { nodes { text speakers { ... on Person { name } } } } } } }';
    await dataOf(database, query, { n: 1 });
    const forOne = database.statements.length;
    database.statements.length = 0;
    await dataOf(database, query, { n: 40 });
    expect(database.statements.length).toBe(forOne);
  });

  it('holds for nodes of one type, and is one for each type of several', async () => {
    const { articles, people } = await dataOf(
      database,
      '{ articles(first: 3) { nodes { id } } people(first: 3) { nodes { id } } }',
    );
    const ids = [...articles.nodes, ...people.nodes].map(({ id }: { id: string }) => id);
    database.statements.length = 0;
    const { nodes } = await dataOf(database, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(tablesRead().sort()).toEqual(['actor', 'article']);
  });

  it('holds for a node with what is behind it, whatever its type', async () => {
    const data = await dataOf(
      database,
      '{ articles(first: 1) { nodes { id } } people(first: 1) { nodes { id } } events(first: 1) { nodes { id } } quotes(first: 1) { nodes { id } } }',
    );
    const query = `query ($id: ID!) { node(id: $id) { __typename id
      ... on Article { headline quotes(first: 2) { nodes { text speakers { ... on Actor { name } } } } }
      ... on Actor { name quotes(first: 2) { nodes { text article { headline } } } }
      ... on Event { name articles(first: 2) { nodes { headline } } }
      ... on Quote { text article { headline publisher { name } } } } }`;
    const read: Record<string, readonly string[]> = {};
    for (const list of ['articles', 'people', 'events', 'quotes']) {
      database.statements.length = 0;
      const { node } = await dataOf(database, query, { id: data[list].nodes[0].id });
      read[node.__typename] = tablesRead();
    }
    expect(read).toEqual({
      Article: ['actor article quote quote_party'],
      Person: ['actor article quote quote_party'],
      Event: ['article article_event event'],
      Quote: ['actor article quote'],
    });
  });

  it('holds for nodes with what is behind them, one for each type', async () => {
    const { articles, people } = await dataOf(
      database,
      '{ articles(first: 3) { nodes { id } } people(first: 3) { nodes { id } } }',
    );
    const ids = [...articles.nodes, ...people.nodes].map(({ id }: { id: string }) => id);
    database.statements.length = 0;
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Article { quotes(first: 1) { nodes { text } } }
      ... on Person { affiliations(first: 1) { nodes { organization { name } } } } } }`;
    await dataOf(database, query, { ids });
    expect(tablesRead().sort()).toEqual(['actor affiliation', 'article quote']);
  });

  it('shares the statement of two root fields that ask for the same table', async () => {
    const { people } = await dataOf(database, '{ people(first: 2) { nodes { id } } }');
    const [a, b] = people.nodes.map(({ id }: { id: string }) => id);
    database.statements.length = 0;
    await dataOf(database, 'query ($a: ID!, $b: ID!) { x: node(id: $a) { id } y: person(id: $b) { name } }', {
      a,
      b,
    });
    expect(tablesRead()).toEqual(['actor']);
  });
});

describe('totalCount', () => {
  it('is counted in the same statement, and not where it is not asked for', async () => {
    await dataOf(
      database,
      '{ articles(first: 9) { nodes { quotes(first: 1) { nodes { text } totalCount } } } }',
    );
    expect(database.statements).toHaveLength(1);
    expect(database.statements[0]?.match(/count\(\*\)/g)).toHaveLength(1);
    database.statements.length = 0;
    await dataOf(database, '{ articles(first: 9) { nodes { quotes(first: 1) { nodes { text } } } } }');
    expect(database.statements[0]).not.toContain('count(*)');
  });

  it('is counted once for all that are the same, in one statement more', async () => {
    await dataOf(database, '{ quotes(first: 50) { nodes { article { people { totalCount } } } } }');
    expect(database.statements).toHaveLength(2);
    expect(database.statements[1]).toContain('count(*)');
  });

  it('reads no rows where it is asked for alone', async () => {
    const data = await dataOf(database, '{ quotes { totalCount } }');
    expect(data.quotes.totalCount).toBe(120);
    expect(database.statements).toHaveLength(1);
  });

  it('counts what the filter leaves', async () => {
    const data = await dataOf(database, '{ quotes(filter: { kind: DIRECT }) { totalCount } }');
    expect(data.quotes.totalCount).toBe(40);
  });
});
