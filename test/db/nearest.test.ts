import fc from 'fast-check';
import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ArticleFields, articleFilter, articleList } from '../../db/article.ts';
import { readList } from '../../db/batch.ts';
import type { Page, Position } from '../../db/keyset.ts';
import { quoteFilter, quoteList } from '../../db/quote.ts';
import type { Filter, List } from '../../db/relation.ts';
import { readingsOf } from '../../db/search-question.ts';
import { PUBLIC_VIEWER } from '../../db/visible.ts';
import { reader, type TestDatabase, testDatabase } from '../support/database.ts';
import { explained, recorded, type Sent } from '../support/explained.ts';
import { type Asked, searchFor } from '../support/searching.ts';
import { nodesOf, type PlanNode } from '../support/query-plan.ts';
import { openSession } from '../support/server.ts';

/** More than are near to the start of any page (500), so that the rest is read, too. */
const ARTICLES = 6_000;
/** The whole tables have some 1,500. */
const PAGES_AT_MOST = 400;

let own: TestDatabase;
let session: pg.Client;
let sent: Sent[];

beforeAll(async () => {
  own = await testDatabase();
  sent = recorded(own);
  await insertArticles(own);
  session = await openSession(own.connection);
});
afterAll(async () => {
  await session?.end();
  await own?.close();
});

/** Three of each moment, of one actor, each with a quote: words that are in all, in the oldest 600, in one of 400. And names like one of them. */
async function insertArticles({ db }: TestDatabase): Promise<void> {
  await sql`insert into actor (kind, name) values ('person', 'Ilva Everyday')`.execute(db);
  await sql`insert into article (headline, body, section, language, content_hash, listed_at, visible_from, visibility)
    select 'everyday' || case when i <= 600 then ' bygone' else '' end || case when i % 400 = 7 then ' seldom' else '' end
        || case when i % 2 = 0 then ' left' else ' right' end,
      (select string_agg(md5((i * 100 + k)::text), ' ') from generate_series(1, 12) as k), case when i % 50 = 0 then 'rare' else 'common' end,
      'en', sha256(i::text::bytea), timestamptz '2020-01-01' + i / 3 * interval '1 hour', '2020-01-01', 2
    from generate_series(1, ${sql.lit(ARTICLES)}) as i`.execute(db);
  await sql`insert into article_actor (article_id, actor_id, kind, mention_count, first_char, listed_at, visibility)
    select a.id, p.id, 'person', 1, 0, listed_at, 2 from article as a, actor as p`.execute(db);
  await sql`insert into quote (article_id, listed_at, article_visibility, kind, text, language, spans, version, first_version, extractor, confidence)
    select id, listed_at, 2, 'direct', headline, language, '{[0,5)}', 1, 1, 'test', 1 from article`.execute(
    db,
  );
  await sql`insert into quote_party (quote_id, role, position, kind, actor_id, name, span, confidence, listed_at, visibility)
    select q.id, 'speaker', 1, 'person', p.id, p.name, '[0,5)', 1, listed_at, 2 from quote as q, actor as p`.execute(
    db,
  );
  await sql`with alike as (insert into actor (kind, name, public_count)
      select 'person', 'Everydey ' || i, 1 from generate_series(1, 1000) as i returning *)
    insert into actor_name (actor_id, kind, name, source, own) select id, kind, name, 'article', true from alike`.execute(
    db,
  );
  await sql`vacuum analyze article, article_actor, quote, quote_party, actor, actor_name`.execute(db);
}

const first: Page = { limit: 20, backward: false, after: null, before: null };

async function textFilter(words: string) {
  return { words, readings: await readingsOf(reader(own), { words, language: null }) };
}

/** How the last statement was run. */
async function planRun(run: () => Promise<unknown>): Promise<PlanNode> {
  sent.length = 0;
  await run();
  return explained(session, sent.at(-1) as Sent, 'custom', 'analyze');
}

/** Of 8 kB. */
async function pagesRead(run: () => Promise<unknown>): Promise<number> {
  const plan = await planRun(run);
  return plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!;
}

