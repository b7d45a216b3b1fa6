import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dueFeeds, feeds, followFeed, unfollowFeed } from '../../db/feed.ts';
import { duePages } from '../../db/followed-page.ts';
import { checkPage } from '../../src/follow/check-page.ts';
import { PassingFailure } from '../../src/follow/following.ts';
import { pollFeed } from '../../src/follow/poll-feed.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { following, rss, type TestFollowing } from '../support/following.ts';
import { answer, type Page, redirect, type Site, site } from '../support/site.ts';

let own: TestDatabase;
let paper: Site;
let on: TestFollowing;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());
beforeEach(async () => {
  await own.db.deleteFrom('feed').execute();
  on = following(own);
  paper = await site();
  return async () => {
    await on.fetcher.close();
    await paper.close();
  };
});

const plain = { 'content-type': 'text/plain; charset=utf-8' };
const article = (title: string) =>
  answer(
    200,
    { ...plain, etag: '"1"' },
    `${title}\n\nThe council of Orsk met on Tuesday about it, said its speaker.`,
  );

/** A page that says 304 to who knows its version. */
const unchanging =
  (body: string, type: string): Page =>
  (req, res) => {
    const same = req.headers['if-none-match'] === '"1"';
    res.writeHead(same ? 304 : 200, { 'content-type': type, etag: '"1"' }).end(same ? undefined : body);
  };

async function follow(entries: Parameters<typeof rss>[1], path = '/feed'): Promise<{ id: string }> {
  paper.pages[path] = unchanging(rss(paper.origin, entries), 'application/rss+xml');
  await followFeed(own.db, paper.origin + path, 3_600);
  const { id } = (await feeds(own.db)).find(({ url }) => url === paper.origin + path)!;
  return { id };
}

async function checkDue(): Promise<void> {
  for (const due of await duePages(own.db, 100)) await checkPage(on, due);
}

const makeDue = () => own.db.updateTable('followed_page').set({ next_check_at: '2026-01-01' }).execute();
const page = (path: string) =>
  own.db
    .selectFrom('followed_page')
    .selectAll()
    .where('url', '=', paper.origin + path)
    .executeTakeFirstOrThrow();
const articleAt = (path: string) =>
  own.db
    .selectFrom('article')
    .select(['id', 'headline', 'version', 'withdrawn_at'])
    .where('url', '=', paper.origin + path)
    .executeTakeFirst();
const feedRow = async () => (await feeds(own.db))[0]!;
const kinds = () => on.outcomes.map(({ kind }) => kind);

