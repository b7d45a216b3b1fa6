import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { liftEmbargoes } from '../../../db/embargo.ts';
import { setWithdrawn, undoWithdrawn } from '../../../db/withdraw.ts';
import type { NewsDocument } from '../../../src/ingest/document.ts';
import { ingestDocument } from '../../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { dataOf } from '../../support/graphql.ts';
import { DIFFERENT, SAME, WIRE } from '../../support/stories.ts';
import { documentOf, extractorOf } from '../../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase({ poolSize: 12 });
});
afterAll(() => own.close());
beforeEach(() =>
  own.pool.query('truncate article, actor, event, utterance, outbox restart identity cascade'),
);

async function store(name: string, body: string, more: Partial<NewsDocument> = {}): Promise<string> {
  const document = documentOf({
    url: `https://${name}.example/story`,
    publisher: `The ${name}`,
    headline: `By ${name}`,
    body,
    ...more,
  });
  const result = await ingestDocument(own.db, document, { extractor: extractorOf({}) });
  if (result.kind === 'refused') throw new Error(result.message);
  return result.articleId;
}

const on = (day: number) => ({ publishedAt: `2026-03-${String(day).padStart(2, '0')}T09:00:00Z` });

/** "outlet: the outlets that print the same story, (first printing)". */
async function printings(): Promise<string[]> {
  const { articles } = await dataOf(
    own,
    '{ articles(orderBy: OLDEST) { nodes { headline firstPrinting { headline } reprints { totalCount nodes { article { headline } } } } } }',
  );
  const nameOf = ({ headline }: { headline: string }) => headline.replace('By ', '');
  return articles.nodes.map(
    (node: {
      headline: string;
      firstPrinting: { headline: string } | null;
      reprints: { nodes: { article: { headline: string } }[] };
    }) =>
      `${nameOf(node)}: ${node.reprints.nodes.map(({ article }) => nameOf(article)).join(' ')}${node.firstPrinting ? ` (${nameOf(node.firstPrinting)})` : ''}`,
  );
}

const firsts = async (): Promise<string[]> => {
  const { articles } = await dataOf(
    own,
    '{ articles(orderBy: OLDEST, filter: { excludeReprints: true }) { totalCount nodes { headline } } }',
  );
  expect(articles.totalCount).toBe(articles.nodes.length);
  return articles.nodes.map(({ headline }: { headline: string }) => headline.replace('By ', ''));
};

describe('articles that print one story', () => {
  for (const [name, { first, second }] of Object.entries(SAME)) {
    it(`find each other: ${name}`, async () => {
      await store('herald', first, on(1));
      await store('post', second, on(2));
      expect(await printings()).toEqual(['herald: post', 'post: herald (herald)']);
    });
  }
  for (const [name, { first, second }] of Object.entries(DIFFERENT)) {
    it(`are not found in ${name}`, async () => {
      await store('herald', first, on(1));
      await store('post', second, on(2));
      expect(await printings()).toEqual(['herald: ', 'post: ']);
    });
  }

  it('are listed by the time of printing, whichever came in first, with how much each has of the other', async () => {
    const { second: half } = SAME['a text cut at half']!;
    await store('late', WIRE, on(3));
    await store('early', half, on(1));
    await store('middle', WIRE, on(2));
    expect(await printings()).toEqual([
      'early: middle late',
      'middle: early late (early)',
      'late: early middle (early)',
    ]);
    const { article } = await dataOf(
      own,
      '{ article(url: "https://early.example/story") { reprints(orderBy: NEWEST, first: 1) { totalCount pageInfo { hasNextPage } nodes { earlier shareReprinted shareTaken article { headline } } } } }',
    );
    expect(article.reprints).toEqual({
      totalCount: 2,
      pageInfo: { hasNextPage: true },
      nodes: [
        {
          earlier: false,
          shareReprinted: 1,
          shareTaken: expect.closeTo(0.47, 2),
          article: { headline: 'By late' },
        },
      ],
    });
    expect(await firsts()).toEqual(['early']);
  });

  it('find each other when they are stored at the same time', async () => {
    const names = Array.from({ length: 8 }, (_, i) => `outlet${i}`);
    await Promise.all(names.map((name, i) => store(name, WIRE, on(i + 1))));
    expect(await printings()).toEqual(
      names.map(
        (name, i) =>
          `${name}: ${names.filter((other) => other !== name).join(' ')}${i > 0 ? ' (outlet0)' : ''}`,
      ),
    );
    expect(await firsts()).toEqual(['outlet0']);
  });
});

