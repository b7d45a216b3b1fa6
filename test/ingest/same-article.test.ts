import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { documentOf, extractorOf } from '../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());
beforeEach(() => own.pool.query('truncate article, actor, event, utterance, outbox cascade'));

async function store(given: Partial<Parameters<typeof documentOf>[0]>): Promise<string> {
  const result = await ingestDocument(own.db, documentOf({ body: 'The gates are open.', ...given }), {
    extractor: extractorOf({}),
  });
  return result.kind === 'refused' ? result.message : `${result.kind} ${result.version}`;
}
const articles = () =>
  own.db.selectFrom('article').select(['url', 'guid', 'version']).orderBy('id').execute();
const [a, b] = ['https://orsk.example/a', 'https://orsk.example/b'];

describe('a guid that another article holds', () => {
  it('stays with it when an article known by its address comes with it', async () => {
    await store({ url: a, body: 'One.' });
    await store({ url: b, guid: 'G', body: 'Two.' });
    expect(await store({ url: a, guid: 'G', body: 'One, changed.' })).toBe('stored 2');
    expect(await articles()).toEqual([
      { url: a, guid: null, version: 2 },
      { url: b, guid: 'G', version: 1 },
    ]);
  });

  it('stays with it when an article moves to its publisher', async () => {
    await store({ url: a, guid: 'G', publisher: 'The Orsk Herald' });
    await store({ url: b, guid: 'G', publisher: 'The Velm Post' });
    expect(await store({ url: a, guid: 'G', publisher: 'The Velm Post' })).toBe('stored 2');
    expect(await articles()).toEqual([
      { url: a, guid: null, version: 2 },
      { url: b, guid: 'G', version: 1 },
    ]);
  });

  it('is the same article where its publisher comes under another of its names', async () => {
    await store({ guid: 'G', publisher: 'The Orsk Herald' });
    expect(await store({ guid: 'G', publisher: 'Orsk Herald' })).toBe('stored 2');
    expect(await articles()).toEqual([{ url: null, guid: 'G', version: 2 }]);
  });
});

describe('an extractor that has to wait', () => {
  it('is waited for', async () => {
    const { name, version, read } = extractorOf({ people: ['Ada Brisk'] });
    const slow = { name, version, read: async (input: Parameters<typeof read>[0]) => read(input) };
    await ingestDocument(own.db, documentOf({ body: 'Ada Brisk spoke.' }), { extractor: slow });
    expect(await own.db.selectFrom('mention').select('surface').execute()).toEqual([
      { surface: 'Ada Brisk' },
    ]);
  });
});
