import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../db/client.ts';
import { schema } from '../../schema/index.ts';
import { loadSample } from '../../src/ingest/sample.ts';
import { startTracing } from '../../src/observe/tracing.ts';
import { testServer } from '../server/running.ts';
import { startCollector } from '../support/collector.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await loadSample(database.db);
});
afterAll(() => database.close());

async function traced(endpoint: string, patienceMs = 3_000) {
  const tracing = startTracing({ endpoint, serviceName: 'tested', share: 1, delayMs: 20, patienceMs });
  const { watchStatement } = tracing;
  const watched = openDatabase({ connection: database.connection, watchStatement });
  const watching = { metrics: null, tracing, slow: null };
  const server = await testServer({ ...database, db: watched.db }, { schema, watching });
  const stop = async () => {
    await server.stop();
    await watched.close();
    await tracing.stop();
  };
  return { server, stop };
}

describe('traces', () => {
  it("go on with the client's, down to the statement, and hold no values", async () => {
    const collector = await startCollector();
    onTestFinished(collector.stop);
    const { server, stop } = await traced(collector.endpoint);
    const secret = 'word-of-a-variable';
    const { body } = await server.ask(
      `query MadeUp { articles(filter: { section: "${secret}" }) { nodes { headline quotes { nodes { text } } } } }`,
      { headers: { traceparent: `00-${TRACE}-${PARENT}-01`, 'x-request-id': 'of-a-test' } },
    );
    expect(body.errors).toBeUndefined();
    await stop();
    const [request] = collector.spans.filter(({ name }) => name === 'POST');
    expect(request).toMatchObject({
      traceId: TRACE,
      parentSpanId: PARENT,
      attributes: {
        'http.request.method': 'POST',
        'http.response.status_code': 200,
        'newsgraph.request_id': 'of-a-test',
        'url.path': '/graphql',
      },
    });
    const under = (parent: string) => collector.spans.filter(({ parentSpanId }) => parentSpanId === parent);
    const [operation] = under(request!.spanId);
    expect(operation).toMatchObject({ name: 'query', attributes: { 'graphql.operation.type': 'query' } });
    const [field] = under(operation!.spanId);
    expect(field).toMatchObject({ name: 'Query.articles' });
    // A page is read when its rows are asked for, which may be when its field is over.
    const statements = collector.spans.filter(({ attributes }) => attributes['db.query.text']);
    expect([operation!.spanId, field!.spanId]).toContain(statements[0]?.parentSpanId);
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatchObject({
      name: 'select article',
      attributes: { 'db.system.name': 'postgresql', 'db.query.text': expect.stringMatching(/select .*\$1/s) },
    });
    expect(JSON.stringify(collector.spans)).not.toContain(secret);
    expect(JSON.stringify(collector.spans)).not.toContain('MadeUp');
  });

  it('keep the loads of one level in one statement', async () => {
    const collector = await startCollector();
    onTestFinished(collector.stop);
    const { server, stop } = await traced(collector.endpoint);
    const { body } = await server.ask('{ articles(first: 3) { nodes { id } } }');
    const ids = (body.data as { articles: { nodes: { id: string }[] } }).articles.nodes.map(({ id }) => id);
    const headers = { traceparent: `00-${TRACE}-${PARENT}-01` };
    await server.ask(
      `{ a: node(id: "${ids[0]}") { ... on Article { headline } } b: node(id: "${ids[1]}") { ... on Article { headline } } }`,
      { headers },
    );
    await stop();
    const ofThat = collector.spans.filter(({ traceId }) => traceId === TRACE);
    const statements = ofThat.filter(({ attributes }) => attributes['db.query.text']);
    expect(statements.map(({ name }) => name)).toEqual(['select article']);
    expect(ofThat.filter(({ name }) => name === 'Query.node')).toHaveLength(2);
  });

  // Without a limit of ours they are sent for ten seconds; a machine that stands still is tried again.
  it.each(['down', 'silent'])('hurt nobody while the collector is %s', { retry: 3 }, async (how) => {
    const collector = await startCollector({ answers: false });
    if (how === 'down') await collector.stop();
    else onTestFinished(collector.stop);
    const { server, stop } = await traced(collector.endpoint, 200);
    for (let i = 0; i < 20; i++) {
      const { status, body } = await server.ask('{ articles(first: 1) { nodes { id } } }');
      expect([status, body.errors]).toEqual([200, undefined]);
    }
    const began = performance.now();
    await stop();
    expect(performance.now() - began).toBeLessThan(8_000);
  });
});
