import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { liftEmbargoes } from '../../db/embargo.ts';
import { undoWithdrawn } from '../../db/withdraw.ts';
import type { NewsDocument, Retraction } from '../../src/ingest/document.ts';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { ingestRetraction } from '../../src/ingest/retract.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { dataOf } from '../support/graphql.ts';
import { rowCounts } from '../support/row-counts.ts';
import { documentOf, extractorOf } from '../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase({ poolSize: 8 });
});
afterAll(() => own.close());
beforeEach(() => own.pool.query('truncate article, actor, event, utterance, outbox, retraction cascade'));

const url = 'https://orsk.example/a';
const told = { people: ['Ada Brisk'], quotes: [{ text: 'We will open the gates', by: ['Ada Brisk'] }] };
const body = 'Ada Brisk said: “We will open the gates.”';
const store = (given: Partial<NewsDocument> = {}, at = '2026-03-05T00:00:00Z') =>
  ingestDocument(own.db, documentOf({ url, body, ...given }), {
    extractor: extractorOf(told),
    now: () => new Date(at),
  });
const retract = (given: Partial<Retraction> = {}) =>
  ingestRetraction(own.db, { url, guid: null, publisher: null, notice: 'Taken back.', ...given });
const visibility = async () =>
  (await own.db.selectFrom('article').select('visibility').executeTakeFirstOrThrow()).visibility;
const changes = async () => {
  const rows = await own.db
    .selectFrom('outbox')
    .select(['noun', 'visibility_before as b', 'visibility_after as a'])
    .execute();
  return rows.map(({ noun, b, a }) => `${noun} ${b}>${a}`).sort();
};

describe('an article that its source takes back', () => {
  it('is known by any of its addresses and by its guid', async () => {
    await store({ guid: 'G', otherUrls: ['https://orsk.example/b'] });
    expect(await retract({ url: 'http://www.orsk.example/b/amp', notice: null })).toMatchObject({
      kind: 'retracted',
    });
    const { article } = await dataOf(
      own,
      `{ article(url: "${url}") { withdrawnNotice body } quotes { totalCount } }`,
    );
    expect(article).toEqual({ withdrawnNotice: 'Retracted by its source.', body: null });
    expect(await retract({ url: null, guid: 'G', publisher: 'The Orsk Herald' })).toMatchObject({
      kind: 'unchanged',
    });
  });

  it('stays with its readers where an editor gave it back, until its source says something new', async () => {
    await store();
    const taken = await retract();
    if (taken.kind === 'refused') throw new Error(taken.message);
    await undoWithdrawn(own.db, taken.articleId, 'key desk');
    expect(await retract()).toMatchObject({ kind: 'unchanged' });
    expect(await visibility()).toBe(2);
    expect(await retract({ notice: 'For another reason.' })).toMatchObject({ kind: 'retracted' });
    const kept = await own.db
      .selectFrom('retraction')
      .select(['notice', 'retracted_by', 'undone_by'])
      .orderBy('id')
      .execute();
    expect(kept).toEqual([
      { notice: 'Taken back.', retracted_by: 'source', undone_by: 'key desk' },
      { notice: 'For another reason.', retracted_by: 'source', undone_by: null },
    ]);
  });
});

describe('an article that was taken back before it came', () => {
  it('is refused, remembered once, and a tombstone when it comes', async () => {
    for (const _ of [1, 2])
      expect(await retract()).toMatchObject({ kind: 'refused', reason: 'UNKNOWN_ARTICLE' });
    expect((await rowCounts(own.db)).retraction).toBe(1);
    expect(await store({ url: 'http://www.orsk.example/a/' })).toMatchObject({
      kind: 'retracted',
      version: 1,
    });
    const query = `{ article(url: "${url}") { withdrawnNotice body quotes { totalCount } } articles { totalCount } people { totalCount } quotes { totalCount } }`;
    expect(await dataOf(own, query)).toEqual({
      article: { withdrawnNotice: 'Taken back.', body: null, quotes: { totalCount: 0 } },
      articles: { totalCount: 0 },
      people: { totalCount: 0 },
      quotes: { totalCount: 0 },
    });
    expect((await changes()).filter((change) => !change.endsWith('>0'))).toEqual([]);
    expect(await store({ body: `${body} More.` })).toMatchObject({
      kind: 'stored',
      version: 2,
      shows: 'nothing',
    });
    expect(await visibility()).toBe(0);
  });

  it('is known by one of its other addresses, or by its guid within its publisher', async () => {
    await retract({ url: 'https://orsk.example/b' });
    expect(await store({ otherUrls: ['https://orsk.example/b'] })).toMatchObject({ kind: 'retracted' });
    await retract({ url: null, guid: 'G', publisher: 'The Orsk Herald' });
    expect(
      await store({ url: 'https://orsk.example/c', guid: 'G', publisher: 'The Velm Post' }),
    ).toMatchObject({ kind: 'stored' });
    expect(await store({ url: 'https://orsk.example/d', guid: 'G' })).toMatchObject({ kind: 'retracted' });
  });

  it('is known by a guid that is a URI where the agency that takes it back names no publisher', async () => {
    const taken = { url: null, publisher: null };
    const here = await store({ url: null, guid: 'urn:newsml:orsk.example:1' });
    expect(await retract({ ...taken, guid: 'urn:newsml:orsk.example:1' })).toMatchObject({
      kind: 'retracted',
      articleId: here.kind === 'refused' ? '' : here.articleId,
    });
    await retract({ ...taken, guid: 'urn:newsml:orsk.example:2' });
    expect(await store({ url: null, guid: 'urn:newsml:orsk.example:2' })).toMatchObject({
      kind: 'retracted',
    });
    await retract({ ...taken, guid: '3' });
    expect(await store({ url: 'https://orsk.example/3', guid: '3' })).toMatchObject({ kind: 'stored' });
  });

  it('can be given back', async () => {
    await retract();
    const came = await store();
    if (came.kind === 'refused') throw new Error(came.message);
    expect(await undoWithdrawn(own.db, came.articleId)).toBe(true);
    expect((await dataOf(own, '{ quotes { totalCount } }')).quotes.totalCount).toBe(1);
    expect(await retract()).toMatchObject({ kind: 'unchanged' });
  });

  it('is never public, whichever of the two is first', async () => {
    const both = Array.from({ length: 6 }, (_, i) => {
      const one = `https://orsk.example/race/${i}`;
      return Promise.all([store({ url: one }), retract({ url: one })]);
    });
    await Promise.all(both);
    const rows = await own.db.selectFrom('article').select('visibility').execute();
    expect(rows.map((row) => row.visibility)).toEqual(Array(6).fill(0));
  });
});

