import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestDocument, ingestText } from '../../src/ingest/ingest.ts';
import { listedAtOf } from '../../src/ingest/listed-at.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { documentOf, extractorOf } from '../support/told.ts';

const NOW = '2026-03-03T12:00:00Z';
const said = (publishedAt: string | null, embargoedUntil: string | null = null) => ({
  publishedAt,
  embargoedUntil,
});

describe('the place of an article in lists', () => {
  it.each([
    ['is that of its publication', said('2026-03-01T08:00:00Z'), null, '2026-03-01T08:00:00Z'],
    ['leaves a day for wrong clocks', said('2026-03-04T11:00:00Z'), null, '2026-03-04T11:00:00Z'],
    ['is no later than that', said('2026-03-04T13:00:00Z'), null, NOW],
    ['is that of its coming where no time is said', said(null), null, NOW],
    ['stays where no time is said', said(null), '2026-02-01T08:00:00Z', '2026-02-01T08:00:00Z'],
    [
      'stays where the time can’t be',
      said('2099-01-01T00:00:00Z'),
      '2026-02-01T08:00:00Z',
      '2026-02-01T08:00:00Z',
    ],
    ['does not stay where it can’t be', said('2099-01-01T00:00:00Z'), '2099-01-01T00:00:00Z', NOW],
    [
      'may be at the end of its embargo',
      said('2026-04-01T06:00:00Z', '2026-04-01T06:00:00Z'),
      null,
      '2026-04-01T06:00:00Z',
    ],
    ['is no later than its embargo', said('2099-01-01T00:00:00Z', '2026-04-01T06:00:00Z'), null, NOW],
    ['is not held open by an embargo without an end', said('2099-01-01T00:00:00Z', 'infinity'), null, NOW],
  ])('%s', (_, document, had, place) => {
    expect(listedAtOf(document, had, NOW)).toBe(place);
  });
});

describe('an article of the year 2099', () => {
  let own: TestDatabase;
  beforeAll(async () => {
    own = await testDatabase();
  });
  afterAll(() => own.close());

  const now = () => new Date(NOW);
  const options = { now, extractor: extractorOf({}) };
  const article = (url: string) =>
    own.db
      .selectFrom('article')
      .select(['published_at', 'listed_at', 'version'])
      .where('url', '=', url)
      .executeTakeFirstOrThrow();

  it('stands where it came and says what it says, in its next version, too', async () => {
    const url = 'https://orsk.example/future';
    const told = { url, headline: 'Tram', publishedAt: '2099-01-01T00:00:00Z' };
    await ingestDocument(own.db, documentOf({ ...told, body: 'The tram runs.' }), options);
    const later = { ...options, now: () => new Date('2026-05-05T12:00:00Z') };
    await ingestDocument(own.db, documentOf({ ...told, body: 'The tram stands.' }), later);
    const { published_at, listed_at, version } = await article(url);
    expect(version).toBe(2);
    expect(Date.parse(published_at!)).toBe(Date.UTC(2099, 0, 1));
    expect(Date.parse(listed_at)).toBe(Date.parse(NOW));
  });

  it('does so as a page, too', async () => {
    const url = 'https://orsk.example/future-page';
    const text = `<!doctype html><html lang="en"><head><title>Tram of Orsk runs</title>
      <meta property="article:published_time" content="2099-01-01T00:00:00Z"></head><body><article>
      <h1>Tram of Orsk runs</h1><p>The dike at Orsk held on Tuesday night, said the council, though the river rose again.</p>
      <p>Nobody was hurt, and the ferry sails as before.</p></article></body></html>`;
    const stored = await ingestText(own.db, { text, url, timeZone: null }, { now });
    expect(stored).toMatchObject({ kind: 'stored' });
    const { published_at, listed_at } = await article(url);
    expect(Date.parse(published_at!)).toBe(Date.UTC(2099, 0, 1));
    expect(Date.parse(listed_at)).toBe(Date.parse(NOW));
  });
});
