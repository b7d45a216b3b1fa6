import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../../db/api-key.ts';
import { appendChanges } from '../../../db/outbox.ts';
import { inTransaction } from '../../../db/transaction.ts';
import { schema } from '../../../schema/index.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { insertWorld } from '../../support/world.ts';
import { stream } from '../live/streaming.ts';
import { post, type TestServer, testServer } from '../running.ts';

let database: TestDatabase;
let server: TestServer;
let other: TestServer;

const config = {
  priceCap: 5_000,
  budgetPerAddress: 6_000,
  budgetPerKey: 0,
  trustProxy: ['127.0.0.0/8', '::1'],
};

beforeAll(async () => {
  database = await testDatabase();
  await insertWorld(database.db, { articles: 10, people: 4, quotesEach: 2 });
  [server, other] = await Promise.all([
    testServer(database, { schema, config }),
    testServer(database, { schema, config }),
  ]);
});

afterAll(async () => {
  await Promise.all([server?.stop(), other?.stop()]);
  await database?.close();
});

/** What an answer says of its cost; asked from an address of its own, so that no test spends the budget of another. */
async function ask(query: string, from: string, { of = server, variables = {}, headers = {} } = {}) {
  const params = { query, variables, extensions: { cost: true } };
  const answer = await post(of.url, params, { headers: { 'x-forwarded-for': from, ...headers } });
  return { ...answer, cost: (answer.body as { extensions?: { cost: Cost } }).extensions?.cost };
}

interface Cost {
  readonly requestedQueryCost: number;
  readonly actualQueryCost: number;
  readonly maximumQueryCost: number;
  readonly throttleStatus: Record<string, unknown> | null;
}

const PAGE =
  'query ($n: Int) { articles(first: $n) { nodes { headline quotes(first: 20) { nodes { text } } } } }';

