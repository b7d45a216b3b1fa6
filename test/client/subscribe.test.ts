import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import {
  ArticleChangedDocument,
  ChangesDocument,
  createClient,
  NewsgraphError,
  QuoteAddedDocument,
} from '../../src/client/index.ts';
import { type TestServer, testServer } from '../server/running.ts';
import { freePort } from '../support/clone.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { storeTold } from '../support/store-told.ts';

let own: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  own = await testDatabase();
  server = await testServer(own, { schema, config: { heartbeatMs: 100 } });
});
afterAll(async () => {
  await server?.stop();
  await own?.close();
});

const store = (headline: string) =>
  storeTold(
    own.db,
    `${headline}: Ada Brisk said “We stay”.`,
    { people: ['Ada Brisk'], quotes: [{ text: 'We stay', by: ['Ada Brisk'] }] },
    { headline },
  );
type Told = { articleChanged: { node?: { headline: string } | null } };
const headline = ({ articleChanged }: Told) => articleChanged.node?.headline;
async function latestCursor(): Promise<string> {
  const { changes } = await createClient({ url: server.url }).request(ChangesDocument, { first: 0 });
  return changes.latestCursor;
}

describe('a subscription of the typed client', () => {
  it('tells what comes after a cursor, until it is left', async () => {
    const after = await latestCursor();
    await store('One');
    await store('Two');
    const told: unknown[] = [];
    const client = createClient({ url: server.url });
    for await (const result of client.subscribe(ArticleChangedDocument, {}, { after })) {
      expect(result.articleChanged.kind).toBe('CREATED');
      told.push(headline(result));
      if (told.length === 2) break;
    }
    expect(told).toEqual(['One', 'Two']);
    for await (const { quoteAdded } of client.subscribe(
      QuoteAddedDocument,
      { filter: { text: 'stay' } },
      { after },
    )) {
      expect(quoteAdded.node?.text).toBe('We stay');
      break;
    }
    await expect
      .poll(() =>
        own.pool
          .query(
            `select from pg_stat_activity where datname = current_database() and application_name = 'newsgraph listener'`,
          )
          .then(({ rows }) => rows.length),
      )
      .toBe(0);
  });

  it('goes on where a cut connection broke off, and where a server that stopped comes back', async () => {
    const port = await freePort();
    const first = await testServer(own, { schema, config: { heartbeatMs: 50, port } });
    let cut = new AbortController();
    const reasons: unknown[] = [];
    const cursors: string[] = [];
    const away = new AbortController();
    const client = createClient({
      url: first.url,
      fetch: (url, init) => {
        cut = new AbortController();
        return fetch(url, { ...init, signal: AbortSignal.any([init!.signal!, cut.signal]) });
      },
    });
    const told: unknown[] = [];
    const listening = (async () => {
      const options = {
        signal: away.signal,
        onReconnect: (reason: unknown) => void reasons.push(reason),
        onCursor: (cursor: string) => void cursors.push(cursor),
      };
      for await (const result of client.subscribe(ArticleChangedDocument, {}, options))
        told.push(headline(result));
    })();
    await expect.poll(() => cursors.length).toBeGreaterThan(0);
    await store('Before');
    await expect.poll(() => told).toEqual(['Before']);
    cut.abort();
    await store('While cut');
    await expect.poll(() => told).toEqual(['Before', 'While cut']);
    await first.stop();
    await store('While stopped');
    const second = await testServer(own, { schema, config: { heartbeatMs: 50, port } });
    await store('After');
    await expect.poll(() => told).toEqual(['Before', 'While cut', 'While stopped', 'After']);
    expect(reasons.length).toBeGreaterThanOrEqual(2);
    away.abort(new Error('enough'));
    await expect(listening).rejects.toThrow('enough');
    await second.stop();
  });

  it.each([
    ['a proxy answers for a server that starts', '<h1>Bad gateway</h1>', 502],
    ['a budget is spent', '{"errors":[{"message":"","extensions":{"code":"RATE_LIMITED"}}]}', 429],
  ])('tries again where %s', async (_, said, status) => {
    const after = await latestCursor();
    await store(`Behind ${status}`);
    let times = 0;
    const client = createClient({
      url: server.url,
      fetch: (url, init) =>
        ++times === 1 ? Promise.resolve(new Response(said, { status })) : fetch(url, init),
    });
    for await (const result of client.subscribe(ArticleChangedDocument, {}, { after })) {
      expect(headline(result)).toBe(`Behind ${status}`);
      break;
    }
    expect(times).toBe(2);
  });

  it('rejects where another try cures nothing', async () => {
    const client = createClient({ url: server.url });
    const bad = client.subscribe(ArticleChangedDocument, {}, { after: 'x' });
    await expect(bad.next()).rejects.toMatchObject({ code: 'BAD_CURSOR' });
    const after = await latestCursor();
    await own.pool.query(`update outbox_state set pruned_epoch = 1, pruned_xid = '9999999'`);
    const expired = client.subscribe(ArticleChangedDocument, {}, { after });
    await expect(expired.next()).rejects.toBeInstanceOf(NewsgraphError);
    await own.pool.query(`update outbox_state set pruned_epoch = 0, pruned_xid = '0'`);
    const elsewhere = createClient({ url: `${server.origin}/nowhere` }).subscribe(ArticleChangedDocument, {});
    await expect(elsewhere.next()).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});