type Read = (page: Page) => Promise<{
  readonly items: readonly { readonly row: { readonly id: string }; readonly position: Position }[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}>;

async function walked(read: Read, limit: number, backward: boolean): Promise<string[]> {
  const ids: string[] = [];
  for (let bound: Position | null = null; ; ) {
    const slice = await read({ ...first, limit, backward, [backward ? 'before' : 'after']: bound });
    const page = slice.items.map(({ row }) => row.id);
    ids.splice(backward ? 0 : ids.length, 0, ...page);
    if (!(backward ? slice.hasPrevious : slice.hasNext)) return ids;
    bound = (backward ? slice.items[0] : slice.items.at(-1))?.position ?? null;
  }
}

const listRead =
  (list: List<'article'>, filter: Filter | null, order = 'NEWEST'): Read =>
  (page) =>
    readList(reader(own), list, { order: list.orders[order]!, page, filter });

describe('pages of what holds words, among more rows than are near', () => {
  it.each([
    ['everyday', 5_000, /./],
    ['bygone', 70, / bygone/],
    ['seldom', 4, / seldom/],
    ['bygone or seldom', 70, / bygone| seldom/],
    ['"everyday seldom"', 3, /^everyday seldom/],
    ['right -bygone seldom', 3, /^(?!.* bygone).* seldom right/],
  ] as const)('concatenate to all of %s, both ways and in both orders', async (words, limit, holds) => {
    const filter = articleFilter(PUBLIC_VIEWER, { text: await textFilter(words) });
    const { rows } = await sql<{ id: string; headline: string }>`
        select id, headline from article order by listed_at desc, id desc`.execute(own.db);
    const newest = rows.filter(({ headline }) => holds.test(headline)).map(({ id }) => id);
    for (const backward of [false, true]) {
      expect(await walked(listRead(articleList, filter), limit, backward)).toEqual(newest);
      const oldest = await walked(listRead(articleList, filter, 'OLDEST'), limit, backward);
      expect(oldest).toEqual(newest.toReversed());
    }
  });

  it('of a search are those of the whole, wherever they begin', async () => {
    const { read } = await searchFor(own, 'bygone or seldom');
    const { items } = await read({ limit: 2_000 });
    expect(items).toHaveLength(2 * 613);
    const place = fc.nat(items.length - 1);
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 40 }), async (at, limit) => {
        const { position } = items[at]!;
        const after = await read({ limit, after: position });
        expect(after.items).toEqual(items.slice(at + 1, at + 1 + limit));
        expect(after.hasNext).toBe(at + 1 + limit < items.length);
        const before = await read({ limit, before: position, backward: true });
        expect(before.items).toEqual(items.slice(Math.max(0, at - limit), at));
        expect(before.hasPrevious).toBe(at > limit);
        expect(after.hasPrevious && before.hasNext).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});

describe('a page reads few pages of the database', () => {
  const asked: Record<string, Asked> = { articles: { types: ['article'] }, 'all types': {} };
  for (const [name, types] of Object.entries(asked)) {
    it(`of a search among ${name} for a word in every text, from the front, from the end and deep in it`, async () => {
      const { read } = await searchFor(own, 'everyday', types);
      expect(await pagesRead(() => read({ limit: 20 }))).toBeLessThan(PAGES_AT_MOST);
      expect(await pagesRead(() => read({ limit: 20, backward: true }))).toBeLessThan(PAGES_AT_MOST);
      const { position } = (await read({ limit: 3_000 })).items.at(-1)!;
      expect(await pagesRead(() => read({ limit: 20, after: position }))).toBeLessThan(PAGES_AT_MOST);
    });
  }

  it('of a search without looking for names like the words, where others fill it', async () => {
    const { read } = await searchFor(own, 'everyday');
    const lookUps = async (page: Partial<Page>) =>
      nodesOf(await planRun(() => read(page)))
        .filter((node) => node['Function Name'] === 'names_like')
        .map((node) => node['Actual Loops']);
    expect(await lookUps({ limit: 20 })).toEqual([0]);
    expect(await lookUps({ limit: 20, backward: true })).toEqual([1]);
  });

  it('of a search for a word in one text of 400', async () => {
    const { read } = await searchFor(own, 'seldom');
    expect(await pagesRead(() => read({ limit: 20 }))).toBeLessThan(PAGES_AT_MOST);
  });

  const wanted: Record<string, Omit<ArticleFields, 'text'> & { readonly text?: string }> = {
    'a word in every article': { text: 'everyday' },
    'a word in every article and a rare section': { text: 'everyday', section: 'rare' },
    'words of which one is in every other article and none has both': { text: 'left right' },
    'an actor in every article': { aboutActor: '1' },
    'an actor in every article and a word in each': { aboutActor: '1', text: 'everyday' },
    'an actor in every article and a rare section': { aboutActor: '1', section: 'rare' },
  };
  it.each(Object.entries(wanted))('of articles with %s', async (_, { text, ...rest }) => {
    const fields = { ...rest, ...(text && { text: await textFilter(text) }) };
    const read = listRead(articleList, articleFilter(PUBLIC_VIEWER, fields));
    expect(await pagesRead(() => read(first))).toBeLessThan(PAGES_AT_MOST);
  });

  it.each([{ speaker: '1' }, { aboutActor: '1' }])(
    'of quotes with %o, who is in every one',
    async (fields) => {
      const filter = quoteFilter(PUBLIC_VIEWER, fields);
      const request = { order: quoteList.orders.NEWEST!, page: first, filter };
      expect(await pagesRead(() => readList(reader(own), quoteList, request))).toBeLessThan(PAGES_AT_MOST);
    },
  );
});