// Budgets fill again with time, and nobody waits long for the store: a machine that stands still is asked again.
describe('an operation', { retry: 5 }, () => {
  it('is told what it was to cost, what it cost, and what is left', async () => {
    await ask(PAGE, '192.0.2.2', { variables: { n: 50 } });
    const { cost, headers } = await ask(PAGE, '192.0.2.1', { variables: { n: 50 } });
    // 50 articles with 20 quotes each were asked for, each row with a value; 10 with 2 came: 1 + 10 * (1.1 + 1 + 2 * 1.1).
    expect(cost).toEqual({
      requestedQueryCost: 1 + 50 * (1.1 + 1 + 20 * 1.1),
      actualQueryCost: 44,
      maximumQueryCost: 5_000,
      throttleStatus: {
        maximumAvailable: 6_000,
        currentlyAvailable: expect.toSatisfy((left: number) => left >= 6_000 - 44 && left < 6_000),
        restoreRate: 100,
        resetAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    });
    expect(headers.get('ratelimit-policy')).toBe('"address";q=6000;w=60');
    expect(headers.get('ratelimit')).toMatch(/^"address";r=59\d\d;t=1$/);
  });

  it('says nothing of it in its answer unless it is asked', async () => {
    const { body, headers } = await post(server.url, { query: '{ articles { nodes { id } } }' });
    expect(Object.keys(body)).toEqual(['data']);
    expect(headers.has('ratelimit')).toBe(true);
  });

  it('is not run where it is dearer than the cap, and told what to lower', async () => {
    database.statements.length = 0;
    const { status, body, cost } = await ask(PAGE, '192.0.2.2', { variables: { n: 1_000_000 } });
    expect(status).not.toBe(400);
    const dear = '{ articles(first: 100) { nodes { people(first: 50) { nodes { name } } headline } } }';
    const refused = await ask(dear, '192.0.2.2');
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([{ extensions: { code: 'COST_EXCEEDED' } }]);
    expect(refused.body.errors?.[0]?.message).toBe(
      'The operation would cost 5,711 where at most 5,000 are allowed: 5,600 of it is articles.nodes.people. Lower first of articles (100) or first of articles.nodes.people (50), or ask for less there.',
    );
    expect(refused.cost).toMatchObject({ requestedQueryCost: 5_711, actualQueryCost: 0 });
    expect([cost, body.errors?.[0]?.extensions.code]).toMatchObject([
      { requestedQueryCost: 2411 },
      'BAD_PAGE',
    ]);
  });

  it('that never ran costs next to nothing', async () => {
    const { cost } = await ask(PAGE, '192.0.2.3', { variables: { n: 'many' } });
    expect(cost?.actualQueryCost ?? 1).toBe(1);
  });
});

const DEAR = '{ articles(first: 90) { nodes { people(first: 48) { nodes { name } } } } }';

/** 2,500 units, of which nothing is given back. */
const NOT_GIVEN_BACK = `mutation { ${Array.from({ length: 25 }, (_, i) => `a${i}: ingestArticle(input: { text: "" }) { __typename }`).join(' ')} }`;

/** Who spent nothing so far. */
let strangers = 0;
const stranger = () => `198.51.100.${++strangers}`;

describe('a budget', { retry: 5 }, () => {
  it('that is spent is said with 429 and when to ask again, and harms nobody else', async () => {
    const from = stranger();
    for (let i = 0; i < 2; i++) expect((await ask(NOT_GIVEN_BACK, from)).status).not.toBe(429);
    const refused = await ask(NOT_GIVEN_BACK, from);
    expect(refused.status).toBe(429);
    expect(refused.body.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(DEAR, stranger())).status).toBe(200);
  });

  it('is one for all servers on a database', async () => {
    const from = stranger();
    const { key } = await createApiKey(database.db, { name: 'k', scopes: ['read'], expiresAt: null });
    expect(key).toBeTruthy();
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++)
      statuses.push((await ask(NOT_GIVEN_BACK, from, { of: i % 2 ? server : other })).status);
    // 2,500 each of 6,000, and a share of 300 for each of the two.
    expect(statuses.filter((status) => status !== 429)).toHaveLength(2);
  });

  it('is that of the whole network where addresses are of IPv6', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, i) => ask(DEAR, `2001:db8:1:2::${i + 1}`)));
    const { cost } = await ask('{ __typename }', '2001:db8:1:2:3::1');
    const { cost: fresh } = await ask('{ __typename }', '2001:db8:1:3::1');
    expect(cost?.throttleStatus?.currentlyAvailable).toBeLessThan(5_999);
    expect(fresh?.throttleStatus?.currentlyAvailable).toBe(5_999);
  });

  it('of a key is not that of an address', async () => {
    const { key } = await createApiKey(database.db, { name: 'k', scopes: ['read'], expiresAt: null });
    const { cost } = await ask('{ __typename }', '192.0.2.30', {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(cost).toMatchObject({ throttleStatus: null });
  });
});

describe('a document that the server has not read lately', () => {
  it('is paid for as it is read, also where it is refused; that it is known makes it free', async () => {
    const small = await testServer(database, { schema, config: { ...config, budgetPerAddress: 1_000 } });
    const send = async (query: string, from: string) =>
      (await post(small.url, { query }, { headers: { 'x-forwarded-for': from } })).status;
    const refused = (name: string) => `{ ${'nothing '.repeat(400)} ${name} }`;
    for (let i = 0; i < 20; i++) expect(await send(refused('same'), '192.0.2.60')).toBe(400);
    expect(await send('{ __typename }', '192.0.2.60')).toBe(200);
    // Each of 3,200 characters is 800 units.
    for (let i = 0; i < 3; i++) await send(refused(`other${i}`), '192.0.2.61');
    expect(await send('{ __typename }', '192.0.2.61')).toBe(429);
    await small.stop();
  });
});

