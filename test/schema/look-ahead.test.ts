import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC_VIEWER } from '../../db/visible.ts';
import type { TestDatabase } from '../support/database.ts';
import { execute } from '../support/graphql.ts';
import { expectSameAnswers, partlyHiddenWorld } from '../support/look-ahead.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await partlyHiddenWorld();
});
afterAll(() => database.close());

describe('what is read ahead', () => {
  it('is the very answer that reading level by level gives, to the public', () =>
    expectSameAnswers(database, PUBLIC_VIEWER, { numRuns: 25, seed: 7 }));

  it('is the very answer for nested pages from both ends, in both orders, with all that they tell', async () => {
    const part =
      '{ totalCount edges { cursor node { id article { id } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';
    const people = await execute(database, `{ people { nodes { quotes ${part} } } }`);
    const [first] = (people.data as { people: { nodes: { quotes: { edges: { cursor: string }[] } }[] } })
      .people.nodes;
    const cursor = first?.quotes.edges[2]?.cursor;
    expect(cursor).toBeDefined();
    for (const page of [
      'first: 2',
      'last: 2',
      'last: 3, after: $at',
      'first: 2, after: $at',
      'last: 2, before: $at',
      'first: 9, before: $at',
    ]) {
      const query = `${page.includes('$at') ? 'query ($at: String)' : 'query'} { people { nodes { a: quotes(${page}) ${part} b: quotes(${page.replaceAll('$at', 'null')}, orderBy: OLDEST) ${part} } } }`;
      const ahead = await execute(database, query, { at: cursor }, { lookAhead: true });
      const levels = await execute(database, query, { at: cursor }, { lookAhead: false });
      expect(ahead.errors?.map(({ message }) => message)).toBeUndefined();
      expect(JSON.stringify(ahead)).toBe(JSON.stringify(levels));
    }
  });

  it('is the very answer to who sees embargoed articles', () =>
    expectSameAnswers(database, { seesEmbargoed: true }, { numRuns: 15, seed: 8 }));
});