describe('a followed feed', () => {
  it('has the pages that it lists read', async () => {
    paper.pages['/a'] = article('Dike at Orsk holds');
    paper.pages['/b'] = article('Ferry to Orsk is late');
    const feed = await follow([
      { path: '/a', title: 'Dike' },
      { path: '/b', title: 'Ferry' },
    ]);
    await pollFeed(on, feed);
    await checkDue();
    expect(kinds()).toEqual(['stored', 'stored']);
    expect(await articleAt('/a')).toMatchObject({ headline: 'Dike at Orsk holds' });
    expect(await page('/a')).toMatchObject({
      status: 'read',
      article_id: (await articleAt('/a'))!.id,
      etag: '"1"',
    });
    expect(await duePages(own.db, 100)).toEqual([]);
  });

  it('that has not changed costs one request and reads nothing', async () => {
    paper.pages['/c'] = article('Bridge of Orsk closed');
    const feed = await follow([{ path: '/c', title: 'Bridge' }]);
    await pollFeed(on, feed);
    await checkDue();
    paper.asked.length = 0;
    await pollFeed(on, feed);
    await checkDue();
    expect(paper.asked).toEqual(['GET /feed']);
    expect(await feedRow()).toMatchObject({ title: 'The Orsk Paper', failures: 0, last_error: null });
  });

  it('that lists something new has only that read', async () => {
    paper.pages['/d'] = article('Market of Orsk grows');
    paper.pages['/e'] = article('Market of Orsk shrinks');
    const feed = await follow([{ path: '/d', title: 'Market', published: 'Tue, 03 Mar 2026 08:00:00 GMT' }]);
    await pollFeed(on, feed);
    await checkDue();
    const more = [
      { path: '/d', title: 'Market', published: 'Tue, 03 Mar 2026 08:00:00 GMT' },
      { path: '/e', title: 'Market again' },
    ];
    paper.pages['/feed'] = answer(200, { 'content-type': 'text/xml' }, rss(paper.origin, more));
    paper.asked.length = 0;
    await pollFeed(on, feed);
    await checkDue();
    expect(paper.asked).toEqual(['GET /feed', 'GET /e']);
  });

  it('is left alone by who finds that another was faster', async () => {
    const feed = await follow([]);
    const [due] = await dueFeeds(own.db, 10);
    await pollFeed(on, due!);
    await pollFeed(on, due!);
    expect(paper.asked).toEqual(['GET /robots.txt', 'GET /feed']);
    paper.pages['/feed'] = answer(500);
    await expect(pollFeed(on, feed)).rejects.toThrow(PassingFailure);
    const [again] = await dueFeeds(own.db, 10, true);
    await expect(pollFeed(on, again!)).rejects.toThrow(PassingFailure);
  });

  it('is polled sooner after news and later without', async () => {
    paper.pages['/f'] = article('Fair of Orsk opens');
    const feed = await follow([{ path: '/f', title: 'Fair' }]);
    await pollFeed(on, feed);
    expect((await feedRow()).interval_s).toBe(1_800);
    await pollFeed(on, feed);
    expect((await feedRow()).interval_s).toBe(2_700);
    expect(await dueFeeds(own.db, 10)).toEqual([]);
  });

  it('with whole articles is read itself; their pages are asked only whether they are there', async () => {
    const content =
      '<p>The mayor of Orsk opened the pool on Friday, and many came.</p><p>It is warm, she said.</p>';
    const feed = await follow([{ path: '/pool', title: 'Pool of Orsk opens', content }]);
    await pollFeed(on, feed);
    expect(paper.asked).not.toContain('GET /pool');
    expect(await articleAt('/pool')).toMatchObject({ headline: 'Pool of Orsk opens', version: 1 });
    paper.pages['/pool'] = article('Another headline on the page');
    await makeDue();
    await checkDue();
    expect(await articleAt('/pool')).toMatchObject({ headline: 'Pool of Orsk opens', version: 1 });
    paper.pages['/pool'] = answer(410);
    await makeDue();
    await checkDue();
    expect((await articleAt('/pool'))?.withdrawn_at).not.toBeNull();
  });

  it('that moved for good is asked where it is', async () => {
    const feed = await follow([], '/new');
    paper.pages['/old'] = redirect('/new', 301);
    await own.db
      .updateTable('feed')
      .set({ url: `${paper.origin}/old` })
      .execute();
    await pollFeed(on, feed);
    expect((await feedRow()).url).toBe(`${paper.origin}/new`);
  });

  it('that moved for good to one that is followed, too, leaves its pages to that one', async () => {
    const { id } = await follow([], '/new');
    await followFeed(own.db, `${paper.origin}/old`, 3_600);
    const old = (await feeds(own.db)).find(({ url }) => url === `${paper.origin}/old`)!;
    paper.pages['/old'] = redirect('/moved', 301);
    paper.pages['/moved'] = unchanging(
      rss(paper.origin, [{ path: '/pool', title: 'Pool opens' }]),
      'application/rss+xml',
    );
    await pollFeed(on, old);
    paper.pages['/moved'] = redirect('/new', 301);
    await pollFeed(on, old);
    expect((await feeds(own.db)).map((feed) => feed.id)).toEqual([id]);
    expect(await own.db.selectFrom('followed_page').select('feed_id').execute()).toEqual([{ feed_id: id }]);
  });

  it('that is gone for good is polled no more', async () => {
    const feed = await follow([]);
    paper.pages['/feed'] = answer(410);
    await pollFeed(on, feed);
    expect(await dueFeeds(own.db, 10, true)).toEqual([]);
  });

  it('that is none says so and is asked ever more seldom', async () => {
    const feed = await follow([]);
    paper.pages['/feed'] = answer(200, { 'content-type': 'text/html' }, '<html>');
    await pollFeed(on, feed);
    await pollFeed(on, feed);
    expect(await feedRow()).toMatchObject({
      failures: 2,
      last_error: expect.stringMatching(/^UNKNOWN_FORMAT: /),
    });
  });

  it('whose host asks to wait is asked after that', async () => {
    const feed = await follow([]);
    paper.pages['/feed'] = answer(429, { 'retry-after': '40000' });
    await pollFeed(on, feed);
    const { next_poll_at } = await feedRow();
    expect((Date.parse(next_poll_at) - Date.now()) / 1_000).toBeGreaterThan(39_000);
  });

  it('whose host is down fails for the queue to try again', async () => {
    const feed = await follow([]);
    paper.pages['/feed'] = answer(500);
    await expect(pollFeed(on, feed)).rejects.toThrow(PassingFailure);
    expect(await feedRow()).toMatchObject({
      failures: 1,
      last_error: 'SERVER_ERROR: wanted a document, got HTTP 500',
    });
  });

  it('that lists one page twice, or one of another feed, has it read once', async () => {
    paper.pages['/g'] = article('Goose of Orsk found');
    const twice = { path: '/g?utm_source=rss', title: 'Goose' };
    await pollFeed(on, await follow([twice, { path: '/g', title: 'Goose' }]));
    await pollFeed(on, await follow([{ path: '/g', title: 'The goose' }], '/other'));
    await checkDue();
    expect(paper.asked.filter((each) => each === 'GET /g')).toHaveLength(1);
  });

  it('that is unfollowed leaves its articles', async () => {
    paper.pages['/h'] = article('Hill of Orsk is for sale');
    await pollFeed(on, await follow([{ path: '/h', title: 'Hill' }]));
    await checkDue();
    expect(await unfollowFeed(own.db, `${paper.origin}/feed`)).toBe(true);
    expect(await unfollowFeed(own.db, `${paper.origin}/feed`)).toBe(false);
    expect(await articleAt('/h')).toMatchObject({ withdrawn_at: null });
    expect(await duePages(own.db, 100)).toEqual([]);
  });
});

