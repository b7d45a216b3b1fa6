import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { execute } from '../support/graphql.ts';
import { faults, planOf } from '../support/query-plan.ts';
import { insertWorld } from '../support/world.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await insertWorld(database.db, { articles: 400, people: 9, quotesEach: 1 });
  await sql`vacuum analyze article`.execute(database.db);
});
afterAll(() => database.close());

const id = (type: string, row: number) => Buffer.from(`${type}:${row}`).toString('base64url');
const SPEAKERS = 'speakers { ... on Actor { name } ... on UnnamedSource { description } }';

const OPERATIONS: Record<string, string> = {
  'an article': `{ article(id: "${id('Article', 1)}") { headline publisher { name } } }`,
  'the newest articles with quotes, speakers and organizations': `{ articles(first: 20) { nodes { headline
    quotes(first: 5) { nodes { text ${SPEAKERS} } } organizations(first: 5) { nodes { name } } } } }`,
  'a person, quotes, articles, people and affiliations': `{ person(id: "${id('Person', 1)}") { quotes(first: 20) { nodes { text
    article { headline people(first: 5) { nodes { name affiliations(first: 5) { nodes { organization { name } } } } } } } } } }`,
  'an event, articles, quotes and speakers': `{ event(id: "${id('Event', 1)}") { articles(first: 20) { nodes { headline
    quotes(first: 3) { nodes { ${SPEAKERS} } } } } } }`,
  'pages with ends and counts': `{ articles(last: 9) { nodes { quotes(last: 2) { totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage } }
    mentions(first: 2) { totalCount nodes { actor { name description } event { name } } } } } }`,
  'what prints the same': `{ quotes(first: 9) { nodes { printings(first: 3) { nodes { text } } utterance { text wordings(first: 2) { nodes { text } } firstPrinting { article { headline
    firstPrinting { headline } reprints(first: 2) { nodes { shareTaken } } } } } } } }`,
  'all that an article holds': `{ articles(first: 2) { nodes { bylines { person { name } } images { url } subjects { actor { name } } associations { uri } otherUrls
    events(first: 2) { nodes { participants(first: 2) { nodes { name } } } } versions(first: 1) { nodes { headline } } } } }`,
  'all that hangs on a person': `{ people(first: 2) { nodes { alternateNames { name } articles(first: 2) { nodes { headline } } articlesWritten(first: 2) { nodes { headline } }
    quotesReceived(first: 2) { nodes { text event { name } } } events(first: 2) { nodes { name } } mentions(first: 2) { nodes { surface } } utterances(first: 2) { nodes { text } } } } }`,
};

describe('an index serves every part of the one statement for', () => {
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    it(name, async () => {
      const plan = await planOf(database, async () => {
        const { errors } = await execute(database, operation);
        expect(errors).toBeUndefined();
        expect(database.statements).toHaveLength(1);
      }, ['seqscan', 'bitmapscan', 'sort', 'hashjoin', 'mergejoin']);
      expect(faults(plan)).toEqual([]);
    });
  }
});
