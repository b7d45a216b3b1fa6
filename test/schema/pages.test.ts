import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeId } from '../../schema/ids.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { codesOf, dataOf, execute } from '../support/graphql.ts';
import { insertWorld } from '../support/world.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await insertWorld(database.db, { articles: 30, people: 6, quotesEach: 2 });
});
beforeEach(() => {
  database.statements.length = 0;
});
afterAll(() => database.close());

const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: ArticleFilter, $orderBy: ArticleOrder) {
  articles(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
    edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

describe('a connection', () => {
  it('gives 20 where no size is asked for, and agrees with itself', async () => {
    const { articles } = await dataOf(database, PAGE);
    expect(articles.edges).toHaveLength(20);
    expect(articles.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: articles.edges[0].cursor,
      endCursor: articles.edges[19].cursor,
    });
  });

  it('has null cursors where its page is empty', async () => {
    const { articles } = await dataOf(database, PAGE, { filter: { section: 'None' } });
    expect(articles.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });

  it('gives what lies between two cursors', async () => {
    const all = (await dataOf(database, PAGE, { first: 30 })).articles.edges;
    const { articles } = await dataOf(database, PAGE, { after: all[3].cursor, before: all[7].cursor });
    expect(articles.edges).toEqual(all.slice(4, 7));
  });

  it('refuses sizes that contradict each other or go beyond the limits', async () => {
    for (const variables of [
      { first: 1, last: 1 },
      { first: -1 },
      { last: -1 },
      { first: 101 },
      { last: 2147483647 },
    ]) {
      expect(await codesOf(database, PAGE, variables)).toEqual(['BAD_PAGE']);
    }
    expect(database.statements).toEqual([]);
  });

  it('refuses a cursor of another order or filter, or of nobody, before anything is read', async () => {
    const { articles } = await dataOf(database, PAGE, { first: 1 });
    const after = articles.edges[0].cursor;
    database.statements.length = 0;
    for (const variables of [
      { after, orderBy: 'OLDEST' },
      { after, filter: { section: 'Region' } },
      { after: '' },
      { before: 'x' },
    ]) {
      expect(await codesOf(database, PAGE, variables)).toEqual(['BAD_CURSOR']);
    }
    expect(database.statements).toEqual([]);
  });

  it('gives every node once, page by page, with a filter', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const variables: Record<string, unknown> = {
        first: 4,
        after,
        filter: { or: [{ section: 'Region' }, { section: 'Politics', not: { language: 'en' } }] },
      };
      const { articles } = await dataOf(database, PAGE, variables);
      seen.push(...articles.edges.map(({ node }: { node: { id: string } }) => node.id));
      after = articles.pageInfo.hasNextPage ? articles.pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(15);
    expect(seen).toHaveLength(15);
  });
});

describe('a filter', () => {
  it('is refused where it nests too deep or holds too much', async () => {
    const nested = (depth: number): object =>
      depth === 0 ? { section: 'Region' } : { not: nested(depth - 1) };
    expect(await codesOf(database, PAGE, { filter: nested(4) })).toEqual([]);
    expect(await codesOf(database, PAGE, { filter: nested(5) })).toEqual(['LIMIT_EXCEEDED']);
    expect(await codesOf(database, PAGE, { filter: { or: Array(60).fill({ section: 'x' }) } })).toEqual([
      'LIMIT_EXCEEDED',
    ]);
  });

  it('that something is not keeps what does not say', async () => {
    await database.db.updateTable('article').set({ section: null }).where('id', '=', '1').execute();
    const { articles } = await dataOf(database, PAGE, {
      filter: { not: { section: 'Politics' } },
      first: 100,
    });
    await database.db.updateTable('article').set({ section: 'Region' }).where('id', '=', '1').execute();
    expect(articles.edges).toHaveLength(15);
    expect(articles.edges.map(({ node }: { node: { id: string } }) => node.id)).toContain(
      encodeId('Article', '1'),
    );
  });

  it('is refused where a value makes no sense', async () => {
    const quotes = (filter: string) => `{ quotes(filter: { ${filter} }) { totalCount } }`;
    for (const filter of ['minConfidence: 2', 'minConfidence: 1e300', 'minConfidence: -0.1']) {
      expect(await codesOf(database, quotes(filter))).toEqual(['BAD_INPUT']);
    }
    for (const moment of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-14:00', '0001-01-01T00:00:00+14:00']) {
      const query = `query ($from: DateTime) { quotes(filter: { published: { from: $from } }) { totalCount } }`;
      expect(await codesOf(database, query, { from: moment })).not.toEqual([]);
      expect(
        (await execute(database, quotes(`published: { from: "${moment}" }`))).errors?.[0]?.message,
      ).toMatch(/year|DateTime/);
    }
    expect(await codesOf(database, '{ events(filter: { from: "0000-01-01" }) { totalCount } }')).not.toEqual(
      [],
    );
    expect(await codesOf(database, quotes('minConfidence: 1e-300'))).toEqual([]);
  });

  it('that offers no alternative leaves nothing', async () => {
    const { articles } = await dataOf(database, PAGE, { filter: { or: [] } });
    expect(articles.edges).toEqual([]);
  });

  it('takes any text that readers may type, and answers', async () => {
    const query =
      '($text: String!) { articles(filter: { text: $text }) { totalCount } people(filter: { name: $text }) { totalCount } }';
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 30 }), async (text) => {
        const codes = await codesOf(database, `query ${query}`, { text });
        expect(codes.every((code) => code === 'BAD_INPUT')).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect(await codesOf(database, `query ${query}`, { text: 'a\u0000b' })).toContain('BAD_INPUT');
  });
});

describe('an id', () => {
  const NODE = 'query ($id: ID!) { node(id: $id) { id } }';

  it('that this server did not give out is refused before anything is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (id) => {
        expect(await codesOf(database, NODE, { id })).toEqual(['BAD_ID']);
      }),
      { numRuns: 50 },
    );
    for (const id of [
      encodeId('Article', '0'),
      encodeId('Article', '9223372036854775808'),
      encodeId('Mention', '1'),
      `${encodeId('Article', '1')}=`,
    ]) {
      expect(await codesOf(database, NODE, { id })).toEqual(['BAD_ID']);
    }
    expect(database.statements).toEqual([]);
  });

  it('of another type is refused where one type is wanted', async () => {
    expect(
      await codesOf(database, 'query ($id: ID!) { person(id: $id) { id } }', {
        id: encodeId('Article', '1'),
      }),
    ).toEqual(['BAD_ID']);
  });

  it('of nothing, or of an actor of the other kind, is null', async () => {
    const { people } = await dataOf(database, '{ people(first: 1) { nodes { id } } }');
    const [, row] = Buffer.from(people.nodes[0].id, 'base64url').toString().split(':');
    for (const id of [encodeId('Article', '123456789'), encodeId('Organization', row as string)]) {
      expect((await dataOf(database, NODE, { id })).node).toBeNull();
    }
  });

  it('does not fail the other fields of its request', async () => {
    const good = encodeId('Article', '1');
    const { data, errors } = await execute(
      database,
      'query ($good: ID!) { good: node(id: $good) { id } bad: node(id: "x") { id } }',
      { good },
    );
    expect(data).toEqual({ good: { id: good }, bad: null });
    expect(errors).toHaveLength(1);
  });

  it('stands at most 100 times in nodes(ids:)', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect(await codesOf(database, query, { ids: Array(101).fill(encodeId('Article', '1')) })).toEqual([
      'LIMIT_EXCEEDED',
    ]);
  });
});
