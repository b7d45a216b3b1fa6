import { buildSchema, getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../../schema/index.ts';
import { EXAMPLES } from '../../../src/server/examples.ts';
import { readPersistedDocuments } from '../../../src/server/persisted.ts';
import { whatToLower } from '../../../src/server/price/exceeded.ts';
import { pricing } from '../../../src/server/price/price.ts';
import { PERSISTED_PATH } from '../../../src/server.ts';
import { cpuMs } from '../../support/cpu.ts';

const priceOf = pricing(schema);

function priced(text: string, variables: Record<string, unknown> = {}) {
  const document = parse(text);
  return priceOf(document, getOperationAST(document) as never, variables);
}
const price = (text: string, variables?: Record<string, unknown>) => priced(text, variables).requested;

describe('the price of', () => {
  it.each([
    ['one thing and its values', '{ article(id: "a") { id headline } }', 2],
    [
      'a page: each row, and what is selected on it',
      '{ articles(first: 10) { nodes { id } } }',
      1 + 10 * 1.1,
    ],
    ['a page from the back', '{ articles(last: 10) { nodes { id } } }', 1 + 10 * 1.1],
    ['a page of no stated size', '{ articles { nodes { id } } }', 1 + 20 * 1.1],
    ['rows asked for by edges, too', '{ articles(first: 10) { edges { node { id } } } }', 1 + 10 * 1.1],
    [
      'rows that only tell whether there are more',
      '{ articles(first: 10) { pageInfo { hasNextPage } } }',
      1 + 10 + 0.1,
    ],
    ['a total without a page', '{ articles(first: 100) { totalCount } }', 21],
    [
      'pages in pages',
      '{ articles(first: 10) { nodes { quotes(first: 5) { nodes { text } } } } }',
      1 + 10 * (1 + 1 + 5 * 1.1),
    ],
    ['several of one id list', '{ nodes(ids: ["a", "b", "c"]) { id } }', 1 + 3 * 1.1],
    [
      'what may be of several types: the dearest',
      '{ node(id: "a") { ... on Person { name } ... on Article { body } } }',
      2,
    ],
    [
      'what several fragments ask, once',
      '{ article(id: "a") { ...A ...A ...B } } fragment A on Article { id publisher { id } } fragment B on Article { publisher { name } }',
      1 + 0.1 + 1.2,
    ],
    ['one field under two names, twice', '{ a: article(id: "a") { id } b: article(id: "a") { id } }', 2.2],
    [
      'words to look for in a filter',
      '{ articles(first: 1, filter: { and: [{ text: "a" }, { not: { text: "b" } }] }) { nodes { id } } }',
      41 + 1.1,
    ],
    ['a search, of each type', '{ search(query: "a", first: 10) { edges { score } } }', 20 + 10 * 5.1],
    [
      'an article sent in, by its length',
      `mutation { ingestArticle(input: { text: "${'a'.repeat(5_000)}" }) { __typename } }`,
      201,
    ],
    ['a subscription', 'subscription { quoteAdded { cursor } }', 11.1],
    ['the type of an answer: nothing', '{ __typename }', 1],
    ['the whole schema', '{ __schema { types { fields { name } } } }', 300],
  ])('%s', (_, text, units) => {
    expect(price(text)).toBe(Math.ceil(units - 1e-9));
  });

  it('what variables say', () => {
    const text = `query ($n: Int = 7, $all: Boolean!, $ids: [ID!]!, $filter: ArticleFilter) {
      articles(first: $n, filter: $filter) { nodes { id } } people(first: 100) @include(if: $all) { nodes { id } }
      nodes(ids: $ids) { id @skip(if: $all) } }`;
    const base = { all: false, ids: [] };
    expect(price(text, base)).toBe(Math.ceil(1 + 7 * 1.1 + 1));
    expect(price(text, { ...base, n: 50 })).toBe(57);
    expect(price(text, { ...base, n: null })).toBe(24);
    expect(price(text, { ...base, all: true })).toBe(Math.ceil(1 + 7 * 1.1 + 111 + 1));
    expect(price(text, { ...base, ids: ['a', 'b'] })).toBe(Math.ceil(1 + 7 * 1.1 + 1 + 2.2));
    expect(price(text, { ...base, filter: { text: 'a' } })).toBe(Math.ceil(1 + 7 * 1.1 + 1 + 20));
  });

  it.each([
    ['n', 'many'],
    ['n', {}],
    ['n', -5],
    ['n', 1e300],
    ['__proto__', 1],
    ['ids', 7],
  ])('variables that fit nothing is a number all the same: %s = %j', (name, value) => {
    const text =
      'query ($n: Int, $ids: [ID!]) { articles(first: $n) { nodes { id } } nodes(ids: $ids) { id } }';
    expect(price(text, { [name as string]: value })).toBeGreaterThan(0);
    expect(price(text, { [name as string]: value })).toBeLessThan(250);
  });

  it('a fragment that is spread on conditions again and again is worked out at once', () => {
    const fragments = Array.from(
      { length: 50 },
      (_, i) => `fragment F${i} on Article { ...F${i + 1} @include(if: $v) ...F${i + 1} @skip(if: $v) }`,
    );
    const text = `query ($v: Boolean!) { article(id: "a") { ...F0 } } ${fragments.join(' ')} fragment F50 on Article { id }`;
    expect(cpuMs(() => expect(price(text, { v: true })).toBe(2), 500)).toBeLessThan(500);
  });
});

it('is known for a document that was priced before within some microseconds', () => {
  const document = parse(
    'query ($n: Int!) { articles(first: $n) { nodes { id quotes(first: $n) { nodes { text } } } } }',
  );
  const operation = getOperationAST(document) as never;
  const ask = () => {
    for (let i = 0; i < 10_000; i++) priceOf(document, operation, { n: i % 100 });
  };
  expect(cpuMs(ask, 600)).toBeLessThan(600);
});

it('says where most of a price comes from', () => {
  const text = 'query ($n: Int!) { articles(first: $n) { nodes { headline people { nodes { name } } } } }';
  expect(whatToLower(priced(text, { n: 100 }))).toBe(
    '2,300 of it is articles.nodes.people. Lower first of articles (100) or first of articles.nodes.people (20), or ask for less there.',
  );
});

it('is no hindrance to what we ask ourselves', async () => {
  const clients = [...(await readPersistedDocuments(PERSISTED_PATH)).values()];
  const ours = [...EXAMPLES, ...clients.map((query) => ({ query, variables: { first: 100 } }))];
  for (const { query, variables } of ours) expect(price(query, variables), query).toBeLessThan(5_000);
});

it('knows nothing of news', () => {
  const other = buildSchema(
    'type Query { cats(first: Int, last: Int): Cats } type Cats { nodes: [Cat] } type Cat { name: String }',
  );
  const document = parse('{ cats(first: 5) { nodes { name } } }');
  expect(pricing(other)(document, getOperationAST(document) as never, {}).requested).toBe(7);
});
