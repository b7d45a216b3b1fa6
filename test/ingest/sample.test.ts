import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestText } from '../../src/ingest/ingest.ts';
import { loadSample, SAMPLE_FOLDER, sampleNames } from '../../src/ingest/sample.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { rowCounts } from '../support/row-counts.ts';

let own: TestDatabase;
let progress: string[];
beforeAll(async () => {
  own = await testDatabase();
  progress = [];
  await loadSample(own.db, { onProgress: (done, of) => progress.push(`${done}/${of}`) });
});
afterAll(() => own.close());

describe('the sample corpus', () => {
  it('loads whole into an empty database, and tells how far it is', async () => {
    const names = await sampleNames();
    expect(names.length).toBeGreaterThanOrEqual(20);
    expect(progress.at(0)).toBe(`0/${names.length}`);
    expect(progress.at(-1)).toBe(`${names.length}/${names.length}`);
    const articles = await own.db.selectFrom('article').select(['publisher_id', 'published_at']).execute();
    expect(articles).toHaveLength(names.length);
    expect(articles.every((row) => row.published_at !== null)).toBe(true);
    const publishers = new Set(articles.flatMap((row) => row.publisher_id ?? []));
    expect(publishers.size).toBeGreaterThanOrEqual(3);
  });

  it('changes nothing when every file of it comes again', async () => {
    const before = await rowCounts(own.db);
    for (const name of await sampleNames()) {
      const text = await readFile(`${SAMPLE_FOLDER}/${name}`);
      const result = await ingestText(own.db, { text, url: null, timeZone: null }, { name });
      expect(result.kind).toBe('unchanged');
    }
    expect(await rowCounts(own.db)).toEqual(before);
  });

  it('is not loaded where there are articles', async () => {
    expect(await loadSample(own.db)).toBe(0);
  });

  it('is loaded to its end where it alone is stored in part, and not beside an article of another source', async () => {
    const names = await sampleNames();
    for (const [source, wanted] of [
      [`${SAMPLE_FOLDER}/${names[0]}`, names.length - 1],
      ['test/fixtures/text/joint-statement.txt', 0],
    ] as const) {
      const part = await testDatabase();
      await ingestText(part.db, { text: await readFile(source), url: null, timeZone: null });
      expect(await loadSample(part.db)).toBe(wanted);
      await part.close();
    }
  });

  it('prints the same words of one speaker in two outlets as one utterance', async () => {
    const shared = await own.db
      .selectFrom('quote')
      .innerJoin('article', 'article.id', 'quote.article_id')
      .select('quote.utterance_id')
      .where('quote.utterance_id', 'is not', null)
      .groupBy('quote.utterance_id')
      .having((eb) => eb.fn.count('article.publisher_id').distinct(), '>=', 2)
      .execute();
    expect(shared.length).toBeGreaterThanOrEqual(2);
  });

  it('gives every derived row the moment and visibility of its article', async () => {
    for (const table of ['mention', 'quote'] as const) {
      const strays = await own.db
        .selectFrom(table)
        .innerJoin('article', 'article.id', `${table}.article_id`)
        .select('article.id')
        .whereRef(`${table}.listed_at`, '<>', 'article.listed_at')
        .execute();
      expect(strays).toEqual([]);
    }
  });
});
