import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NewsDocument } from '../../src/ingest/document.ts';
import { ingestDocument, ingestFile } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { dataOf } from '../support/graphql.ts';
import { rowCounts } from '../support/row-counts.ts';
import { documentOf, extractorOf } from '../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase({ poolSize: 8 });
});
afterAll(() => own.close());
beforeEach(() => own.pool.query('truncate article, actor, event, utterance, outbox cascade'));

async function store(given: Partial<NewsDocument>): Promise<string> {
  const result = await ingestDocument(
    own.db,
    documentOf({ headline: 'Gates', body: 'The gates are open.', ...given }),
    { extractor: extractorOf({}) },
  );
  return result.kind === 'refused' ? result.message : `${result.kind} ${result.version}`;
}
const articles = () =>
  own.db.selectFrom('article').select(['url', 'guid', 'version']).orderBy('id').execute();
const urls = () =>
  own.db.selectFrom('article_url').select(['key', 'own']).orderBy('article_id').orderBy('key').execute();
const [a, b, c] = ['https://orsk.example/a', 'https://orsk.example/b', 'https://orsk.example/c'] as const;

describe('the same article from another address', () => {
  it('changes nothing in another form of its address', async () => {
    await store({ url: a });
    const before = await rowCounts(own.db);
    expect(await store({ url: 'http://www.orsk.example/a/amp?utm_source=x' })).toBe('unchanged 1');
    expect(await rowCounts(own.db)).toEqual(before);
    expect(await articles()).toEqual([{ url: a, guid: null, version: 1 }]);
  });

  it('keeps the address as another of its own, says so in the outbox, and makes no version of it', async () => {
    await store({ url: a, guid: 'G' });
    await own.pool.query('truncate outbox');
    expect(await store({ url: b, guid: 'G' })).toBe('unchanged 1');
    expect(await store({ url: b, guid: null })).toBe('stored 2');
    expect(await urls()).toEqual([
      { key: 'orsk.example/a', own: true },
      { key: 'orsk.example/b', own: false },
    ]);
    const changes = await own.db.selectFrom('outbox').select('noun').where('noun', '=', 'article').execute();
    expect(changes).toHaveLength(2);
    const found = await dataOf(own, `{ article(url: "${b}") { url otherUrls } }`);
    expect(found.article).toEqual({ url: a, otherUrls: [b] });
  });

  it('is found by what its source gives as further addresses', async () => {
    await store({ url: a, otherUrls: [b, 'nonsense', 'https://orsk.example/', 'http://orsk.example/a'] });
    expect(await store({ url: c, otherUrls: [b], body: 'Changed.' })).toBe('stored 2');
    expect(await articles()).toEqual([{ url: c, guid: null, version: 2 }]);
    for (const url of [a, b, c]) {
      expect((await dataOf(own, `{ article(url: "${url}") { url } }`)).article).toEqual({ url: c });
    }
    expect((await dataOf(own, `{ articles { nodes { otherUrls } } }`)).articles.nodes[0].otherUrls).toEqual([
      a,
      b,
    ]);
  });

  it('stays shown with the plain and secure form', async () => {
    await store({ url: 'http://amp.orsk.example/a' });
    await store({ url: a, body: 'Changed.' });
    await store({ url: 'https://orsk.example/a/amp', body: 'Changed again.' });
    expect(await articles()).toEqual([{ url: a, guid: null, version: 3 }]);
    expect(await urls()).toEqual([{ key: 'orsk.example/a', own: true }]);
  });

  it('is one however many come at once', async () => {
    const forms = [a, 'http://www.orsk.example/a', 'https://orsk.example/a/amp', 'https://m.orsk.example/a/'];
    const results = await Promise.all(forms.map((url) => store({ url, otherUrls: [b] })));
    expect(results.sort()).toEqual(['stored 1', 'unchanged 1', 'unchanged 1', 'unchanged 1']);
    expect(await urls()).toHaveLength(2);
  });
});

describe('an address that another article has', () => {
  it('stays with that one, and its own address says which article a document is of', async () => {
    await store({ url: a, headline: 'A' });
    await store({ url: b, headline: 'B' });
    expect(await store({ url: b, headline: 'B', otherUrls: [a] })).toBe('unchanged 1');
    expect(await store({ url: b, headline: 'B2', otherUrls: [a] })).toBe('stored 2');
    const query = `{ a: article(url: "${a}") { headline } b: article(url: "${b}") { headline otherUrls } }`;
    expect(await dataOf(own, query)).toEqual({ a: { headline: 'A' }, b: { headline: 'B2', otherUrls: [] } });
  });

  it('says less than the guid of the publisher', async () => {
    await store({ url: a, headline: 'A' });
    await store({ url: b, guid: 'G', headline: 'B' });
    expect(await store({ url: c, guid: 'G', headline: 'B', otherUrls: [a] })).toBe('unchanged 1');
    expect((await dataOf(own, `{ article(url: "${c}") { headline } }`)).article).toEqual({ headline: 'B' });
  });
});

describe('the address of a feed, and those that lead to it', () => {
  const feed = (titles: readonly string[]) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'The Orsk Herald',
      items: titles.map((title) => ({
        id: `https://orsk.example/${title}`,
        url: `https://orsk.example/${title}`,
        title: `About ${title}`,
        content_text: `The keeper of the ${title} lock opened its gates to the first barges of the year this morning.`,
      })),
    });
  const take = async (titles: readonly string[]) => {
    const input = {
      text: feed(titles),
      url: 'https://orsk.example/feed',
      otherUrls: ['https://orsk.example/rss'],
      timeZone: null,
    };
    const kinds: string[] = [];
    for await (const { kind } of ingestFile(own.db, input, { extractor: extractorOf({}) })) kinds.push(kind);
    return kinds;
  };

  it('are addresses of no item in it', async () => {
    expect(await take(['upper', 'lower'])).toEqual(['stored', 'stored']);
    expect(await take(['middle'])).toEqual(['stored']);
    expect(await take(['outer'])).toEqual(['stored']);
    expect((await articles()).map(({ version }) => version)).toEqual([1, 1, 1, 1]);
    expect((await urls()).filter(({ key }) => /feed|rss/.test(key))).toEqual([]);
  });
});

describe('the front page of a site', () => {
  it('is the address of no article, so that two that name it stay two', async () => {
    const url = 'https://orsk.example/';
    expect(await store({ url, headline: 'A' })).toBe('stored 1');
    expect(await store({ url, headline: 'B' })).toBe('stored 1');
    expect(await store({ url, headline: 'B' })).toBe('unchanged 1');
    expect((await dataOf(own, `{ article(url: "${url}") { headline } }`)).article).toBeNull();
  });
});
