import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createClient as createSseClient } from 'graphql-sse';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApiKey, revokeApiKey } from '../../../db/api-key.ts';
import { liftEmbargoes } from '../../../db/embargo.ts';
import { setWithdrawn } from '../../../db/withdraw.ts';
import { schema } from '../../../schema/index.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { openSession, urlOf } from '../../support/server.ts';
import { storeTold } from '../../support/store-told.ts';
import { post, type TestServer, testServer } from '../running.ts';
import { type Streamed, type StreamedEvent, stream } from './streaming.ts';

const ARTICLES = `subscription ($filter: ArticleFilter, $after: String) { articleChanged(filter: $filter, after: $after) {
  kind nodeId cursor node { headline withdrawnNotice } } }`;
const QUOTES = `subscription ($filter: QuoteFilter, $after: String) { quoteAdded(filter: $filter, after: $after) {
  kind node { text article { headline } } } }`;

let own: TestDatabase;
let server: TestServer;
const streams: Streamed[] = [];
beforeAll(async () => {
  own = await testDatabase({ poolSize: 8 });
  server = await testServer(own, { schema, config: { heartbeatMs: 100 } });
});
afterAll(async () => {
  await server?.stop();
  await own?.close();
});
beforeEach(() => own.pool.query('truncate article, actor, event, utterance, outbox cascade'));
afterEach(async () => {
  for (const each of streams.splice(0)) each.leave();
  await expect.poll(listeners).toBe(0);
});

async function subscribe(...[query, variables, headers]: [string, object?, Record<string, string>?]) {
  const streamed = await stream(server.url, query, variables, headers);
  streams.push(streamed);
  return streamed;
}
async function listeners(): Promise<number> {
  const { rows } = await own.pool.query(
    `select from pg_stat_activity where datname = current_database() and application_name = 'newsgraph listener'`,
  );
  return rows.length;
}
const told = ({ events }: Streamed) =>
  events.flatMap(({ event, data }: StreamedEvent) =>
    event === 'next' && data.data
      ? [`${data.data.articleChanged.kind} ${data.data.articleChanged.node?.headline}`]
      : [],
  );
const codes = ({ events }: Streamed) =>
  events.flatMap(({ data }) => data?.errors?.map((error: { extensions: object }) => error.extensions) ?? []);
const store = (headline: string, more: object = {}) =>
  storeTold(own.db, `Ada Brisk spoke of ${headline}.`, { people: ['Ada Brisk'] }, { headline, ...more });

