import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../db/api-key.ts';
import { ERROR_CODES } from '../../schema/errors.ts';
import { schema } from '../../schema/index.ts';
import { sdlOf } from '../../schema/print.ts';
import {
  ArticleDocument,
  createClient,
  ErrorCodesDocument,
  EventDocument,
  IngestArticleDocument,
  NewestArticlesDocument,
  NewsgraphError,
  PeopleDocument,
  PersonDocument,
  SearchDocument,
} from '../../src/client/index.ts';
import { ingestText } from '../../src/ingest/ingest.ts';
import { type TestServer, testServer } from '../server/running.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertWorld } from '../support/world.ts';

const ARTICLE = join(import.meta.dirname, '../fixtures/text/full-scrape.txt');

let database: TestDatabase;
let server: TestServer;
let trusted: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  await insertWorld(database.db, { articles: 12, people: 8, quotesEach: 3 });
  server = await testServer(database, { schema, ingest: (input) => ingestText(database.db, input) });
  trusted = await testServer(database, { schema, config: { profile: 'trusted' } });
});

afterAll(async () => {
  await server?.stop();
  await trusted?.stop();
  await database?.close();
});

const client = () => createClient({ url: server.url });
const fault = (answer: Promise<unknown>): Promise<NewsgraphError> =>
  answer.then(
    () => expect.fail('The request was answered.'),
    (error) => error,
  );

describe('the typed client', () => {
  it('asks for the newest articles with their quotes and who said them', async () => {
    const { articles } = await client().request(NewestArticlesDocument, { first: 3, quotes: 2 });
    expect(articles.nodes).toHaveLength(3);
    for (const { publishedAt, publisher, quotes } of articles.nodes) {
      expect(publishedAt).toMatch(/^2026-01-\d\dT10:00:00\.000Z$/);
      expect(publisher?.name).toMatch(/^Guild /);
      expect(quotes.nodes).toHaveLength(2);
      for (const { speakers } of quotes.nodes) {
        const said = speakers.map((speaker) =>
          speaker.__typename === 'UnnamedSource' ? speaker.description : speaker.name,
        );
        expect(said).toEqual([expect.stringMatching(/^Ilva |^an official$/)]);
      }
    }
  });

  it('goes from page to page', async () => {
    const first = await client().request(NewestArticlesDocument, { first: 8 });
    const second = await client().request(NewestArticlesDocument, {
      first: 8,
      after: first.articles.pageInfo.endCursor,
    });
    const ids = [...first.articles.nodes, ...second.articles.nodes].map(({ id }) => id);
    expect(new Set(ids).size).toBe(12);
    expect(second.articles.pageInfo.hasNextPage).toBe(false);
  });

  it('needs no variables where a document has defaults for all', async () => {
    const { errorCodes } = await client().request(ErrorCodesDocument);
    expect([...errorCodes].sort()).toEqual(Object.keys(ERROR_CODES).sort());
    expect((await client().request(NewestArticlesDocument)).articles.nodes).toHaveLength(12);
  });

  it('walks from a person over quotes to articles, and from there to the body that spans point into', async () => {
    const { people } = await client().request(PeopleDocument, { first: 1 });
    const { person } = await client().request(PersonDocument, { id: people.nodes[0]?.id ?? '' });
    expect(person?.name).toBe(people.nodes[0]?.name);
    expect(person?.affiliations.nodes[0]?.organization.name).toMatch(/^Guild /);
    const quoted = person?.quotes.nodes[0]?.article;
    const { article } = await client().request(ArticleDocument, { url: quoted?.url ?? '' });
    expect(article).toMatchObject({ id: quoted?.id, bodyStatus: 'AVAILABLE' });
    expect(article?.quotes.nodes[0]?.spans[0]).toMatchObject({ start: 0, end: 8 });
  });

  it('asks for an event with those who took part', async () => {
    const row = await database.db.selectFrom('event').select('id').limit(1).executeTakeFirstOrThrow();
    const id = Buffer.from(`Event:${row.id}`).toString('base64url');
    const { event } = await client().request(EventDocument, { id });
    expect(event).toMatchObject({ kind: 'MEETING', status: 'HAPPENED', date: { precision: 'DAY' } });
    expect(event?.participants.nodes.map(({ __typename }) => __typename)).toContain('Person');
  });

  it('searches, and finds each highlight in the field that it names', async () => {
    const { search } = await client().request(SearchDocument, {
      query: 'river',
      types: ['ARTICLE'],
      first: 2,
    });
    expect(search.edges).toHaveLength(2);
    expect(search.pageInfo.hasNextPage).toBe(true);
    for (const { node, highlights } of search.edges) {
      if (node.__typename !== 'Article') expect.fail(`found a ${node.__typename}`);
      const { article } = await client().request(ArticleDocument, { id: node.id });
      const [first] = highlights.flatMap(({ field, spans }) => (field === 'BODY' ? spans : []));
      expect(article?.body?.slice(first?.start, first?.end)).toBe('river');
    }
  });

  it('answers null for what is not there', async () => {
    const { article } = await client().request(ArticleDocument, { url: 'https://example.org/nowhere' });
    expect(article).toBeNull();
  });

  it('sends in an article behind the scope, and asks for what was read in it', async () => {
    const { key } = await createApiKey(database.db, { name: 'test', scopes: ['ingest'], expiresAt: null });
    const keys = ['', key];
    const headers = async (): Promise<Record<string, string>> => {
      const next = keys.shift();
      return next ? { authorization: `Bearer ${next}` } : {};
    };
    const sender = createClient({ url: server.url, headers });
    const input = { text: await readFile(ARTICLE, 'utf8'), timeZone: 'Europe/Vienna' };
    const anonymous = await fault(sender.request(IngestArticleDocument, { input }));
    expect(anonymous.code).toBe('UNAUTHENTICATED');

    const { ingestArticle } = await sender.request(IngestArticleDocument, { input });
    if (ingestArticle.__typename !== 'ArticleAccepted') expect.fail(ingestArticle.message);
    expect(ingestArticle).toMatchObject({ status: 'STORED', version: 1 });
    const { article } = await client().request(ArticleDocument, { id: ingestArticle.article?.id ?? '' });
    expect(article?.quotes.nodes.length).toBeGreaterThan(0);
    for (const { text, spans } of article?.quotes.nodes ?? []) {
      const pieces = spans.map(({ start, end }) => article?.body?.slice(start, end));
      expect(pieces.join(' ')).toContain(text.split(' ')[0]);
    }
  });
});

