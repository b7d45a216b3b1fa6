import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOrders, people } from '../../db/actor.ts';
import { articleList, articlesOfActor, articlesOfPublisher } from '../../db/article.ts';
import { readList, readMany } from '../../db/batch.ts';
import { eventList } from '../../db/event.ts';
import {
  BadCursorError,
  decodeCursor,
  encodeCursor,
  listMark,
  type Order,
  type Position,
} from '../../db/keyset.ts';
import { quoteFilter, quoteList, quotesOfArticle, quotesOfSpeaker } from '../../db/quote.ts';
import type { Filter, List, ToMany } from '../../db/relation.ts';
import { PUBLIC_VIEWER } from '../../db/visible.ts';
import { reader, type TestDatabase, testDatabase } from '../support/database.ts';
import { insertWorld } from '../support/world.ts';

let database: TestDatabase;
let actorIds: string[];
let articleIds: string[];

beforeAll(async () => {
  database = await testDatabase();
  await insertWorld(database.db, { articles: 60, people: 9, quotesEach: 3 });
  const { db } = database;
  actorIds = (await db.selectFrom('actor').select('id').execute()).map(({ id }) => id);
  articleIds = (await db.selectFrom('article').select('id').execute()).map(({ id }) => id);
});
afterAll(() => database.close());

const LISTS: readonly List[] = [articleList, quoteList, eventList, people];
const RELATIONS = [
  [articlesOfActor, () => actorIds],
  [articlesOfPublisher, () => actorIds],
  [quotesOfSpeaker, () => actorIds],
  [quotesOfArticle, () => articleIds],
] as unknown as readonly (readonly [ToMany, () => string[]])[];

const filters: fc.Arbitrary<Filter | null> = fc.constantFrom(
  null,
  quoteFilter(PUBLIC_VIEWER, { kind: 'direct' }),
  quoteFilter(PUBLIC_VIEWER, { or: [{ kind: 'mixed' }, { not: { minConfidence: 0.5 } }] }),
);

type Read = (page: {
  limit: number;
  backward: boolean;
  after: Position | null;
  before: Position | null;
}) => ReturnType<typeof readList>;

/** Walks a list page by page; checks on the way that the page infos say the truth. */
async function walk(read: Read, limit: number, backward: boolean): Promise<string[]> {
  const ids: string[] = [];
  let bound: Position | null = null;
  for (;;) {
    const slice = await read({
      limit,
      backward,
      after: backward ? null : bound,
      before: backward ? bound : null,
    });
    const page = slice.items.map(({ row }) => (row as unknown as { id: string }).id);
    expect(backward ? slice.hasNext : slice.hasPrevious).toBe(ids.length > 0);
    ids.splice(backward ? 0 : ids.length, 0, ...page);
    if (!(backward ? slice.hasPrevious : slice.hasNext)) return ids;
    bound = (backward ? slice.items[0] : slice.items.at(-1))?.position ?? null;
    expect(bound).not.toBeNull();
  }
}

describe('keyset pages', () => {
  it('concatenate to the whole list, forwards and backwards, with ties and microseconds', async () => {
    const run = fc.asyncProperty(
      fc.constantFrom(...LISTS),
      fc.nat(1),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      filters,
      async (list, orderIndex, limit, backward, filter) => {
        const order = Object.values(list.orders)[orderIndex] as Order;
        const read: Read = (page) =>
          readList(reader(database), list, {
            order,
            page,
            filter: list === quoteList ? filter : null,
          });
        const whole = await walk(read, 1000, false);
        expect(await walk(read, limit, backward)).toEqual(whole);
        expect(new Set(whole).size).toBe(whole.length);
      },
    );
    await fc.assert(run, { numRuns: 60 });
  });

  it('concatenate to the whole of a relation for every parent', async () => {
    const run = fc.asyncProperty(
      fc.constantFrom(...RELATIONS),
      fc.nat(1),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      fc.nat(1000),
      async ([relation, keys], orderIndex, limit, backward, pick) => {
        const orders = Object.values(relation.orders);
        const order = orders[orderIndex % orders.length] as Order;
        const key = keys()[pick % keys().length] as string;
        const read: Read = async (page) => {
          const slices = await readMany(reader(database), relation, [key], {
            order,
            page,
            filter: null,
          });
          return slices[0] as Awaited<ReturnType<typeof readList>>;
        };
        expect(await walk(read, limit, backward)).toEqual(await walk(read, 1000, false));
      },
    );
    await fc.assert(run, { numRuns: 60 });
  });

  it('answer every parent in the order of the keys, also those without rows and those asked twice', async () => {
    const keys = [...articleIds.slice(0, 3).reverse(), '999999', articleIds[0] as string];
    const order = Object.values(quotesOfArticle.orders)[0] as Order;
    const page = { limit: 2, backward: false, after: null, before: null };
    const slices = await readMany(reader(database), quotesOfArticle, keys, {
      order,
      page,
      filter: null,
    });
    expect(slices.map(({ items }) => items.map(({ row }) => row.article_id))).toEqual(
      keys.map((key) => (key === '999999' ? [] : [key, key])),
    );
  });

  it('reverse the order of a list that runs the other way', async () => {
    const names = await walk(
      (page) =>
        readList(reader(database), articleList, {
          order: articleList.orders.NEWEST as Order,
          page,
          filter: null,
        }),
      7,
      false,
    );
    const back = await walk(
      (page) =>
        readList(reader(database), articleList, {
          order: articleList.orders.OLDEST as Order,
          page,
          filter: null,
        }),
      7,
      false,
    );
    expect(back).toEqual(names.reverse());
  });
});

describe('a cursor', () => {
  const order = actorOrders.ARTICLE_COUNT;
  const mark = listMark('people', 'ARTICLE_COUNT', null);

  it('comes back as it was', () => {
    expect(decodeCursor(encodeCursor(mark, ['12', '7']), mark, order)).toEqual(['12', '7']);
  });

  it('is refused by another list, order or filter', () => {
    const other = listMark('people', 'ARTICLE_COUNT', 'a filter');
    expect(() => decodeCursor(encodeCursor(other, ['12', '7']), mark, order)).toThrow(BadCursorError);
  });

  it('is refused where its values are not what the order’s keys can be', () => {
    for (const values of [[], ['12'], ['12', '7', '8'], ['x', '7'], ['12', "7'; drop table actor"]]) {
      expect(() => decodeCursor(encodeCursor(mark, values), mark, order)).toThrow(BadCursorError);
    }
  });

  it('is refused where Postgres could not take a value', () => {
    const overflowing: [string, string][] = [
      ['int4', '9999999999'],
      ['int8', '9223372036854775808'],
      ['date', '2026-02-30'],
      ['date', '2026-99-01'],
      ['timestamptz', '2026-01-01 24:61:00+00'],
      ['text', 'a\u0000b'],
      ['float4', '1e99'],
    ];
    for (const [form, value] of overflowing) {
      const keys = [{ of: 'target', column: 'x', form, descending: false }] as Order;
      expect(() => decodeCursor(encodeCursor(mark, [value]), mark, keys)).toThrow(BadCursorError);
    }
  });

  it('is refused whatever garbage comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), (garbage) => {
        expect(() => decodeCursor(garbage, mark, order)).toThrow(BadCursorError);
      }),
    );
  });
});