describe('what is withdrawn, embargoed or rewritten', () => {
  it('leaves the printings at once, and comes back', async () => {
    const herald = await store('herald', WIRE, on(1));
    await store('post', WIRE, on(2));
    await store('mail', WIRE, on(3));
    await setWithdrawn(own.db, herald, 'Not so.');
    expect(await printings()).toEqual(['post: mail', 'mail: post (post)']);
    expect(await firsts()).toEqual(['post']);
    await undoWithdrawn(own.db, herald);
    expect(await printings()).toEqual([
      'herald: post mail',
      'post: herald mail (herald)',
      'mail: herald post (herald)',
    ]);
  });

  it('is seen by nobody before its embargo ends, and hides no other', async () => {
    const herald = await store('herald', WIRE, on(1));
    await own.db
      .updateTable('article')
      .set({ visibility: 1, visible_from: '2030-01-01T00:00:00Z' })
      .where('id', '=', herald)
      .execute();
    await store('post', WIRE, on(2));
    expect(await printings()).toEqual(['post: ']);
    expect(await firsts()).toEqual(['post']);
    await liftEmbargoes(own.db, '2030-01-01T00:00:00Z');
    expect(await firsts()).toEqual(['herald']);
  });

  it('is found anew in each version', async () => {
    const { second: other } = DIFFERENT['two reports of one event']!;
    await store('herald', WIRE, on(1));
    await store('post', other, on(2));
    await store('post', WIRE, on(2));
    expect(await printings()).toEqual(['herald: post', 'post: herald (herald)']);
    await store('post', `${WIRE}\n\nA word more.`, on(2));
    expect(await printings()).toEqual(['herald: post', 'post: herald (herald)']);
    await store('post', 'A brief.', on(2));
    expect(await printings()).toEqual(['herald: ', 'post: ']);
    await store('mail', other, on(3));
    expect(await printings()).toEqual(['herald: ', 'post: ', 'mail: ']);
  });

  it('may be withdrawn while others are stored that print it', async () => {
    const ids = await Promise.all(['a', 'b', 'c', 'd'].map((name, i) => store(name, WIRE, on(i + 1))));
    await Promise.all([
      ...ids.slice(0, 3).map((id) => setWithdrawn(own.db, id, 'Not so.')),
      ...['e', 'f', 'g'].map((name, i) => store(name, `${WIRE}\n\nA word more.`, on(i + 5))),
      store('d', `${WIRE}\n\nAnd a last word.`, on(4)),
    ]);
    expect(await printings()).toEqual(['d: e f g', 'e: d f g (d)', 'f: d e g (d)', 'g: d e f (d)']);
  });
});

describe('the outbox', () => {
  it('tells of those that gain a reprint or lose one', async () => {
    const herald = await store('herald', WIRE, on(1));
    const told = async () => {
      const rows = await own.db.deleteFrom('outbox').where('noun', '=', 'article').returningAll().execute();
      return rows
        .map((row) => `${row.row_id} ${row.visibility_before}>${row.visibility_after} to ${row.audience}`)
        .sort();
    };
    await told();
    const post = await store('post', WIRE, on(2));
    expect(await told()).toEqual([`${herald} 2>2 to 2`, `${post} null>2 to 2`]);
    await setWithdrawn(own.db, post, 'Not so.');
    expect(await told()).toEqual([`${herald} 2>2 to 2`, `${post} 2>0 to 2`]);
    await store('post', 'A brief.', on(2));
    expect(await told()).toEqual([`${herald} 2>2 to 0`, `${post} 0>0 to 2`]);
  });
});

describe('looking for reprints', () => {
  it('takes two statements behind its locks, and one more to write them', async () => {
    const about = () => own.statements.filter((sql) => /article_mark|reprint/.test(sql)).length;
    own.statements.length = 0;
    await store('herald', WIRE, on(1));
    expect(about()).toBe(2);
    own.statements.length = 0;
    await store('post', WIRE, on(2));
    expect(about()).toBe(3);
  });
});
