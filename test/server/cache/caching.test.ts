import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createApiKey } from '../../../db/api-key.ts';
import { liftEmbargoes } from '../../../db/embargo.ts';
import { setWithdrawn } from '../../../db/withdraw.ts';
import { encodeId } from '../../../schema/ids.ts';
import type { AnswerCache } from '../../../src/server/cache/answer-cache.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { databaseOf, openSession } from '../../support/server.ts';
import { storeTold } from '../../support/store-told.ts';
import { aborted, held, letGo, type TestServer, testServer } from '../running.ts';
import { headlines, type TwoServers, twoServers } from './two-servers.ts';

let own: TestDatabase;
let two: TwoServers;
beforeAll(async () => {
  own = await testDatabase({ poolSize: 8 });
  two = await twoServers(own);
});
afterAll(async () => {
  await two?.stop();
  await own?.close();
});

const NEWEST = '{ articles(first: 3) { nodes { headline } } }';
const readsOf = (act: () => Promise<unknown>) => {
  own.statements.length = 0;
  return act().then(() => own.statements.filter((text) => /"?article"? as/.test(text)).length);
};

describe('an answer to anonymous readers', () => {
  it('is read once and then held, whatever asks', async () => {
    const { server, cache } = two.a;
    await server.ask(NEWEST);
    const before = { ...cache.counts };
    expect(await readsOf(() => server.ask(NEWEST))).toBe(0);
    const url = `${server.url}?query=${encodeURIComponent(NEWEST)}`;
    const accepts = [
      'application/json',
      'application/graphql-response+json',
      'text/event-stream, application/json',
    ];
    const texts = await Promise.all(
      accepts.map(async (accept) => (await fetch(url, { headers: { accept } })).text()),
    );
    expect(new Set(texts).size).toBe(1);
    expect(cache.counts).toMatchObject({ hits: before.hits + 4, misses: before.misses });
  });

  it('shows at once what was written through the same server, and soon what was written elsewhere', async () => {
    let longestMs = 0;
    for (let i = 0; i < 15; i++) {
      await Promise.all([headlines(two.a), headlines(two.b)]);
      const written = await two.write(two.a);
      const writtenAt = performance.now();
      expect(await headlines(two.a)).toBe(written);
      for (let askedAt = performance.now(); (await headlines(two.b)) !== written; askedAt = performance.now())
        longestMs = Math.max(longestMs, askedAt - writtenAt);
    }
    expect(longestMs).toBeLessThan(200);
  });

  it('shows at once what was written anywhere to who asks for the latest', async () => {
    for (let i = 0; i < 15; i++) {
      await Promise.all([headlines(two.a), headlines(two.b)]);
      const written = await two.write(i % 2 ? two.a : null);
      expect(await headlines(two.b, { 'cache-control': 'no-cache' })).toBe(written);
    }
  });

  it('goes with a retraction, and comes with the end of an embargo', async () => {
    const told = (headline: string, more = {}) =>
      storeTold(own.db, `Ada Brisk spoke of ${headline}.`, { people: ['Ada Brisk'] }, { headline, ...more });
    const hidden = await told('Hidden', { embargoedUntil: '2001-01-01T00:00:00Z' });
    await own.db.updateTable('article').set({ visibility: 1 }).where('id', '=', hidden).execute();
    const ask = async (id: string) => {
      const { body } = await two.a.server.ask(
        `{ node(id: "${encodeId('Article', id)}") { ... on Article { headline withdrawnNotice } } }`,
      );
      return body.data?.node as { headline: string; withdrawnNotice: string | null } | null;
    };
    expect([await ask(hidden), await ask(hidden)]).toEqual([null, null]);
    await liftEmbargoes(own.db);
    /** To all who ask after 200 ms, however long they wait for their answer. */
    const soon = async (isShown: (node: Awaited<ReturnType<typeof ask>>) => boolean) => {
      const doneAt = performance.now();
      for (let askedAt = doneAt; !isShown(await ask(hidden)); askedAt = performance.now())
        expect(askedAt - doneAt).toBeLessThan(200);
    };
    await soon((node) => node?.headline === 'Hidden');
    await setWithdrawn(own.db, hidden, 'Untrue.');
    await soon((node) => node?.withdrawnNotice === 'Untrue.');
  });

  it('is nobody else’s: who has rights of their own neither fills nor reads it', async () => {
    const { key } = await createApiKey(own.db, { name: 'desk', scopes: ['curate'], expiresAt: null });
    const headers = { authorization: `Bearer ${key}` };
    const { server, cache } = two.a;
    const embargoed = await storeTold(
      own.db,
      'Ada Brisk spoke.',
      { people: ['Ada Brisk'] },
      { headline: 'Secret' },
    );
    await own.db.updateTable('article').set({ visibility: 1 }).where('id', '=', embargoed).execute();
    const query = `{ node(id: "${encodeId('Article', embargoed)}") { ... on Article { headline } } }`;
    for (let i = 0; i < 2; i++) {
      const before = { ...cache.counts };
      expect((await server.ask(query, { headers })).body.data).toEqual({ node: { headline: 'Secret' } });
      expect(cache.counts).toMatchObject({ hits: before.hits, misses: before.misses });
      expect((await server.ask(query)).body.data).toEqual({ node: null });
    }
  });
});

