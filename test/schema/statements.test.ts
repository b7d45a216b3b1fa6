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

/** The tables that the statements read first, in the order in which they ran. */
const tablesRead = () =>
  database.statements.map(
    (sql) => /from (?:unnest.*?)?"?(\w+)"? as (?:via|target|address)/s.exec(sql)?.[1] ?? sql,
  );

const SHAPES: Record<string, { readonly query: string; readonly reads: readonly string[] }> = {
  'a list of articles': {
    query: '{ articles(first: 20) { nodes { headline } } }',
    reads: ['article'],
  },
  'the newest articles with quotes, speakers and organizations': {
    query: `{ articles(first: 20) { nodes { headline
      quotes(first: 5) { nodes { text speakers { __typename ... on Actor { name } ... on UnnamedSource { description } } } }
      organizations(first: 5) { nodes { name } } } } }`,
    reads: ['article', 'quote', 'article_actor', 'quote_party', 'actor'],
  },
  'a person, quotes, articles, people and affiliations': {
    query: `{ people(first: 1) { nodes { quotes(first: 20) { nodes { text article { headline
      people(first: 5) { nodes { name affiliations(first: 2) { nodes { role organization { name } } } } } } } } } } }`,
    reads: ['actor', 'quote_party', 'article', 'article_actor', 'affiliation', 'actor'],
  },
  'an event, articles, quotes and speakers': {
    query: `{ events(first: 1) { nodes { name participants { nodes { name } } articles(first: 20) { nodes { headline
      quotes(first: 3) { nodes { text speakers { ... on Person { name } } } } } } } } }`,
    reads: ['event', 'event_participant', 'article_event', 'quote', 'quote_party', 'actor'],
  },
  'mentions with what they name': {
    query: `{ articles(first: 20) { nodes { mentions(first: 9) { nodes { surface actor { name articleCount } article { headline } } } } } }`,
    reads: ['article', 'mention', 'actor', 'article'],
  },
  'how links of mentions and quotations are known': {
    query: `{ articles(first: 20) { nodes { mentions(first: 9) { nodes { linkStatus linkDecision { reason actor { name } candidates { name } } } }
      quotes(first: 5) { nodes { parties { linkDecision { reason } } } } linkDecisions(first: 5) { nodes { name actor { name } article { headline } } } } } }`,
    reads: [
      'article',
      'mention',
      'quote',
      'quote_party',
      'link_decision',
      'link_decision',
      'link_decision',
      'actor',
      'article',
    ],
  },
  'the short lists of an article': {
    query:
      '{ articles(first: 20) { nodes { bylines { name person { name } } images { caption } publisher { name } } } }',
    reads: ['article', 'byline', 'image', 'actor', 'actor'],
  },
  'what the source says of an article': {
    query:
      '{ articles(first: 20) { nodes { subjects { name actor { name } } associations { role uri } otherUrls fieldSources { field } } } }',
    reads: ['article', 'article_subject', 'article_association', 'article_url', 'actor'],
  },
  'articles by any of their addresses': {
    query: `{ a: article(url: "http://www.example.org/1/") { headline } b: article(url: "https://example.org/also/2") { headline } }`,
    reads: ['article_url'],
  },
  'the reprints of articles, and who printed first': {
    query: `{ articles(first: 20) { nodes { firstPrinting { headline } reprints(first: 5) { nodes { shareTaken article { headline } } } } } }`,
    reads: ['article', 'reprint', 'reprint', 'article'],
  },
  'utterances with who printed them first and how they are worded': {
    query: `{ utterances(first: 20) { nodes { text printingCount speakers { ... on Person { name } } firstPrinting { text article { headline } }
      printings(first: 5) { nodes { text } } wordings(first: 5) { nodes { text printingCount changes { kind text } printings(first: 3) { nodes { text } } } } } } }`,
    reads: ['utterance', 'wording', 'quote', 'quote_party', 'actor', 'article', 'quote', 'wording', 'quote'],
  },
  'what a quotation shares with others': {
    query:
      '{ quotes(first: 20) { nodes { utterance { printingCount text } printings(first: 3) { nodes { text } } } } }',
    reads: ['quote', 'utterance', 'wording', 'quote'],
  },
  'the first printings alone': {
    query: '{ articles(first: 20, filter: { excludeReprints: true }) { nodes { headline } } }',
    reads: ['article'],
  },
  'one list asked twice with different arguments': {
    query: `{ articles(first: 5) { nodes { a: quotes(first: 1) { nodes { text } } b: quotes(first: 2) { nodes { text } }
      c: quotes(first: 1) { nodes { kind } } } } }`,
    reads: ['article', 'quote', 'quote'],
  },
  'speakers, addressees and parties of quotes': {
    query: `{ quotes(first: 50) { nodes { speakers { ... on Person { name } } addressees { ... on Person { name } }
      parties { role party { ... on Person { name } } } } } }`,
    reads: ['quote', 'quote_party', 'actor'],
  },
};

describe('one statement a level', () => {
  for (const [shape, { query, reads }] of Object.entries(SHAPES)) {
    it(`holds for ${shape}`, async () => {
      await dataOf(database, query);
      expect(tablesRead().sort()).toEqual([...reads].sort());
    });
  }

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
  it('is one statement more for all parents, and none where it is not asked for', async () => {
    await dataOf(
      database,
      '{ articles(first: 9) { nodes { quotes(first: 1) { nodes { text } totalCount } } } }',
    );
    expect(database.statements.filter((sql) => sql.includes('count(*)'))).toHaveLength(1);
    expect(database.statements).toHaveLength(3);
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
