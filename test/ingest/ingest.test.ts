import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/client.ts';
import { ingestDocument, ingestText } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { rowCounts } from '../support/row-counts.ts';
import { openSession } from '../support/server.ts';
import { documentOf, extractorOf } from '../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase({ poolSize: 10 });
});
afterAll(() => own.close());

const told = {
  people: [{ name: 'Mirel Tovan', aliases: ['Tovan'] }, 'Ada Brisk'],
  organizations: ['Harbour Board'],
  roles: [['Mirel Tovan', 'Harbour Board', 'chair']] as const,
  quotes: [
    { text: 'We will open the gates on Monday', by: ['Mirel Tovan'] },
    { text: 'Nobody asked the crews', by: ['a docker'] },
  ],
  events: [{ words: 'the meeting', on: '2026-03-03', who: ['Mirel Tovan', 'Ada Brisk'] }],
};
const body = `Mirel Tovan met Ada Brisk. “We will open the gates on Monday,” Tovan said after the meeting at the Harbour Board.

“Nobody asked the crews,” a docker said.`;
const options = { extractor: extractorOf(told) };

describe('ingestion', () => {
  it('stores an article with all that was read, and says so in the outbox', async () => {
    const result = await ingestDocument(own.db, documentOf({ url: 'https://orsk.example/a', body }), options);
    expect(result).toEqual({ kind: 'stored', articleId: expect.any(String), version: 1 });
    expect(await rowCounts(own.db)).toMatchObject({
      article: 1,
      article_version: 1,
      actor: 4,
      article_actor: 4,
      mention: 5,
      quote: 2,
      quote_party: 2,
      utterance: 1,
      event: 1,
      event_participant: 2,
      affiliation: 1,
      affiliation_statement: 1,
      link_decision: 0,
    });
    const changes = await own.db
      .selectFrom('outbox')
      .select(['noun', 'visibility_before', 'visibility_after'])
      .execute();
    const created = { visibility_before: null, visibility_after: 2 };
    expect(Object.groupBy(changes, ({ noun }) => noun)).toMatchObject({
      article: [created],
      actor: Array(4).fill(created),
      event: [created],
      quote: [created, created],
    });
  });

  it('changes nothing when the same article comes again', async () => {
    const before = await rowCounts(own.db);
    const result = await ingestDocument(
      own.db,
      documentOf({ url: 'https://orsk.example/a#top', body }),
      options,
    );
    expect(result).toMatchObject({ kind: 'unchanged', version: 1 });
    expect(await rowCounts(own.db)).toEqual(before);
  });

  it('knows an article without an address by its publisher, headline and time', async () => {
    const plain = documentOf({ body: 'Ada Brisk resigned.' });
    expect(await ingestDocument(own.db, plain, options)).toMatchObject({ kind: 'stored', version: 1 });
    expect(await ingestDocument(own.db, { ...plain, headline: ` ${plain.headline}` }, options)).toMatchObject(
      {
        kind: 'unchanged',
      },
    );
    expect(
      await ingestDocument(own.db, { ...plain, publishedAt: '2026-03-05T09:30:00Z' }, options),
    ).toMatchObject({
      kind: 'stored',
      version: 1,
    });
  });

  it('stores one article when it comes eight times at once', async () => {
    const before = await rowCounts(own.db);
    const document = documentOf({ url: 'https://orsk.example/once', body: `${body} Ilse Karran came late.` });
    const people = [...told.people, 'Ilse Karran'];
    const results = await Promise.all(
      Array.from({ length: 8 }, () =>
        ingestDocument(own.db, document, { extractor: extractorOf({ ...told, people }) }),
      ),
    );
    expect(results.map((result) => result.kind).sort()).toEqual(['stored', ...Array(7).fill('unchanged')]);
    const after = await rowCounts(own.db);
    expect(after.article! - before.article!).toBe(1);
    expect(after.actor! - before.actor!).toBe(1);
  });

  it('makes one of each new actor, event and affiliation when eight articles name them at once', async () => {
    const before = await rowCounts(own.db);
    const shared = {
      people: ['Olga Reyn', 'Tam Oddly'],
      organizations: [{ name: 'Union of River Pilots', aliases: ['URP'] }],
      roles: [['Olga Reyn', 'Union of River Pilots', 'president']] as const,
      quotes: [{ text: 'We have waited for this all winter', by: ['Olga Reyn'] }],
      events: [{ words: 'the talks', on: '2026-04-01', who: ['Olga Reyn', 'Tam Oddly'] }],
    };
    const orders = [
      'Olga Reyn met Tam Oddly of the Union of River Pilots',
      'At the Union of River Pilots Tam Oddly met Olga Reyn',
    ];
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, i) => {
        const text = `${orders[i % 2]} (URP) for the talks. “We have waited for this all winter.”`;
        const document = documentOf({
          url: `https://orsk.example/pilots/${i}`,
          publisher: `Paper ${i % 3}`,
          body: text,
        });
        return ingestDocument(own.db, document, { extractor: extractorOf(shared) });
      }),
    );
    expect(results.map((result) => result.kind)).toEqual(Array(8).fill('stored'));
    const after = await rowCounts(own.db);
    const added = Object.fromEntries(Object.entries(after).map(([table, n]) => [table, n - before[table]!]));
    expect(added).toMatchObject({
      article: 8,
      actor: 6,
      event: 1,
      event_participant: 2,
      affiliation: 1,
      utterance: 1,
      quote: 8,
    });
    const olga = await own.db
      .selectFrom('actor')
      .select('public_count')
      .where('name', '=', 'Olga Reyn')
      .execute();
    expect(olga).toEqual([{ public_count: 8 }]);
  });

  it('leaves nothing of an article whose last write fails', async () => {
    const before = await rowCounts(own.db);
    await own.pool.query(`create function fail() returns trigger language plpgsql as $$ begin raise 'full'; end $$;
      create trigger fail before insert on outbox execute function fail()`);
    const document = documentOf({ url: 'https://orsk.example/failing', body: 'Nobody New spoke.' });
    const failing = ingestDocument(own.db, document, { extractor: extractorOf({ people: ['Nobody New'] }) });
    await expect(failing).rejects.toThrow('full');
    await own.pool.query('drop trigger fail on outbox; drop function fail()');
    expect(await rowCounts(own.db)).toEqual(before);
    expect(await ingestDocument(own.db, document, options)).toMatchObject({ kind: 'stored', version: 1 });
  });

  it('leaves nothing of an article whose connection is killed in the middle', async () => {
    const before = await rowCounts(own.db);
    const killed = openDatabase({ connection: own.connection, applicationName: 'to be killed' });
    const blocker = await openSession(own.connection);
    await blocker.query('begin; lock table outbox in access exclusive mode');
    const document = documentOf({ url: 'https://orsk.example/killed', body: 'Somebody New spoke.' });
    const failing = ingestDocument(killed.db, document, {
      extractor: extractorOf({ people: ['Somebody New'] }),
    });
    const outcome = expect(failing).rejects.toThrow();
    await untilWaiting();
    await blocker.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to be killed'`,
    );
    await outcome;
    await blocker.query('rollback');
    await blocker.end();
    await killed.close();
    expect(await rowCounts(own.db)).toEqual(before);
  });

  it('takes the same few statements for nine quotes and for two hundred', async () => {
    const counts: number[] = [];
    for (const size of [9, 200]) {
      const words = Array.from({ length: size }, (_, i) => `these are the words of number ${i}, ${size}`);
      const people = Array.from(
        { length: size },
        (_, i) =>
          `Speaker ${'abcdefghij'[i % 10]!.toUpperCase()}${'klmnopqrstuvwxyzabcdefg'[Math.trunc(i / 10)]} Of${size}`,
      );
      const text = words.map((each, i) => `“${each}.” said ${people[i]}`).join('\n\n');
      const quotes = words.map((each, i) => ({ text: each, by: [people[i]!] }));
      own.statements.length = 0;
      await ingestDocument(own.db, documentOf({ body: text }), {
        extractor: extractorOf({ people, quotes }),
      });
      counts.push(own.statements.length);
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThan(30);
  });

  it('refuses with a reason and writes nothing', async () => {
    const before = await rowCounts(own.db);
    const refusals = await Promise.all([
      ingestDocument(own.db, documentOf({ body: 'x', language: 'English!' }), options),
      ingestDocument(own.db, documentOf({ body: 'x', url: 'ftp://orsk.example/a' }), options),
      ingestDocument(own.db, documentOf({ body: 'x', publishedAt: '2026-02-30T10:00:00Z' }), options),
      ingestDocument(own.db, documentOf({ body: ' \0 ' }), options),
      ingestDocument(own.db, documentOf({ body: 'x'.repeat(500_001) }), options),
      ingestText(own.db, { text: 'A headline\n\nA body.', url: null, timeZone: 'Nowhere/At_All' }),
      ingestText(own.db, { text: '', url: null, timeZone: null }),
    ]);
    expect(refusals.map((result) => (result.kind === 'refused' ? result.reason : result.kind))).toEqual([
      'BAD_FIELD',
      'BAD_FIELD',
      'BAD_FIELD',
      'NO_BODY',
      'TOO_LARGE',
      'BAD_FIELD',
      'EMPTY',
    ]);
    expect(await rowCounts(own.db)).toEqual(before);
  });

  it('stores what Postgres has no characters for without it', async () => {
    const document = documentOf({
      url: 'https://orsk.example/odd',
      body: 'Half a pair \ud83d, a nul \0 and Ada Brisk.',
    });
    expect(await ingestDocument(own.db, document, options)).toMatchObject({ kind: 'stored' });
    const row = await own.db
      .selectFrom('article')
      .innerJoin('mention', 'mention.article_id', 'article.id')
      .select(['body', 'span'])
      .where('url', '=', document.url)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ body: 'Half a pair \ufffd, a nul  and Ada Brisk.', span: '[26,35)' });
  });

  it('lists an article that prints no time at the moment of its first ingestion', async () => {
    const document = documentOf({
      url: 'https://orsk.example/timeless',
      publishedAt: null,
      body: 'Ada Brisk.',
    });
    await ingestDocument(own.db, document, { ...options, now: () => new Date('2026-05-01T00:00:00Z') });
    const later = { ...options, now: () => new Date('2026-06-01T00:00:00Z') };
    expect(await ingestDocument(own.db, { ...document, body: 'Ada Brisk!' }, later)).toMatchObject({
      version: 2,
    });
    const row = await own.db
      .selectFrom('article')
      .select(['listed_at', 'published_at'])
      .where('url', '=', document.url)
      .executeTakeFirst();
    expect(row).toEqual({ listed_at: '2026-05-01 00:00:00+00', published_at: null });
  });

  it("reads a printed time in its publisher's zone where that is known", async () => {
    const text = (day: number) =>
      `The lock gates open\n\nThe Fjord Post\nMarch ${day}, 2026 9:30 AM\n\nThe gates of the lock were opened to the first barges of the year.\n\nThe keeper of the lock said that the water was high enough.`;
    await ingestText(own.db, { text: text(3), url: null, timeZone: null });
    await own.db
      .updateTable('actor')
      .set({ time_zone: 'Europe/Oslo' })
      .where('name', '=', 'The Fjord Post')
      .execute();
    await ingestText(own.db, { text: text(4), url: null, timeZone: null });
    await ingestText(own.db, { text: text(3), url: null, timeZone: null });
    const rows = await own.db
      .selectFrom('article')
      .select(['published_at', 'version'])
      .where('headline', '=', 'The lock gates open')
      .orderBy('id')
      .execute();
    expect(rows).toEqual([
      { published_at: '2026-03-03 08:30:00+00', version: 2 },
      { published_at: '2026-03-04 08:30:00+00', version: 1 },
    ]);
  });
});

async function untilWaiting(): Promise<void> {
  for (;;) {
    const { rowCount } = await own.pool.query(
      `select from pg_stat_activity where application_name = 'to be killed' and wait_event_type = 'Lock'`,
    );
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
