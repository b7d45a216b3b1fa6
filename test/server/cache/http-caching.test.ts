import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../../db/api-key.ts';
import { schema } from '../../../schema/index.ts';
import { namesTag } from '../../../src/server/entity-tag.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { type TestServer, testServer } from '../running.ts';
import { PERSISTED, type TwoServers, twoServers } from './two-servers.ts';

let own: TestDatabase;
let two: TwoServers;
let listed: TestServer;
beforeAll(async () => {
  own = await testDatabase({ poolSize: 8 });
  two = await twoServers(own);
  listed = await testServer(own, {
    schema,
    persisted: PERSISTED,
    config: {
      cache: { megabytes: 1, maxAgeS: 60, staleS: 600 },
      corsOrigins: ['https://reader.example'],
      profile: 'trusted',
    },
  });
});
afterAll(async () => {
  await listed?.stop();
  await two?.stop();
  await own?.close();
});

const get = (id: string, headers: Record<string, string> = {}, { url }: TestServer = two.a.server) =>
  fetch(`${url}?documentId=${id}`, { headers });
const told = ({ headers }: Response) => ({
  etag: headers.get('etag'),
  cacheControl: headers.get('cache-control'),
});
const UNTOLD = { etag: null, cacheControl: 'no-store' };

describe('a persisted document over GET', () => {
  it('says how long its answer may be kept, and to whom it may be given', async () => {
    const response = await get('headline');
    expect(told(response)).toEqual({
      etag: expect.stringMatching(/^"[\w-]{27}"$/),
      cacheControl: 'public, max-age=5, stale-while-revalidate=30',
    });
    expect(response.headers.get('vary')).toBe('Accept, Authorization');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const other = await get('headline', { origin: 'https://reader.example' }, listed);
    expect(told(other).cacheControl).toBe('public, max-age=60, stale-while-revalidate=600');
    expect(other.headers.get('vary')).toBe('Origin, Accept, Authorization');
    expect(other.headers.get('access-control-allow-origin')).toBe('https://reader.example');
    expect((await get('headline', {}, listed)).headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each(['text/event-stream', 'multipart/mixed'])(
    'has no tag of JSON where it is sent as %s',
    async (accept) => {
      const { etag } = told(await get('headline'));
      const response = await get('headline', { accept, 'if-none-match': etag! });
      expect(response.headers.get('content-type')).toContain(accept);
      expect([response.status, told(response).etag]).toEqual([200, null]);
      expect(told(response).cacheControl).toMatch(/^no-(store|cache)$/);
      expect(await response.text()).toContain('"data"');
    },
  );

  it('is answered with 304 to who has the answer already, until it is another', async () => {
    const first = await get('headline');
    const { etag } = told(first);
    for (const tags of [etag!, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get('headline', { 'if-none-match': tags });
      expect([again.status, await again.text(), told(again)]).toEqual([304, '', told(first)]);
      expect(again.headers.get('vary')).toBe(first.headers.get('vary'));
      expect(again.headers.get('content-length')).toBeNull();
    }
    expect((await get('headline', { 'if-none-match': etag! }, listed)).status).toBe(304);
    await two.write(two.a);
    const changed = await get('headline', { 'if-none-match': etag! });
    expect(changed.status).toBe(200);
    expect(told(changed).etag).not.toBe(etag);
  });

  it.each(['broken', 'changes', 'change', 'unknown'])('may not be kept where it is %s', async (id) => {
    expect(told(await get(id))).toEqual(UNTOLD);
  });

  it('may not be kept where somebody in particular asks', async () => {
    const { key } = await createApiKey(own.db, { name: 'reader', scopes: ['read'], expiresAt: null });
    const authorization = `Bearer ${key}`;
    expect(told(await get('headline', { authorization }))).toEqual(UNTOLD);
    const { etag } = told(await get('headline'));
    expect((await get('headline', { authorization, 'if-none-match': etag! })).status).toBe(200);
    expect((await get('headline', { authorization: 'Bearer ng_none' })).status).toBe(401);
  });
});

describe('every other answer', () => {
  it('is not to be kept', async () => {
    const { url } = two.a.server;
    const query = PERSISTED.get('headline') as string;
    const post = (body: object) =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const answers = [
      await fetch(`${url}?query=${encodeURIComponent(query)}`),
      await fetch(`${url}?documentId=headline&query=${encodeURIComponent(query)}`),
      await post({ query }),
      await post({ documentId: 'headline' }),
      await post({ query: '{ nothing }' }),
      await fetch(url, { headers: { accept: 'application/xml' } }),
    ];
    expect(answers.map(told)).toEqual(answers.map(() => UNTOLD));
  });
});

describe('an If-None-Match', () => {
  it.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b",W/"a"', true],
    [' * ', true],
    ['"b"', false],
    ['a', false],
    ['"a, b"', false],
    ['', false],
    [undefined, false],
  ])('%s names "a": %s', (header, names) => {
    expect(namesTag(header, '"a"')).toBe(names);
    expect(namesTag(header, 'W/"a"')).toBe(names);
  });
});
