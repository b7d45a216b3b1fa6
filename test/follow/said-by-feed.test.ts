import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { feeds, followFeed } from '../../db/feed.ts';
import { duePages } from '../../db/followed-page.ts';
import { checkPage } from '../../src/follow/check-page.ts';
import { pollFeed } from '../../src/follow/poll-feed.ts';
import { ingestText } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { following, type TestFollowing } from '../support/following.ts';
import { answer, type Site, site } from '../support/site.ts';

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

const BARE = '<p>The dike at Orsk held on Tuesday night, said the council, though the river rose again.</p>';

function pageOf(body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><title>Dike at Orsk holds</title>${head}</head>
    <body><article><h1>Dike at Orsk holds</h1>${body}<p>Nobody was hurt, and the ferry sails as before.</p></article></body></html>`;
}

const html = (page: string) => answer(200, { 'content-type': 'text/html; charset=utf-8' }, page);

interface Entry {
  readonly published?: string;
  readonly more?: string;
  readonly title?: string;
}

/** A feed that lists one page is polled, and what is due is read. */
async function listed({ published, more = '', title = 'Dike' }: Entry): Promise<void> {
  paper.pages['/feed'] = answer(
    200,
    { 'content-type': 'application/rss+xml' },
    `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
      <title>Links of the day</title><link>${paper.origin}/</link><description>News</description>
      <item><title>${title}</title><link>${paper.origin}/dike</link>
      ${published ? `<pubDate>${published}</pubDate>` : ''}${more}</item></channel></rss>`,
  );
  await followFeed(own.db, `${paper.origin}/feed`, 3_600);
  await pollFeed(on, (await feeds(own.db))[0]!);
  for (const due of await duePages(own.db, 10)) await checkPage(on, due);
}

async function stored() {
  return own.db
    .selectFrom('article as a')
    .leftJoin('actor as p', 'p.id', 'a.publisher_id')
    .select(['a.id', 'a.version', 'a.published_at', 'a.field_sources', 'p.name as publisher'])
    .where('a.url', '=', `${paper.origin}/dike`)
    .executeTakeFirstOrThrow();
}

async function bylines(): Promise<string[]> {
  const { id } = await stored();
  const rows = await own.db.selectFrom('byline').select('name').where('article_id', '=', id).execute();
  return rows.map(({ name }) => name);
}

const FULL: Entry = {
  published: 'Tue, 03 Mar 2026 08:00:00 GMT',
  more: '<dc:publisher>The Orsk Paper</dc:publisher><dc:creator>Anna Karst</dc:creator>',
};

describe('what the entry of a feed says', () => {
  it('counts where its page says nothing', async () => {
    paper.pages['/dike'] = html(pageOf(BARE));
    await listed(FULL);
    const article = await stored();
    expect(Date.parse(article.published_at!)).toBe(Date.UTC(2026, 2, 3, 8));
    expect(article.publisher).toBe('The Orsk Paper');
    expect(await bylines()).toEqual(['Anna Karst']);
    expect(article.field_sources).toMatchObject({ publishedAt: 'feed', publisher: 'feed', bylines: 'feed' });
    expect(article.field_sources.body).toBe('markup');
  });

  it('gives way to what the page says', async () => {
    const head = `<meta property="article:published_time" content="2026-03-02T07:00:00Z">
      <meta property="og:site_name" content="Haven Courier"><meta name="author" content="Piers Handel">`;
    paper.pages['/dike'] = html(pageOf(BARE, head));
    await listed(FULL);
    const article = await stored();
    expect(Date.parse(article.published_at!)).toBe(Date.UTC(2026, 2, 2, 7));
    expect(article.publisher).toBe('Haven Courier');
    expect(await bylines()).toEqual(['Piers Handel']);
    expect(Object.values(article.field_sources)).not.toContain('feed');
  });

  it('names no publisher by its title', async () => {
    paper.pages['/dike'] = html(pageOf(BARE));
    await listed({ published: FULL.published! });
    const article = await stored();
    expect(article.published_at).not.toBeNull();
    expect(article.publisher).toBeNull();
  });

  it('stays when the page is read again by itself, which gives no new version', async () => {
    const page = pageOf(BARE);
    paper.pages['/dike'] = html(page);
    await listed(FULL);
    const again = await ingestText(own.db, { text: page, url: `${paper.origin}/dike`, timeZone: null });
    expect(again).toMatchObject({ kind: 'unchanged', version: 1 });
    const changed = pageOf(`${BARE}<p>The council meets again on Friday.</p>`);
    await ingestText(own.db, { text: changed, url: `${paper.origin}/dike`, timeZone: null });
    expect(await stored()).toMatchObject({ version: 2, publisher: 'The Orsk Paper' });
    expect((await stored()).published_at).not.toBeNull();
  });

  it('is found from another address of the article', async () => {
    const page = pageOf(BARE, `<link rel="canonical" href="${paper.origin}/dike">`);
    paper.pages['/dike'] = html(page);
    await listed(FULL);
    await own.db
      .updateTable('followed_page')
      .set({ url: `${paper.origin}/moved` })
      .execute();
    const again = await ingestText(own.db, { text: page, url: null, timeZone: null });
    expect(again).toMatchObject({ kind: 'unchanged', version: 1 });
  });

  it('stays as it was first said; what it says later is added', async () => {
    paper.pages['/dike'] = html(pageOf(BARE));
    await listed({ published: FULL.published! });
    await listed({ ...FULL, published: 'Wed, 04 Mar 2026 08:00:00 GMT', title: 'Dike again' });
    const article = await stored();
    expect(Date.parse(article.published_at!)).toBe(Date.UTC(2026, 2, 3, 8));
    expect(article).toMatchObject({ version: 2, publisher: 'The Orsk Paper' });
  });
});
