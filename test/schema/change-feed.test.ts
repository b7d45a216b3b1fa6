import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApiKey } from '../../db/api-key.ts';
import { liftEmbargoes } from '../../db/embargo.ts';
import { appendChanges } from '../../db/outbox.ts';
import { setWithdrawn, undoWithdrawn } from '../../db/withdraw.ts';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { untilComplete } from '../support/complete.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { codesOf, dataOf, execute } from '../support/graphql.ts';
import { storeTold } from '../support/store-told.ts';
import { documentOf, extractorOf } from '../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());
beforeEach(() => own.pool.query('truncate article, actor, event, utterance, outbox cascade'));

const FEED = `query ($after: String, $first: Int, $before: String, $last: Int, $filter: ChangeFilter) {
  changes(after: $after, first: $first, before: $before, last: $last, filter: $filter) {
  latestCursor
  edges { cursor node { __typename kind nodeId occurredAt cursor node { id }
    ... on ArticleChange { node { headline withdrawnNotice } } ... on PersonChange { node { name } } } }
  pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`;

const EDITOR = { viewer: { seesEmbargoed: true } };
type Feed = Awaited<ReturnType<typeof feed>>;

async function feed(variables: object = {}, context: object = {}) {
  await untilComplete(own.db);
  const { data, errors } = await execute(own, FEED, variables as never, context);
  if (errors) throw errors[0];
  return (data as ReturnType<typeof JSON.parse>).changes;
}
/** "KIND Type name-or-id", the name where there is one. */
const told = ({ edges }: Feed): string[] =>
  edges
    .map(({ node: change }: Feed) => {
      const name = change.node?.headline ?? change.node?.name ?? (change.node ? 'there' : 'gone');
      return `${change.kind} ${change.__typename.replace('Change', '')} ${name}`;
    })
    .sort();

const TOLD = {
  people: ['Ada Brisk', 'Mirel Tovan'],
  quotes: [{ text: 'We held the line', by: ['Ada Brisk'] }],
  events: [{ words: 'the hearing', on: '2026-03-03', who: ['Ada Brisk'] }],
};
const BODY = 'Ada Brisk told Mirel Tovan at the hearing: “We held the line.”';

const EMBARGOED = { embargoedUntil: '2030-01-01T00:00:00Z' };
const embargo = (id: string) =>
  own.pool.query(`update article set visible_from = '2030-01-01', visibility = 1 where id = $1`, [id]);

describe('the feed of changes', () => {
  it('tells of a new article and of all that was read from it', async () => {
    const id = await storeTold(own.db, BODY, TOLD);
    const page = await feed({ first: 50 });
    expect(told(page)).toEqual([
      `CREATED Article About ${BODY.slice(0, 60)}`,
      'CREATED Event there',
      'CREATED Person Ada Brisk',
      'CREATED Person Mirel Tovan',
      'CREATED Quote there',
    ]);
    for (const { cursor, node } of page.edges) {
      expect(node.cursor).toBe(cursor);
      expect(node.node?.id).toBe(node.nodeId);
      expect(Date.parse(node.occurredAt)).toBeGreaterThan(Date.now() - 60_000);
    }
    expect(page.edges.map(({ node }: Feed) => node.nodeId)).toContain(
      Buffer.from(`Article:${id}`).toString('base64url'),
    );
  });

  it('tells of a new version: what changed, came and left', async () => {
    const document = documentOf({ publisher: null, guid: 'one', body: BODY });
    await ingestDocument(own.db, document, { extractor: extractorOf(TOLD) });
    const { latestCursor: after } = await feed({ first: 0 });
    await ingestDocument(
      own.db,
      { ...document, body: 'Ada Brisk met Olen Varga.', headline: 'Otherwise' },
      { extractor: extractorOf({ people: ['Ada Brisk', 'Olen Varga'] }) },
    );
    expect(told(await feed({ after, first: 50 }))).toEqual([
      'CHANGED Article Otherwise',
      'CHANGED Person Ada Brisk',
      'CREATED Person Olen Varga',
      'WITHDRAWN Event gone',
      'WITHDRAWN Person gone',
      'WITHDRAWN Quote gone',
    ]);
  });

  it('tells of a withdrawal with the notice on the article, and of its undoing', async () => {
    const id = await storeTold(own.db, BODY, TOLD);
    const { latestCursor: after } = await feed({ first: 0 });
    await setWithdrawn(own.db, id, 'Wrong person.');
    const { latestCursor: then, ...page } = await feed({ after });
    expect(told(page)).toEqual([
      `WITHDRAWN Article About ${BODY.slice(0, 60)}`,
      'WITHDRAWN Event gone',
      'WITHDRAWN Person gone',
      'WITHDRAWN Person gone',
      'WITHDRAWN Quote gone',
    ]);
    expect(page.edges.map(({ node }: Feed) => node.node?.withdrawnNotice).filter(Boolean)).toEqual([
      'Wrong person.',
    ]);
    await undoWithdrawn(own.db, id);
    expect(told(await feed({ after: then })).map((line) => line.split(' ')[0])).toEqual(
      Array(5).fill('CREATED'),
    );
  });

  it('tells nothing of API keys', async () => {
    await createApiKey(own.db, { name: 'desk', scopes: ['read'], expiresAt: null });
    expect(await feed()).toMatchObject({ edges: [], pageInfo: { hasNextPage: false } });
  });

  it('narrows to types and kinds, to nothing by an empty list, and a cursor serves every filter', async () => {
    const id = await storeTold(own.db, BODY, TOLD);
    expect(told(await feed({ filter: { types: ['PERSON', 'QUOTE'] } }))).toEqual([
      'CREATED Person Ada Brisk',
      'CREATED Person Mirel Tovan',
      'CREATED Quote there',
    ]);
    const { pageInfo } = await feed({ first: 1, filter: { types: ['QUOTE'] } });
    await setWithdrawn(own.db, id, 'Wrong.');
    expect(
      told(await feed({ after: pageInfo.endCursor, filter: { kinds: ['WITHDRAWN'], types: ['ARTICLE'] } })),
    ).toEqual([`WITHDRAWN Article About ${BODY.slice(0, 60)}`]);
    expect((await feed({ filter: { types: [] } })).edges).toEqual([]);
    expect((await feed({ filter: { kinds: [] } })).edges).toEqual([]);
  });
});

