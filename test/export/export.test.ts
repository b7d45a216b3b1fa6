import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { liftEmbargoes } from '../../db/embargo.ts';
import { exportById, exportByUrl } from '../../db/export.ts';
import type { Reader } from '../../db/reader.ts';
import { setWithdrawn } from '../../db/withdraw.ts';
import { encodeId } from '../../schema/ids.ts';
import { exportedPages } from '../../src/export/export-articles.ts';
import type { ExportedArticle } from '../../src/export/exported.ts';
import { exportedOf } from '../../src/export/from-row.ts';
import { BadSelectionError, selectionOf } from '../../src/export/selection.ts';
import type { NewsDocument } from '../../src/ingest/document.ts';
import { reader, type TestDatabase, testDatabase } from '../support/database.ts';
import { storeTold } from '../support/store-told.ts';
import { insertWorld } from '../support/world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await sql`truncate article, actor, event cascade`.execute(database.db);
});

const TOLD = {
  url: 'https://orsk.example/bridge',
  otherUrls: ['https://orsk.example/also/bridge'],
  guid: 'tag:orsk.example,2026:1',
  publisher: 'Orsk Courier',
  headline: 'Bridge opens',
  standfirst: 'After nine years.',
  section: 'Transport',
  dateline: 'ORSK',
  publishedAt: '2026-01-02T10:00:00Z',
  modifiedAt: '2026-01-02T11:00:00.5Z',
  bylines: [{ name: 'Anna Karst', role: 'author' as const }],
  images: [{ caption: 'The bridge', credit: null, url: 'https://orsk.example/bridge.jpg' }],
  corrections: ['The bridge is older.'],
  usageTerms: 'Not for syndication.',
  copyrightHolder: 'Orsk Courier',
  copyrightNotice: '© Orsk Courier',
  subjects: [{ kind: 'topic' as const, name: 'Bridges', uri: null, role: null }],
  associations: [{ role: 'video', type: 'video', uri: 'https://orsk.example/v', headline: null }],
} satisfies Partial<NewsDocument>;
const BODY = '“It is done,” said Ada Quill.';
const SPEAKS = { people: ['Ada Quill'], quotes: [{ text: 'It is done,', by: ['Ada Quill'] }] };

const exported = async (id: string, as: Reader = reader(database)) => {
  const row = await exportById(as, id);
  return row && exportedOf(row, encodeId('Article', id));
};
const pages = async (asked: Parameters<typeof selectionOf>[1], first: number | null = null) => {
  const found: ExportedArticle[] = [];
  const as = reader(database);
  for await (const page of exportedPages(as, await selectionOf(as, asked), first))
    found.push(...(page as ExportedArticle[]));
  return found.map(({ document }) => document.headline);
};

describe('an article for export', () => {
  it('says all that its source said, whom it names and whom it quotes, in one statement', async () => {
    const id = await storeTold(database.db, BODY, SPEAKS, TOLD);
    database.statements.length = 0;
    const article = await exported(id);
    expect(database.statements).toHaveLength(1);
    expect(article).toMatchObject({
      kind: 'article',
      document: { ...TOLD, body: BODY, language: 'en', embargoedUntil: null },
      actors: [{ kind: 'person', name: 'Ada Quill', wikidataId: null, description: null }],
      quotes: [{ text: 'It is done,', speakers: [{ kind: 'person', name: 'Ada Quill' }] }],
    });
  });

  it('is a tombstone once withdrawn, by its id and each of its addresses', async () => {
    const id = await storeTold(database.db, BODY, SPEAKS, TOLD);
    await setWithdrawn(database.db, id, 'The bridge was invented.');
    const { url, guid } = TOLD;
    const tombstone = {
      kind: 'tombstone',
      retraction: { url, guid, publisher: null, notice: 'The bridge was invented.' },
    };
    expect(await exported(id)).toMatchObject(tombstone);
    const row = await exportByUrl(reader(database), TOLD.otherUrls[0]!);
    expect(row).toMatchObject({
      id,
      body: null,
      quotes: [],
      actors: [],
      bylines: [],
      images: [],
      other_urls: [],
    });
    expect(JSON.stringify(await exported(id))).not.toMatch(/done|Quill|Karst|nine years/);
    expect(await pages({})).toEqual([]);
  });

  it('leaves without a body that is withheld, and without its quotes', async () => {
    const id = await storeTold(database.db, BODY, SPEAKS, TOLD);
    await sql`update article set body_status = 'withheld', source_body_status = 'withheld' where id = ${id}`.execute(
      database.db,
    );
    const article = await exported(id);
    expect(article).toMatchObject({ document: { body: '', bodyStatus: 'withheld' }, quotes: [] });
    expect(JSON.stringify(article)).not.toContain('It is done');
  });

  it('shows under embargo to nobody but who may see it, with the embargo’s end', async () => {
    const id = await storeTold(database.db, BODY, SPEAKS, TOLD);
    await sql`update article set visibility = 1, visible_from = '2099-01-01T00:00:00Z' where id = ${id}`.execute(
      database.db,
    );
    expect(await exported(id)).toBeNull();
    expect(await exportByUrl(reader(database), TOLD.url)).toBeNull();
    expect(await pages({})).toEqual([]);
    expect(await exported(id, { ...reader(database), viewer: { seesEmbargoed: true } })).toMatchObject({
      document: { embargoedUntil: '2099-01-01T00:00:00Z' },
    });
  });
});