describe('when the listener is lost', () => {
  /** Whether the database takes new connections; those that are open stay so. */
  const letIn = async (isIn: boolean) => {
    const { rows } = await own.pool.query('select current_database() as name');
    const session = await openSession(databaseOf(own.connection, 'postgres'));
    await session.query(`alter database ${rows[0].name} with allow_connections ${isIn}`);
    await session.end();
  };
  const end = () =>
    own.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'newsgraph listener'`,
    );

  it('everything held is dropped, and nothing is held before it hears again', async () => {
    const { cache } = two.b;
    await headlines(two.b);
    expect(cache.size.answers).toBeGreaterThan(0);
    await letIn(false);
    await end();
    await expect.poll(() => cache.size.answers, { interval: 1 }).toBe(0);
    for (let i = 0; i < 5; i++) {
      const written = await two.write(null);
      expect(await headlines(two.b)).toBe(written);
      expect(cache.size.answers).toBe(0);
    }
    await letIn(true);
    await expect.poll(() => headlines(two.b).then(() => cache.size.answers)).toBe(1);
    await expect.poll(() => readsOf(() => headlines(two.b))).toBe(0);
  });
});

describe('whatever is written and read, where and when', () => {
  it('no answer is older than it may be', async () => {
    await two.interleave(1, 40);
  });
});

describe('many equal questions at a time', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer(own, {
      config: { cache: { megabytes: 1, maxAgeS: 5, staleS: 30 }, requestTimeoutMs: 60_000 },
    });
    while (server.cache?.size.answers === 0) await server.ask('{ hello }');
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    aborted.length = 0;
  });

  it('are run once, and go on though the first leaves', async () => {
    const leaving = new AbortController();
    const { counts } = server.cache as AnswerCache;
    const { misses, hits } = counts;
    const first = server.ask('{ held }', { signal: leaving.signal }).catch(() => 'left');
    await expect.poll(() => counts.misses, { interval: 1 }).toBe(misses + 1);
    const others = Promise.all(Array.from({ length: 10 }, () => server.ask('{ held }')));
    await expect.poll(() => counts.joined, { interval: 1 }).toBeGreaterThan(0);
    leaving.abort();
    expect(await first).toBe('left');
    letGo();
    expect((await others).map(({ body }) => body.data?.held)).toEqual(Array(10).fill('done'));
    expect(aborted).toEqual([]);
    expect(counts.misses).toBe(misses + 1);
    expect(counts.joined + counts.hits - hits).toBe(10);
  });

  it('end when all have left', async () => {
    const leaving = new AbortController();
    const { counts } = server.cache as AnswerCache;
    const { misses, joined } = counts;
    const asked = [1, 2].map(() =>
      server.ask('{ held(n: 2) }', { signal: leaving.signal }).catch(() => 'left'),
    );
    await expect.poll(() => counts.misses + counts.joined).toBe(misses + joined + 2);
    leaving.abort();
    await Promise.all(asked);
    await expect.poll(() => aborted.length).toBe(1);
  });

  // As long as the second has time left where the machine stands still.
  it('have their own deadlines', { retry: 5 }, async () => {
    const config = { cache: { megabytes: 1, maxAgeS: 5, staleS: 30 }, requestTimeoutMs: 1_500 };
    const impatient = await testServer(own, { config });
    onTestFinished(() => impatient.stop());
    while (impatient.cache?.size.answers === 0) await impatient.ask('{ hello }');
    const first = impatient.ask('{ held(n: 3) }');
    await sleep(1_000);
    const second = impatient.ask('{ held(n: 3) }');
    expect((await first).body.errors?.[0]?.extensions.code).toBe('TIMEOUT');
    expect(held.size).toBe(1);
    letGo();
    expect((await second).body.data).toEqual({ held: 'done' });
  });

  it('have errors of their own, which are not held', async () => {
    const ask = () => server.ask('{ slow(ms: 50) breaks }');
    const answers = await Promise.all([ask(), ask(), ask()]);
    const ids = answers.map(({ body }) => body.errors?.[0]?.extensions.requestId);
    expect(new Set(ids).size).toBe(3);
    expect(answers.map(({ headers }) => headers.get('x-request-id'))).toEqual(ids);
    const { misses } = server.cache!.counts;
    await ask();
    expect(server.cache?.counts.misses).toBe(misses + 1);
  });
});