describe('an embargo', () => {
  const until = (embargoedUntil: string | null, n: number) => store({ embargoedUntil, body: `${body} ${n}` });

  it('hides an article until it ends, or until further notice', async () => {
    await until('2026-03-06T00:00:00+01:00', 1);
    expect(await visibility()).toBe(1);
    expect(await changes()).toContain('article null>1');
    expect(await liftEmbargoes(own.db, '2026-03-05T23:00:00Z')).toHaveLength(1);
    await store({ url: 'https://orsk.example/b', embargoedUntil: 'infinity' });
    expect(await liftEmbargoes(own.db, '9999-01-01T00:00:00Z')).toEqual([]);
  });

  it('that has ended hides nothing', async () => {
    await until('2026-03-04T00:00:00Z', 1);
    expect(await visibility()).toBe(2);
  });

  it('is put off, brought forward and lifted by later versions', async () => {
    await until('2026-03-06T00:00:00Z', 1);
    await until('infinity', 2);
    expect(await liftEmbargoes(own.db, '2026-03-07T00:00:00Z')).toEqual([]);
    await until('2026-03-06T00:00:00Z', 3);
    await own.pool.query('truncate outbox');
    expect(await until(null, 4)).toMatchObject({ version: 4 });
    expect(await visibility()).toBe(2);
    const quote = ['quote 1>2', 'quote 2>2'];
    expect((await changes()).filter((change) => /quote|article/.test(change))).toEqual([
      'article 1>2',
      'article 2>2',
      ...quote,
    ]);
    expect(await dataOf(own, '{ quotes { totalCount } people { totalCount } }')).toEqual({
      quotes: { totalCount: 1 },
      people: { totalCount: 1 },
    });
  });

  it('does not hide again what was public', async () => {
    await until(null, 1);
    await until('2026-04-01T00:00:00Z', 2);
    expect(await visibility()).toBe(2);
  });

  it('of an article that was withdrawn under it is lifted behind the tombstone', async () => {
    await until('infinity', 1);
    await retract();
    await until(null, 2);
    expect(await visibility()).toBe(0);
    const { id } = await own.db.selectFrom('article').select('id').executeTakeFirstOrThrow();
    await undoWithdrawn(own.db, id);
    expect(await visibility()).toBe(2);
  });
});

describe('rights', () => {
  it('of a source and of an editor hold over versions, the quotes with them', async () => {
    await store({ bodyStatus: 'withheld', usageTerms: 'For print alone.' });
    const seen = async () => {
      const { article, quotes } = await dataOf(
        own,
        `{ article(url: "${url}") { bodyStatus body usageTerms } quotes { totalCount } }`,
      );
      return [article.bodyStatus, article.body !== null, quotes.totalCount];
    };
    expect(await seen()).toEqual(['WITHHELD', false, 0]);
    await own.pool.query('truncate outbox');
    await store({ body: `${body} More.` });
    expect(await seen()).toEqual(['AVAILABLE', true, 1]);
    expect(await changes()).toContain('quote 0>2');
    await own.pool.query('truncate outbox');
    await store({ bodyStatus: 'withheld' });
    expect(await seen()).toEqual(['WITHHELD', false, 0]);
    expect(await changes()).toContain('quote 2>0');
  });
});
