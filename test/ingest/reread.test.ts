import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rulesExtractor } from '../../src/ingest/find/rules.ts';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import type { Extractor, ReadInput } from '../../src/ingest/reading.ts';
import { type RereadOptions, reread } from '../../src/ingest/reread.ts';
import { ingestRetraction } from '../../src/ingest/retract.ts';
import { loadSample } from '../../src/ingest/sample.ts';
import { contentsOf, expectSameContents } from '../support/contents.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { dataOf } from '../support/graphql.ts';
import { documentOf, readingOf, type Told } from '../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());
beforeEach(() => own.pool.query('truncate article, actor, event, utterance, outbox, retraction cascade'));

const BODY =
  'Ada Brisk of the Harbour Board: “We will open the gates.” Mirel Tovan: “Nobody asked us.” He left.';
const WORSE: Told = {
  people: ['Ada Brisk'],
  quotes: [
    { text: 'We will open the gates', by: ['Ada Brisk'] },
    { text: 'He left', by: ['Ada Brisk'] },
  ],
};
const BETTER: Told = {
  people: ['Ada Brisk', 'Mirel Tovan'],
  organizations: ['Harbour Board'],
  quotes: [
    { text: 'We will open the gates', by: ['Ada Brisk'] },
    { text: 'Nobody asked us', by: ['Mirel Tovan'] },
  ],
};
const reader = (version: string, told: Told, on: (input: ReadInput) => unknown = () => {}): Extractor => ({
  name: 'told',
  version,
  async read(input) {
    await on(input);
    return readingOf(input.text, told);
  },
});
const url = 'https://orsk.example/gates';
const store = (given: Partial<Parameters<typeof documentOf>[0]> = {}, extractor = reader('1', WORSE)) =>
  ingestDocument(own.db, documentOf({ url, body: BODY, ...given }), { extractor });

async function readAnew(extractor: Extractor, options: Partial<RereadOptions> = {}) {
  const outcomes: string[] = [];
  for await (const { outcome } of reread(own.db, { extractor, ...options })) outcomes.push(outcome);
  return outcomes;
}

const quotes = () =>
  own.db
    .selectFrom('quote')
    .select(['id', 'text', 'version', 'gone_in_version', 'extractor'])
    .orderBy('id')
    .execute();
const told = async () => {
  const rows = await own.db
    .selectFrom('outbox')
    .select(['noun', 'row_id'])
    .where('audience', '>', 0)
    .orderBy('id')
    .execute();
  return rows.map(({ noun, row_id }) => `${noun} ${row_id}`);
};

