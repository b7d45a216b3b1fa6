import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeId } from '../../schema/ids.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { dataOf } from '../support/graphql.ts';
import { insertWorld } from '../support/world.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
  await insertWorld(own.db, { articles: 2, people: 2, quotesEach: 1 });
});
afterAll(() => own.close());

it('a node that several fields of one operation ask for answers each of them', async () => {
  const [article, person] = [encodeId('Article', '1'), encodeId('Person', '1')];
  const query = `query ($article: ID!, $person: ID!) { a: node(id: $article) { id } b: node(id: $article) { __typename }
    c: nodes(ids: [$person, $article, $person]) { __typename id } d: nodes(ids: [$article]) { id } e: node(id: $person) { id } }`;
  expect(await dataOf(own, query, { article, person })).toEqual({
    a: { id: article },
    b: { __typename: 'Article' },
    c: [
      { __typename: 'Person', id: person },
      { __typename: 'Article', id: article },
      { __typename: 'Person', id: person },
    ],
    d: [{ id: article }],
    e: { id: person },
  });
});