describe('what a viewer is told', () => {
  it('is of an embargoed article nothing before its end to the public, and all to who may see it', async () => {
    const id = await storeTold(own.db, BODY, TOLD);
    await embargo(id);
    const { latestCursor: after } = await feed({ first: 0 });
    await ingestDocument(
      own.db,
      documentOf({ publisher: null, body: BODY, standfirst: 'More of it', ...EMBARGOED }),
      {
        extractor: extractorOf(TOLD),
      },
    );
    expect((await feed({ after })).edges).toEqual([]);
    expect((await feed({ after }, EDITOR)).edges).toHaveLength(5);
    await liftEmbargoes(own.db, '2030-01-01T00:00:00Z');
    expect(told(await feed({ after })).map((line) => line.split(' ')[0])).toEqual(Array(5).fill('CREATED'));
    const kinds = (await feed({ after }, EDITOR)).edges.map(({ node }: Feed) => node.kind);
    expect(kinds).toEqual(Array(10).fill('CHANGED'));
  });

  it('is nothing of a public actor that only an embargoed or a withdrawn article changed', async () => {
    await storeTold(own.db, 'Ada Brisk was seen.', { people: ['Ada Brisk'] });
    const id = await storeTold(own.db, BODY, TOLD);
    for (const hide of [() => embargo(id), () => setWithdrawn(own.db, id, 'No.')]) {
      await hide();
      const { latestCursor: after } = await feed({ first: 0 });
      await ingestDocument(
        own.db,
        documentOf({ publisher: null, body: BODY, standfirst: `After ${hide}`, ...EMBARGOED }),
        {
          extractor: extractorOf(TOLD),
        },
      );
      expect(told(await feed({ after }))).toEqual([]);
    }
  });

  it('is nothing of an embargoed article that is withdrawn before its end', async () => {
    const id = await storeTold(own.db, BODY, TOLD);
    await embargo(id);
    const { latestCursor: after } = await feed({ first: 0 });
    await setWithdrawn(own.db, id, 'Never mind.');
    expect((await feed({ after })).edges).toEqual([]);
    expect((await feed({ after }, EDITOR)).edges).toHaveLength(5);
  });
});