describe('a selection', () => {
  it('goes over all pages, newest first, a statement for each', async () => {
    await insertWorld(database.db, { articles: 450, people: 3, quotesEach: 1 });
    database.statements.length = 0;
    const all = await pages({});
    expect(database.statements).toHaveLength(3);
    expect(new Set(all).size).toBe(450);
    const { rows } = await sql<{
      headline: string;
    }>`select headline from article order by listed_at desc, id desc`.execute(database.db);
    expect(all).toEqual(rows.map(({ headline }) => headline));
    expect(await pages({}, 201)).toEqual(all.slice(0, 201));
  });

  it('is narrowed by words, section, publisher, language and time', async () => {
    await storeTold(database.db, BODY, SPEAKS, TOLD);
    await storeTold(
      database.db,
      'Elsewhere, later.',
      {},
      {
        headline: 'Other',
        language: 'de',
        publishedAt: '2026-02-01T00:00:00Z',
      },
    );
    expect(await pages({ text: 'bridge' })).toEqual(['Bridge opens']);
    expect(await pages({ section: 'Transport' })).toEqual(['Bridge opens']);
    expect(await pages({ publisher: 'orsk courier' })).toEqual(['Bridge opens']);
    expect(await pages({ language: 'de' })).toEqual(['Other']);
    expect(await pages({ from: '2026-01-03' })).toEqual(['Other']);
    expect(await pages({ before: '2026-01-02T11:00:00+01:00' })).toEqual([]);
    expect(await pages({ before: '2026-01-02T11:00:01+01:00' })).toEqual(['Bridge opens']);
  });

  it('knows no publisher by name of whom nothing can be seen', async () => {
    const asked = selectionOf.bind(null, reader(database), { publisher: 'Orsk Courier' });
    const id = await storeTold(database.db, BODY, SPEAKS, {
      ...TOLD,
      embargoedUntil: '2999-01-01T00:00:00Z',
    });
    await expect(asked()).rejects.toThrow(BadSelectionError);
    await liftEmbargoes(database.db, '2999-01-01T00:00:00Z');
    await expect(asked()).resolves.toMatchObject({ or: [{}] });
    await setWithdrawn(database.db, id, 'Untrue.');
    await expect(asked()).rejects.toThrow(BadSelectionError);
  });

  it.each([
    [
      { publisher: 'Nobody' },
      'publisher: wanted the name or id of an organization that is here, got "Nobody"',
    ],
    [
      { from: '2026-02-30' },
      'from: wanted a day such as 2026-03-03 or RFC 3339 with an offset, got "2026-02-30"',
    ],
    [{ before: 'soon' }, 'before: wanted a day such as 2026-03-03 or RFC 3339 with an offset, got "soon"'],
    [{ text: 'x'.repeat(301) }, 'text: wanted at most 300 characters without U+0000'],
  ])('says what is wrong with %j', async (asked, message) => {
    await expect(selectionOf(reader(database), asked)).rejects.toThrow(new BadSelectionError(message));
  });
});