describe('a subscription to articles', () => {
  it('hears of what comes, changes and is withdrawn, each event with its cursor', async () => {
    const heard = await subscribe(ARTICLES);
    expect(heard.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(heard.response.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(heard.response.headers.get('x-accel-buffering')).toBe('no');
    expect(heard.response.headers.get('content-encoding')).toBeNull();
    const id = await store('Dam opens');
    await setWithdrawn(own.db, id, 'Untrue.');
    await expect.poll(() => told(heard)).toEqual(['CREATED Dam opens', 'WITHDRAWN Dam opens']);
    const [created, withdrawn] = heard.events as [StreamedEvent, StreamedEvent];
    expect(withdrawn.data.data.articleChanged.node.withdrawnNotice).toBe('Untrue.');
    for (const { id, data } of [created, withdrawn]) {
      expect(data.data.articleChanged.cursor).toBe(id);
      expect(data.extensions).toEqual({ cursor: id });
    }
  });

  it('hears of what its filter lets through', async () => {
    const heard = await subscribe(ARTICLES, { filter: { text: 'ferry', section: 'Region' } });
    await store('Ferry sold', { section: 'Money' });
    await store('Ferry late', { section: 'Region' });
    await expect.poll(() => told(heard)).toEqual(['CREATED Ferry late']);
  });

  it('hears of each that is withdrawn, so that no filter tells what stood in it', async () => {
    const { body } = await post(server.url, { query: '{ changes(first: 0) { latestCursor } }' });
    const { latestCursor: after } = (body.data as { changes: { latestCursor: string } }).changes;
    const filters = [{ text: 'ferry' }, { text: 'nothing of the kind' }, { excludeReprints: true }];
    const live = await Promise.all(filters.map((filter) => subscribe(ARTICLES, { filter })));
    await setWithdrawn(own.db, await store('Ferry late'), 'Untrue.');
    for (const heard of live) await expect.poll(() => told(heard)).toContain('WITHDRAWN Ferry late');
    for (const filter of filters) {
      const heard = await subscribe(ARTICLES, { filter, after });
      await expect.poll(() => told(heard)).toEqual(['WITHDRAWN Ferry late']);
    }
  });

  it('hears nothing of embargoed articles without the scope, and of their end all the same', async () => {
    const { key } = await createApiKey(own.db, { name: 'desk', scopes: ['curate'], expiresAt: null });
    const editor = await subscribe(ARTICLES, {}, { authorization: `Bearer ${key}` });
    const anyone = await subscribe(ARTICLES);
    await store('Later', { embargoedUntil: '2030-01-01T00:00:00Z' });
    await expect.poll(() => told(editor)).toEqual(['CREATED Later']);
    expect(told(anyone)).toEqual([]);
    await liftEmbargoes(own.db, '2030-01-01T00:00:00Z');
    await expect.poll(() => told(anyone)).toEqual(['CREATED Later']);
    await expect.poll(() => told(editor)).toEqual(['CREATED Later', 'CHANGED Later']);
  });

  it('waits for an older transaction that is open, and tells all in order once it is not', async () => {
    const heard = await subscribe(ARTICLES);
    const session = await openSession(own.connection);
    await session.query('begin; select pg_current_xact_id()');
    await store('First');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(told(heard)).toEqual([]);
    await session.query('commit');
    await session.end();
    await expect.poll(() => told(heard)).toEqual(['CREATED First']);
  });
});

describe('an article that another process stores', () => {
  it('is heard of', async () => {
    const heard = await subscribe(ARTICLES);
    const command = spawn(
      process.execPath,
      ['src/cli.ts', 'ingest', 'db/sample/09-kestrel-wire-drannick-flood.txt'],
      {
        env: { ...process.env, DATABASE_URL: urlOf(own.connection) },
        stdio: 'ignore',
      },
    );
    expect(await once(command, 'close')).toEqual([0, null]);
    await expect.poll(() => told(heard)).toHaveLength(1);
  });
});

describe('a subscription to quotes', () => {
  it('hears of those that its filter lets through', async () => {
    const heard = await subscribe(QUOTES, { filter: { text: 'water' } });
    await storeTold(
      own.db,
      'Ada Brisk said “The water rises” and “We stay calm”.',
      {
        people: ['Ada Brisk'],
        quotes: [
          { text: 'The water rises', by: ['Ada Brisk'] },
          { text: 'We stay calm', by: ['Ada Brisk'] },
        ],
      },
      { headline: 'Flood' },
    );
    await expect.poll(() => heard.events.length).toBe(1);
    expect(heard.events[0]!.data.data).toEqual({
      quoteAdded: { kind: 'CREATED', node: { text: 'The water rises', article: { headline: 'Flood' } } },
    });
  });
});

describe('going on after a cursor', () => {
  it('loses and doubles nothing, however often the client leaves while articles come', async () => {
    const wanted = Array.from({ length: 60 }, (_, i) => `CREATED Part ${i}`);
    const { body } = await post(server.url, { query: '{ changes(first: 0) { latestCursor } }' });
    let after = (body.data as { changes: { latestCursor: string } }).changes.latestCursor;
    let isDone = false;
    const writing = (async () => {
      for (let i = 0; i < wanted.length; i += 4)
        await Promise.all([0, 1, 2, 3].map((n) => store(`Part ${i + n}`)));
      isDone = true;
    })();
    const heard: string[] = [];
    while (!isDone || heard.length < wanted.length) {
      const part = await subscribe(ARTICLES, { after });
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 150));
      part.leave();
      await part.over;
      heard.push(...told(part));
      after = part.events.at(-1)?.id ?? after;
    }
    await writing;
    expect(heard.toSorted()).toEqual(wanted.toSorted());
  });

  it('is what a browser asks for by Last-Event-ID, which heartbeats move on', async () => {
    const before = await subscribe(ARTICLES, { filter: { text: 'nothing like it' } });
    await expect.poll(before.lastId).not.toBeNull();
    const first = before.lastId();
    await store('Unheard');
    await expect.poll(before.lastId).not.toBe(first);
    const resumed = await subscribe(ARTICLES, {}, { 'last-event-id': first! });
    await expect.poll(() => told(resumed)).toEqual(['CREATED Unheard']);
  });

  it('reads through what came meanwhile, batch by batch, before what comes', async () => {
    const { body } = await post(server.url, { query: '{ changes(first: 0) { latestCursor } }' });
    const { latestCursor: after } = (body.data as { changes: { latestCursor: string } }).changes;
    const id = await store('Told 1,201 times');
    await own.pool.query(
      `insert into outbox (epoch, noun, row_id, visibility_before, visibility_after)
       select outbox_epoch(), 'article', $1, 2, 2 from generate_series(1, 1200)`,
      [id],
    );
    const heard = await subscribe(ARTICLES, { after });
    await store('The newest');
    await expect.poll(() => told(heard).at(-1)).toBe('CREATED The newest');
    expect(told(heard)).toHaveLength(1_202);
  });

  it('is refused where the cursor is none, or what follows is no longer kept', async () => {
    const wrong = await subscribe(ARTICLES, { after: 'x' });
    await wrong.over;
    expect(codes(wrong)).toEqual([{ code: 'BAD_CURSOR' }]);
    const { body } = await post(server.url, { query: '{ changes(first: 0) { latestCursor } }' });
    const { latestCursor: after } = (body.data as { changes: { latestCursor: string } }).changes;
    await own.pool.query(`update outbox_state set pruned_epoch = 1, pruned_xid = '9999999'`);
    const old = await subscribe(ARTICLES, { after });
    await old.over;
    await own.pool.query(`update outbox_state set pruned_epoch = 0, pruned_xid = '0'`);
    expect(codes(old)).toEqual([{ code: 'CURSOR_EXPIRED' }]);
  });
});