describe('a better extractor over stored articles', () => {
  it('brings what it finds, keeps the ids of what still stands, and makes no version', async () => {
    await store();
    const before = await quotes();
    await own.pool.query('truncate outbox');
    expect(await readAnew(reader('2', BETTER))).toEqual(['changed']);
    const after = await quotes();
    expect(after).toMatchObject([
      { id: before[0]!.id, text: 'We will open the gates', gone_in_version: null, extractor: 'told-2' },
      { id: before[1]!.id, text: 'He left', gone_in_version: 1 },
      { text: 'Nobody asked us', gone_in_version: null },
    ]);
    const { article } = await dataOf(
      own,
      `{ article(url: "${url}") { version quotes { nodes { text speakers { ... on Actor { name } } } } people { totalCount } organizations { totalCount } } }`,
    );
    expect(article).toMatchObject({
      version: 1,
      quotes: {
        nodes: [
          { text: 'We will open the gates', speakers: [{ name: 'Ada Brisk' }] },
          { text: 'Nobody asked us', speakers: [{ name: 'Mirel Tovan' }] },
        ],
      },
      people: { totalCount: 2 },
    });
    const quotesTold = (await told()).filter((row) => row.startsWith('quote'));
    expect(quotesTold.sort()).toEqual([`quote ${before[1]!.id}`, `quote ${after[2]!.id}`].sort());
  });

  it('leaves alone what it has read, and what nothing changed is told to nobody', async () => {
    await store();
    await own.pool.query('truncate outbox');
    expect(await readAnew(reader('1', WORSE))).toEqual([]);
    expect(await readAnew(reader('2', WORSE))).toEqual(['same']);
    expect(await readAnew(reader('2', WORSE))).toEqual([]);
    expect(await told()).toEqual([]);
  });

  it('reads the sample corpus as it was read when it came, once or twice', async () => {
    await loadSample(own.db);
    const contents = async () => {
      const rows = await contentsOf(own.pool);
      const isOfReader = /"(?:extractor|decided_at)":"[^"]*",?/g;
      return new Map(
        [...rows].map(([table, held]) => [table, held.map((row) => row.replace(isOfReader, '')).sort()]),
      );
    };
    const before = await contents();
    const again = { ...rulesExtractor, version: 'again' };
    const outcomes = await readAnew(again);
    expect(outcomes.length).toBeGreaterThan(20);
    expect(new Set(outcomes)).toEqual(new Set(['same']));
    const { outbox: _, ...tables } = Object.fromEntries(await contents());
    for (const table of [
      'quote',
      'mention',
      'actor',
      'event',
      'article_event',
      'article_actor',
      'affiliation',
    ])
      expectSameContents(new Map([[table, before.get(table)!]]), new Map([[table, tables[table]!]]));
  }, 120_000);

  it('goes on where it was stopped', async () => {
    for (const n of [1, 2, 3, 4]) await store({ url: `${url}/${n}` });
    const stop = new AbortController();
    const texts: string[] = [];
    const better = reader('2', BETTER, ({ headline }) => texts.push(String(headline)));
    const stopped: string[] = [];
    for await (const { outcome } of reread(own.db, { extractor: better, ahead: 1, signal: stop.signal })) {
      stopped.push(outcome);
      if (stopped.length === 2) stop.abort();
    }
    expect(stopped).toEqual(['changed', 'changed']);
    expect(await readAnew(better, { ahead: 1 })).toEqual(['changed', 'changed']);
  });

  it('that fails on a text leaves its former reading, and goes on', async () => {
    await store();
    await store({ url: `${url}/2`, headline: 'Other' });
    const failing = reader('2', BETTER, ({ headline }) => {
      if (headline === 'Other') throw new Error('wanted sense, got none');
    });
    const before = await quotes();
    const covered = { ...failing, otherwise: reader('3', BETTER) };
    expect(await readAnew(covered)).toEqual(['changed', 'failed']);
    const after = new Map((await quotes()).map((quote) => [quote.id, quote]));
    expect(before.slice(2).map(({ id }) => after.get(id))).toEqual(before.slice(2));
  });

  it('gives way to a version that comes meanwhile', async () => {
    await store();
    const slow = reader('2', WORSE, async () => {
      await store({ body: `${BODY} Later.` }, reader('3', BETTER));
    });
    expect(await readAnew(slow)).toEqual(['superseded']);
    expect((await quotes()).filter((quote) => quote.gone_in_version === null)).toMatchObject([
      { text: 'We will open the gates', version: 2, extractor: 'told-3' },
      { text: 'Nobody asked us', version: 2 },
    ]);
  });

  it('shows nothing of what is withdrawn or under embargo', async () => {
    await store({ embargoedUntil: '2099-01-01T00:00:00Z' });
    await store({ url: `${url}/2` });
    await ingestRetraction(own.db, { url: `${url}/2`, guid: null, publisher: null, notice: null });
    expect(await readAnew(reader('2', BETTER))).toEqual(['changed', 'changed']);
    const seen = await dataOf(
      own,
      '{ quotes { totalCount } people { totalCount } organizations { totalCount } events { totalCount } }',
    );
    expect(JSON.stringify(seen)).not.toMatch(/[1-9]/);
  });

  it('is given the clock that the article printed', async () => {
    const given: (string | null)[] = [];
    for (const publishedAt of [
      '2026-03-04T23:30:00-05:30',
      '2026-03-04T00:15:00+13:00',
      '2026-03-04T12:00:00Z',
      null,
    ])
      await store({ url: `${url}/${publishedAt}`, publishedAt });
    await readAnew(
      reader('2', BETTER, ({ publishedAt }) => given.push(publishedAt)),
      { ahead: 1 },
    );
    expect(given).toEqual([
      '2026-03-04T23:30:00.000000-05:30',
      '2026-03-04T00:15:00.000000+13:00',
      '2026-03-04T12:00:00.000000+00:00',
      null,
    ]);
  });
});