describe('a page of changes', () => {
  it('goes on where the last one ended, with Relay’s page information', async () => {
    await storeTold(own.db, BODY, TOLD);
    const all = (await feed({ first: 50 })).edges.map(({ cursor }: Feed) => cursor);
    const first = await feed({ first: 2 });
    expect(first.pageInfo).toEqual({
      startCursor: all[0],
      endCursor: all[1],
      hasNextPage: true,
      hasPreviousPage: false,
    });
    const rest = await feed({ first: 3, after: all[1] });
    expect(rest.edges.map(({ cursor }: Feed) => cursor)).toEqual(all.slice(2));
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('ends with a cursor though it is empty, from which the next change is seen', async () => {
    const { pageInfo, latestCursor } = await feed();
    expect(pageInfo).toMatchObject({ startCursor: null, endCursor: latestCursor, hasNextPage: false });
    await storeTold(own.db, BODY, TOLD);
    expect((await feed({ after: pageInfo.endCursor })).edges).toHaveLength(5);
    const now = await feed({ last: 0 });
    expect(now.pageInfo).toMatchObject({ endCursor: now.latestCursor, hasPreviousPage: true });
    const none = await feed({ first: 0 });
    expect(none.pageInfo.hasNextPage).toBe(true);
    expect((await feed({ after: none.pageInfo.endCursor })).edges).toHaveLength(5);
  });

  it('goes back from the end, too', async () => {
    await storeTold(own.db, BODY, TOLD);
    const all = (await feed({ first: 50 })).edges.map(({ cursor }: Feed) => cursor);
    const last = await feed({ last: 2 });
    expect(last.edges.map(({ cursor }: Feed) => cursor)).toEqual(all.slice(3));
    expect(last.pageInfo).toEqual({
      startCursor: all[3],
      endCursor: all[4],
      hasNextPage: false,
      hasPreviousPage: true,
    });
    const before = await feed({ last: 3, before: all[3] });
    expect(before.edges.map(({ cursor }: Feed) => cursor)).toEqual(all.slice(0, 3));
    expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const between = await feed({ first: 10, after: all[0], before: all[3] });
    expect(between.edges.map(({ cursor }: Feed) => cursor)).toEqual(all.slice(1, 3));
  });

  it('ends after so many rows that its filter drops, and the next page goes on behind them', async () => {
    const article = (row: number) =>
      ({ noun: 'article', row_id: String(row), visibility_before: 2, visibility_after: 2 }) as const;
    await appendChanges(
      own.db,
      Array.from({ length: 1_000 }, (_, i) => article(i + 1)),
    );
    await storeTold(own.db, BODY, TOLD);
    const filter = { types: ['QUOTE'] };
    const first = await feed({ filter });
    expect(first).toMatchObject({ edges: [], pageInfo: { hasNextPage: true } });
    expect(told(await feed({ filter, after: first.pageInfo.endCursor }))).toEqual(['CREATED Quote there']);
  });

  it('refuses what is no cursor of the feed, and sizes beyond the limits', async () => {
    const { articles } = await dataOf(own, '{ articles { pageInfo { endCursor } } }');
    expect(articles.pageInfo.endCursor).toBeNull();
    const forged = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const [mark] = JSON.parse(Buffer.from((await feed()).latestCursor, 'base64url').toString()) as string[];
    for (const after of [
      'x',
      forged('other', '1', '1', '1'),
      forged(mark!, '1', '-1', '1'),
      forged(mark!, '1', `${2n ** 64n}`, '1'),
    ]) {
      expect(await codesOf(own, FEED, { after })).toEqual(['BAD_CURSOR']);
    }
    expect(await codesOf(own, FEED, { first: 101 })).toEqual(['BAD_PAGE']);
    expect(await codesOf(own, FEED, { first: -1 })).toEqual(['BAD_PAGE']);
  });

  it('reads one statement, and one more for each type of node', async () => {
    await storeTold(own.db, BODY, TOLD);
    await untilComplete(own.db);
    own.statements.length = 0;
    await dataOf(own, '{ changes(first: 50) { nodes { kind nodeId } pageInfo { endCursor hasNextPage } } }');
    expect(own.statements).toHaveLength(1);
    own.statements.length = 0;
    await feed({ first: 50 });
    const ofFeed = own.statements.filter((text) => !text.includes('as complete'));
    expect(ofFeed).toHaveLength(5);
  });

  it('is read by the index of its order, and never sorted', async () => {
    own.statements.length = 0;
    await feed({ after: (await feed()).latestCursor });
    const statement = own.statements.findLast((text) => text.includes('scanned')) as string;
    const parameters = [...statement.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n));
    await own.db.connection().execute(async (connection) => {
      for (const way of ['seqscan', 'bitmapscan'])
        await sql.raw(`set enable_${way} = off`).execute(connection);
      await sql`set plan_cache_mode = force_generic_plan`.execute(connection);
      await sql.raw(`prepare feed as ${statement}`).execute(connection);
      const nulls = Array(Math.max(...parameters))
        .fill('null')
        .join(', ');
      const { rows } = await sql
        .raw<{ 'QUERY PLAN': string }>(`explain execute feed(${nulls})`)
        .execute(connection);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      await sql`deallocate feed`.execute(connection);
      await sql`reset all`.execute(connection);
      const condition = plan.indexOf('Index Cond');
      const scan = plan.slice(plan.indexOf('CTE scanned'), plan.indexOf('\n', condition));
      expect(scan).toContain('Index Scan using outbox_pkey');
      expect(scan).toMatch(/Index Cond: .*ROW\(epoch, xid, id\) > ROW/);
      expect(scan).not.toContain('Sort');
    });
  });
});