describe('a connection', () => {
  it('shows that it lives, and is never held back to be compressed', async () => {
    const heard = await subscribe(ARTICLES, {}, { 'accept-encoding': 'br, gzip' });
    await expect.poll(heard.beats).toBeGreaterThan(3);
    expect(heard.response.headers.get('content-encoding')).toBeNull();
  });

  it('ends when its key is revoked', async () => {
    const { id, key } = await createApiKey(own.db, { name: 'desk', scopes: ['read'], expiresAt: null });
    const heard = await subscribe(ARTICLES, {}, { authorization: `Bearer ${key}` });
    await revokeApiKey(own.db, id);
    await heard.over;
    expect(codes(heard)).toEqual([{ code: 'UNAUTHENTICATED' }]);
    expect(heard.events.at(-1)?.event).toBe('complete');
  });

  it('ends when its key is revoked, though an open transaction holds the outbox back', async () => {
    const { id, key } = await createApiKey(own.db, { name: 'desk', scopes: ['read'], expiresAt: null });
    const heard = await subscribe(ARTICLES, {}, { authorization: `Bearer ${key}` });
    const holder = await openSession(own.connection);
    await holder.query('begin; select pg_current_xact_id()');
    await revokeApiKey(own.db, id);
    await heard.over;
    await holder.end();
    expect(codes(heard)).toEqual([{ code: 'UNAUTHENTICATED' }]);
  });

  it('ends when its key expires', { retry: 5 }, async () => {
    const expiresAt = new Date(Date.now() + 3_000).toISOString();
    const { key } = await createApiKey(own.db, { name: 'guest', scopes: ['read'], expiresAt });
    const heard = await subscribe(ARTICLES, {}, { authorization: `Bearer ${key}` });
    await heard.over;
    expect(codes(heard)).toEqual([{ code: 'UNAUTHENTICATED' }]);
  });

  it('is wanted as an event stream, or refused before anything listens', async () => {
    const { status, body } = await post(server.url, { query: ARTICLES });
    expect(status).toBe(406);
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
    expect(await listeners()).toBe(0);
  });

  it('serves GET, as EventSource asks', async () => {
    const url = `${server.url}?query=${encodeURIComponent('subscription { articleChanged { kind } }')}`;
    const away = new AbortController();
    const response = await fetch(url, { headers: { accept: 'text/event-stream' }, signal: away.signal });
    expect(response.headers.get('content-type')).toMatch('text/event-stream');
    away.abort();
  });

  it('serves the client of graphql-sse', async () => {
    const client = createSseClient({ url: server.url, retryAttempts: 0 });
    const results = client.iterate<{ articleChanged: { node: { headline: string } } }>({ query: ARTICLES });
    const first = results.next();
    await expect.poll(listeners).toBe(1);
    await store('For the client');
    expect((await first).value?.data?.articleChanged.node.headline).toBe('For the client');
    await results.return?.(undefined);
    client.dispose();
  });
});