describe('whoever has spent all', { retry: 5 }, () => {
  let small: TestServer;
  beforeAll(async () => {
    small = await testServer(database, { schema, config: { ...config, budgetPerAddress: 60 } });
  });
  afterAll(() => small?.stop());

  it('is refused before it is read what they ask', async () => {
    const from = { headers: { 'x-forwarded-for': stranger() } };
    const spend = () => post(small.url, { query: '{ __typename }' }, from);
    for (let i = 0; i < 75; i++) await spend();
    const { status, headers, body } = await post(small.url, 'nothing that can be read', from);
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBe('1');
    expect(headers.get('ratelimit')).toMatch(/^"address";r=0;t=\d+$/);
    expect(body.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  });

  it('has spent it for articles as files, too', async () => {
    const get = (path: string, from: string) =>
      fetch(`${small.origin}${path}`, { headers: { 'x-forwarded-for': from } });
    const statuses: number[] = [];
    const from = stranger();
    for (let i = 0; i < 3; i++) statuses.push((await get('/articles.jsonl?first=3', from)).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await get('/articles.jsonl?first=100', stranger())).status).toBe(429);
    expect((await get('/articles.jsonl', stranger())).status).toBe(429);
    expect((await get('/articles.jsonl?first=1', stranger())).headers.get('ratelimit')).toMatch(
      /r=5\d;t=\d+$/,
    );
  });
});

describe('a subscription', () => {
  const subscribe = (query: string, from: string) =>
    fetch(server.url, {
      method: 'POST',
      body: JSON.stringify({ query }),
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-forwarded-for': from },
    });

  it('is refused where an event of it is dearer than the cap', async () => {
    const dear =
      'subscription { articleChanged { node { people(first: 100) { nodes { quotes(first: 100) { nodes { text } } } } } } }';
    const response = await subscribe(dear, '192.0.2.50');
    expect(await response.text()).toContain('"code":"COST_EXCEEDED"');
  });

  it('is paid for when it begins', async () => {
    const response = await subscribe(
      'subscription { articleChanged { node { quotes(first: 100) { nodes { text } } } } }',
      '192.0.2.51',
    );
    await response.body?.cancel();
    const { cost } = await ask('{ __typename }', '192.0.2.51');
    expect(cost?.throttleStatus?.currentlyAvailable).toBeLessThan(6_000 - 100);
  });

  it('leaves others room, however many one address would hold', async () => {
    const small = await testServer(database, { schema, config: { ...config, mostSubscriptions: 20 } });
    const open = (from: string) =>
      stream(small.url, 'subscription { quoteAdded { kind } }', {}, { 'x-forwarded-for': from });
    const held = [await open('192.0.2.53'), await open('192.0.2.53')];
    const refused = await open('192.0.2.53');
    await refused.over;
    expect(refused.response.status).toBe(503);
    expect(refused.events[0]?.data.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    held.push(await open('192.0.2.54'));
    expect(held.map(({ response }) => response.status)).toEqual([200, 200, 200]);
    for (const each of held) each.leave();
    await small.stop();
  });

  it('ends where a whole budget is owed for its events, however many there are to catch up with', async () => {
    const small = await testServer(database, { schema, config: { ...config, budgetPerAddress: 100 } });
    const { body } = await post(small.url, { query: '{ changes(first: 0) { latestCursor } }' });
    const { changes } = body.data as { changes: { latestCursor: string } };
    const after = changes.latestCursor;
    const changed = { noun: 'article', row_id: '1', visibility_before: 2, visibility_after: 2 } as const;
    for (let i = 0; i < 400; i++) await inTransaction(database.db, (trx) => appendChanges(trx, [changed]));
    const from = { 'x-forwarded-for': '192.0.2.52' };
    const query = 'subscription ($after: String) { articleChanged(after: $after) { node { headline } } }';
    const told = await stream(small.url, query, { after }, from);
    await told.over;
    // Each costs 1.1 and is rounded up: 200 are spent by a hundred events, and twenty are under way.
    expect(told.events.length).toBeGreaterThan(20);
    expect(told.events.length).toBeLessThan(150);
    const [last, complete] = told.events.slice(-2);
    expect(complete?.event).toBe('complete');
    expect(last?.data.errors).toMatchObject([
      { message: expect.stringMatching(/after the last cursor/), extensions: { code: 'RATE_LIMITED' } },
    ]);
    expect((await post(small.url, { query: '{ __typename }' }, { headers: from })).status).toBe(429);
    await small.stop();
  });
});
