import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IngestResult, ingestFile } from '../../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

describe('an agency item in the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  async function ingested(file: string): Promise<IngestResult[]> {
    const text = readFileSync(new URL(`../../fixtures/${file}`, import.meta.url));
    const results: IngestResult[] = [];
    for await (const result of ingestFile(database.db, { text, url: null, timeZone: null }))
      results.push(result);
    return results;
  }

  async function visibilityOf(articleId: string): Promise<number> {
    const query = database.db.selectFrom('article').select('visibility').where('id', '=', articleId);
    return (await query.executeTakeFirstOrThrow()).visibility;
  }

  it.each(['ninjs/3-text-withheld.json', 'newsml-g2/withheld.xml', 'newsml-g2/text-inline-data.xml'])(
    'is kept and not shown where it is withheld: %s',
    async (file) => {
      const [result] = await ingested(file);
      expect(result).toMatchObject({ kind: 'stored' });
      expect(result?.kind !== 'refused' && (await visibilityOf(result!.articleId))).toBe(1);
    },
  );

  it.each([
    ['ninjs/1-text-complete.json', 'ninjs/1-canceled.json'],
    ['newsml-g2/text-nitf.xml', 'newsml-g2/canceled.xml'],
  ])('%s is taken back by %s', async (file, canceled) => {
    const [stored] = await ingested(file);
    const [retracted] = await ingested(canceled);
    if (stored?.kind !== 'stored') throw new Error(`Wanted a stored article, got ${stored?.kind}.`);
    expect(retracted).toMatchObject({ kind: 'retracted', articleId: stored.articleId });
    expect(await visibilityOf(stored.articleId)).toBe(0);
  });

  it.each([
    ['ninjs/1-text-complete.json', '"versioncreated": "'],
    ['newsml-g2/text-nitf.xml', '<versionCreated>'],
  ])('stays as it is where an older version comes again: %s', async (file, label) => {
    const text = readFileSync(new URL(`../../fixtures/${file}`, import.meta.url), 'utf8');
    const kinds: string[] = [];
    for (const year of ['2031', '2030', '2032']) {
      const version = text
        .replace(`${label}2026`, `${label}${year}`)
        .replaceAll('kestrel-wire', 'osprey-wire');
      for await (const { kind } of ingestFile(database.db, {
        text: Buffer.from(version),
        url: null,
        timeZone: null,
      }))
        kinds.push(kind);
    }
    expect(kinds).toEqual(['stored', 'unchanged', 'stored']);
  });

  it('spoils no other item of its file', async () => {
    const kinds = (await ingested('ninjs/3-event-and-planning.json')).map(({ kind }) => kind);
    expect(kinds).toEqual(['stored', 'stored', 'refused']);
  });
});