describe('many subscriptions', () => {
  it('share one connection that listens, one read of the outbox and one question a filter', async () => {
    const filter = { section: 'Region' };
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, i) => subscribe(ARTICLES, i % 2 ? { filter } : {})),
    );
    await expect.poll(listeners).toBe(1);
    own.statements.length = 0;
    await store('Shared', { section: 'Region' });
    await expect.poll(() => all.every((each) => told(each).length === 1)).toBe(true);
    const questions = own.statements.filter((text) => /target\.id from "article"/.test(text));
    expect(questions).toHaveLength(1);
    const nodes = own.statements.filter((text) => text.includes('"target"."withdrawn_notice"'));
    expect(nodes.length).toBeLessThanOrEqual(2);
  });

  it('leave nothing behind when they are dropped', async () => {
    await expect.poll(listeners).toBe(0);
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    for (let round = 0; round < 4; round++) {
      const some = await Promise.all(Array.from({ length: 50 }, () => subscribe(ARTICLES)));
      for (const each of some) each.leave();
      await Promise.all(some.map((each) => each.over));
    }
    await expect.poll(listeners).toBe(0);
    await expect.poll(timers).toBeLessThanOrEqual(before + 2);
  });

  it('are refused above the limit, with a time to come back', async () => {
    const small = await testServer(own, { schema, config: { mostSubscriptions: 2 } });
    const held = [await stream(small.url, ARTICLES), await stream(small.url, ARTICLES)];
    const refused = await stream(small.url, ARTICLES);
    await refused.over;
    expect(refused.response.status).toBe(503);
    expect(refused.response.headers.get('retry-after')).toBe('5');
    expect(codes(refused)).toEqual([{ code: 'UNAVAILABLE' }]);
    held[0]!.leave();
    await held[0]!.over;
    await expect
      .poll(async () => {
        const again = await stream(small.url, ARTICLES);
        again.leave();
        return again.response.status;
      })
      .toBe(200);
    await small.stop();
  });

  it('end in order when the server stops, at once, and say where to go on', async () => {
    const stopping = await testServer(own, { schema });
    const heard = await Promise.all(Array.from({ length: 10 }, () => stream(stopping.url, ARTICLES)));
    await stopping.stop();
    await Promise.all(heard.map((each) => each.over));
    for (const each of heard) {
      expect(codes(each)).toEqual([{ code: 'UNAVAILABLE' }]);
      expect(each.events.at(-1)?.event).toBe('complete');
    }
  });
});

describe('a lost listener', () => {
  it('is replaced, and what came meanwhile is told', async () => {
    const heard = await subscribe(ARTICLES);
    await expect.poll(listeners).toBe(1);
    await own.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'newsgraph listener'`,
    );
    await store('Meanwhile');
    await expect.poll(() => told(heard)).toEqual(['CREATED Meanwhile']);
    await expect.poll(listeners).toBe(1);
    await store('Afterwards');
    await expect.poll(() => told(heard)).toEqual(['CREATED Meanwhile', 'CREATED Afterwards']);
  });

  it('is not needed: without one the outbox is looked at again and again', async () => {
    const unwoken = await testServer(own, { schema, connection: null });
    const heard = await stream(unwoken.url, ARTICLES);
    expect(await listeners()).toBe(0);
    await store('Polled');
    await expect.poll(() => told(heard)).toEqual(['CREATED Polled']);
    await unwoken.stop();
  });
});