describe('an error of the typed client', () => {
  it('carries the code, the path and the data that came in spite of it', async () => {
    const error = await fault(client().request(PersonDocument, { id: 'no-id-of-ours' }));
    expect(error).toBeInstanceOf(NewsgraphError);
    expect(error).toMatchObject({
      code: 'BAD_ID',
      message: expect.stringContaining('no-id-of-ours'),
      errors: [{ path: ['person'] }],
      data: { person: null },
    });
  });

  it('is NETWORK where no answer came, with its cause', async () => {
    const offline = createClient({ url: server.url, fetch: () => Promise.reject(new Error('unplugged')) });
    const error = await fault(offline.request(ErrorCodesDocument));
    expect(error).toMatchObject({ code: 'NETWORK', status: null, cause: { message: 'unplugged' } });
  });

  it('is BAD_RESPONSE where what answers is no GraphQL server', async () => {
    const proxy = async () => new Response('<h1>Bad Gateway</h1>', { status: 502 });
    const error = await fault(createClient({ url: server.url, fetch: proxy }).request(ErrorCodesDocument));
    expect(error).toMatchObject({
      code: 'BAD_RESPONSE',
      status: 502,
      message: expect.stringContaining('<h1>'),
    });
  });

  it('is the reason of the signal where the request was aborted', async () => {
    const signal = AbortSignal.abort(new Error('no longer wanted'));
    const error = await fault(client().request(ErrorCodesDocument, {}, { signal }));
    expect(error.message).toBe('no longer wanted');
  });
});

describe('persisted documents', () => {
  it('are answered by a server that takes no other', async () => {
    const request = { first: 2 };
    const byHash = createClient({ url: trusted.url, persisted: true });
    expect((await byHash.request(NewestArticlesDocument, request)).articles.nodes).toHaveLength(2);
    const byText = createClient({ url: trusted.url });
    expect(await fault(byText.request(NewestArticlesDocument, request))).toMatchObject({
      code: 'NOT_PERSISTED',
    });
  });
});

it('is generated from what the server gives out as its schema', async () => {
  const served = await fetch(`${server.origin}/schema.graphql`);
  expect(await served.text()).toBe(sdlOf(schema));
});