describe('a followed page', () => {
  async function read(path: string, title: string): Promise<void> {
    paper.pages[path] = unchanging(
      `${title}\n\nThe council of Orsk met on Tuesday about it, said its speaker.`,
      plain['content-type'],
    );
    await pollFeed(on, await follow([{ path, title }]));
    await checkDue();
    await makeDue();
    on.outcomes.length = 0;
  }

  it('that has changed becomes a new version, and one that has not is not sent again', async () => {
    await read('/i', 'Inn of Orsk burns');
    await checkDue();
    expect(kinds()).toEqual(['unchanged']);
    paper.pages['/i'] = article('Inn of Orsk burned down');
    await makeDue();
    await checkDue();
    expect(await articleAt('/i')).toMatchObject({ headline: 'Inn of Orsk burned down', version: 2 });
  });

  it('that is gone for good takes its article back, once', async () => {
    await read('/j', 'Jetty of Orsk collapses');
    paper.pages['/j'] = answer(410);
    await checkDue();
    expect((await articleAt('/j'))?.withdrawn_at).not.toBeNull();
    expect(await page('/j')).toMatchObject({ status: 'gone', next_check_at: null });
  });

  it('that is not found keeps its article', async () => {
    await read('/k', 'Kiosk of Orsk reopens');
    paper.pages['/k'] = answer(404);
    await checkDue();
    expect(await articleAt('/k')).toMatchObject({ withdrawn_at: null });
    expect(await page('/k')).toMatchObject({
      status: 'read',
      last_error: 'NOT_FOUND: wanted a document, got HTTP 404',
    });
  });

  it('whose host is down fails for the queue to try again, and is not due meanwhile', async () => {
    await read('/l', 'Library of Orsk lends');
    paper.pages['/l'] = answer(503);
    await expect(checkDue()).rejects.toThrow('SERVER_ERROR: wanted a document, got HTTP 503');
    expect(await duePages(own.db, 100)).toEqual([]);
  });

  it('whose host asks to wait is looked at after that', async () => {
    await read('/m', 'Mill of Orsk turns');
    paper.pages['/m'] = answer(429, { 'retry-after': '1000' });
    await checkDue();
    const { next_check_at, status } = await page('/m');
    expect((Date.parse(next_check_at!) - Date.now()) / 1_000).toBeGreaterThan(990);
    expect(status).toBe('read');
  });

  it('that can’t be read says why', async () => {
    paper.pages['/n'] = answer(200, { 'content-type': 'image/png' });
    await pollFeed(on, await follow([{ path: '/n', title: 'Net' }]));
    await checkDue();
    expect(await page('/n')).toMatchObject({
      status: 'refused',
      last_error: 'CONTENT_TYPE: wanted HTML, XML, JSON or plain text, got image/png',
    });
  });
});
