import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../db/api-key.ts';
import { setWithdrawn } from '../../db/withdraw.ts';
import { encodeId } from '../../schema/ids.ts';
import { readDocuments } from '../../src/ingest/detect.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertWorld } from '../support/world.ts';
import { type TestServer, testServer } from './running.ts';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await testDatabase();
  await insertWorld(database.db, { articles: 25, people: 2, quotesEach: 1 });
  await setWithdrawn(database.db, '2', 'Invented.');
  await sql`update article set visibility = 1, visible_from = '2099-01-01T00:00:00Z' where id = 3`.execute(
    database.db,
  );
  server = await testServer(database);
});
afterAll(async () => {
  await server?.stop();
  await database?.close();
});

const ask = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(server.origin + path, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const id = (row: number) => encodeId('Article', String(row));
const read = (text: string) => readDocuments(new TextEncoder().encode(text));

describe('one article', () => {
  it.each([
    ['ninjs', 'application/json'],
    ['jsonld', 'application/ld+json'],
    ['atom', 'application/atom+xml'],
    ['jsonl', 'application/jsonl'],
  ])('is served as %s', async (extension, mediaType) => {
    const { status, headers, text } = await ask(`/articles/${id(1)}.${extension}`);
    expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type: mediaType });
    expect(text).toContain('https://example.org/0');
  });

  it('is gone once withdrawn, and says so in its format', async () => {
    const { status, text } = await ask(`/articles/${id(2)}.atom`);
    expect(status).toBe(410);
    expect(read(text)).toMatchObject([
      { kind: 'retraction', retraction: { url: 'https://example.org/1', notice: 'Invented.' } },
    ]);
  });

  it('is not there under embargo, but for a key that may see it', async () => {
    const { key } = await createApiKey(database.db, { name: 'desk', scopes: ['curate'], expiresAt: null });
    const path = `/articles/${id(3)}.ninjs`;
    expect(await ask(path)).toMatchObject({ status: 404 });
    const { status, text } = await ask(path, { headers: { authorization: `Bearer ${key}` } });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ embargoedUntil: '2099-01-01T00:00:00Z' });
  });

  it('is not sent again to who has it', async () => {
    const path = `/articles/${id(1)}.ninjs`;
    const etag = (await ask(path)).headers.get('etag') ?? '';
    expect(await ask(path, { headers: { 'if-none-match': etag } })).toMatchObject({ status: 304, text: '' });
    expect(await ask(path, { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  });
});

describe('a page of articles', () => {
  it('links to the next, and together they are all that may be seen, each once', async () => {
    const seen: string[] = [];
    let pages = 0;
    for (let path: string | undefined = '/articles.jsonl?first=10'; path; pages++) {
      const { headers, text } = await ask(path);
      for (const result of read(text)) if (result.kind === 'document') seen.push(result.document.url ?? '');
      path = /^<(.+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(pages).toBe(3);
    expect(new Set(seen).size).toBe(23);
    expect(seen).toHaveLength(23);
  });

  it('is the same page while nothing changes', async () => {
    const [first, second] = [await ask('/articles.atom?first=3'), await ask('/articles.atom?first=3')];
    expect(first.text).toBe(second.text);
    expect(first.headers.get('etag')).toBe(second.headers.get('etag'));
  });

  it.each([
    ['first=0', 'BAD_PAGE', 'first: wanted 1 to 100; got "0".'],
    ['first=101', 'BAD_PAGE', 'first: wanted 1 to 100; got "101".'],
    ['after=x', 'BAD_CURSOR', 'Wanted a cursor as this list gave it out; got "x".'],
    [
      'from=soon',
      'BAD_INPUT',
      'from: wanted a day such as 2026-03-03 or RFC 3339 with an offset, got "soon"',
    ],
    [
      'colour=red',
      'BAD_INPUT',
      'Wanted each of text, section, publisher, language, from, before, first, after once at most; got "colour".',
    ],
  ])('says what is wrong with ?%s', async (query, code, message) => {
    const { status, text } = await ask(`/articles.ninjs?${query}`);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({ errors: [{ message, extensions: { code } }] });
  });

  it('is not given under a wrong key, by another method or in an unknown format', async () => {
    const headers = { authorization: 'Bearer ng_wrong_wrong_wrong_wrong' };
    expect(await ask('/articles.ninjs', { headers })).toMatchObject({ status: 401 });
    expect(await ask('/articles.ninjs', { method: 'POST' })).toMatchObject({ status: 405 });
    expect(await ask('/articles.docx')).toMatchObject({ status: 404 });
    expect(await ask('/articles/QXJ0aWNsZTo5OTk.ninjs')).toMatchObject({ status: 404 });
    expect(await ask('/articles/nothing.ninjs')).toMatchObject({ status: 400 });
  });
});
