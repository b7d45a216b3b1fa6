import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { liftEmbargoes } from '../../db/embargo.ts';
import { OUTBOX_CHANNEL } from '../../db/outbox.ts';
import type { Id } from '../../db/tables.ts';
import { setWithdrawn, undoWithdrawn } from '../../db/withdraw.ts';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { openSession } from '../support/server.ts';
import { documentOf, extractorOf } from '../support/told.ts';

let own: TestDatabase;
let onlyHere: Id;
let elsewhereToo: Id;
beforeAll(async () => {
  own = await testDatabase();
  const told = {
    people: ['Ada Brisk', 'Lone Figure', 'Mirel Tovan'],
    organizations: [{ name: 'Harbour Board', aliases: [] }],
    roles: [['Lone Figure', 'Harbour Board', 'clerk']] as const,
    quotes: [{ text: 'I was never there', by: ['Lone Figure'] }],
    events: [{ words: 'the hearing', on: '2026-03-03', who: ['Lone Figure', 'Ada Brisk'] }],
  };
  const store = async (body: string) => {
    const result = await ingestDocument(own.db, documentOf({ body }), { extractor: extractorOf(told) });
    return result.kind === 'stored' ? result.articleId : '';
  };
  onlyHere = await store(
    'Lone Figure of the Harbour Board told Ada Brisk at the hearing: “I was never there.”',
  );
  elsewhereToo = await store('Ada Brisk met Mirel Tovan.');
});
afterAll(() => own.close());
beforeEach(() => own.db.deleteFrom('outbox').execute());

async function seen(): Promise<Record<string, unknown>> {
  const { rows } = await sql<Record<string, unknown>>`select
    (select array_agg(name order by name) from actor where visibility = 2) as actors,
    (select array_agg(name order by name) from actor_name where visibility = 2 and not own) as aliases,
    (select array_agg(name) from event where visibility = 2) as events,
    (select cast(count(*) as int4) from event_participant where visibility = 2) as participants,
    (select cast(count(*) as int4) from affiliation where visibility = 2) as affiliations,
    (select cast(count(*) as int4) from quote where visibility = 2) as quotes,
    (select cast(count(*) as int4) from quote_party where visibility = 2) as parties,
    (select cast(count(*) as int4) from mention where visibility = 2) as mentions,
    (select cast(count(*) as int4) from article_version where visibility = 2) as versions`.execute(own.db);
  return rows[0]!;
}
/** "noun before>after", each with how often it stands there. */
async function changes(): Promise<Record<string, number>> {
  const rows = await own.db
    .selectFrom('outbox')
    .select(['noun', 'visibility_before as before', 'visibility_after as after'])
    .execute();
  const groups = Object.groupBy(rows, ({ noun, before, after }) => `${noun} ${before}>${after}`);
  return Object.fromEntries(Object.entries(groups).map(([change, each]) => [change, each!.length]));
}

describe('withdrawing an article', () => {
  it('takes what rests on it alone out of sight, and brings all of it back', async () => {
    const before = await seen();
    expect(await setWithdrawn(own.db, onlyHere, 'Wrong person.', 'desk')).toBe(true);
    expect(await seen()).toMatchObject({
      actors: ['Ada Brisk', 'Mirel Tovan', 'The Orsk Herald'],
      events: null,
      participants: 0,
      affiliations: 0,
      quotes: 0,
      parties: 0,
      mentions: 2,
      versions: 1,
    });
    expect(await undoWithdrawn(own.db, onlyHere)).toBe(true);
    expect(await seen()).toEqual(before);
  });

  it('keeps its first notice, and tells when there is nothing to do', async () => {
    await setWithdrawn(own.db, onlyHere, 'First.');
    expect(await setWithdrawn(own.db, onlyHere, 'Second.')).toBe(false);
    const row = await own.db
      .selectFrom('article')
      .select('withdrawn_notice')
      .where('id', '=', onlyHere)
      .executeTakeFirst();
    expect(row).toEqual({ withdrawn_notice: 'First.' });
    await undoWithdrawn(own.db, onlyHere);
    expect(await undoWithdrawn(own.db, onlyHere)).toBe(false);
    expect(await setWithdrawn(own.db, '999999', 'Nothing.')).toBe(false);
  });

  it('writes the outbox: what left, and what changed', async () => {
    await setWithdrawn(own.db, onlyHere, 'Wrong person.', 'desk');
    expect(await changes()).toEqual({
      'actor 2>2': 2,
      'actor 2>0': 2,
      'article 2>0': 1,
      'event 2>0': 1,
      'quote 2>0': 1,
    });
    await own.db.deleteFrom('outbox').execute();
    await undoWithdrawn(own.db, onlyHere);
    expect(await changes()).toEqual({
      'actor 2>2': 2,
      'actor 0>2': 2,
      'article 0>2': 1,
      'event 0>2': 1,
      'quote 0>2': 1,
    });
  });

  it('is not undone by a new version of the text', async () => {
    await setWithdrawn(own.db, elsewhereToo, 'Made up.');
    await own.db.deleteFrom('outbox').execute();
    const body = 'Ada Brisk met Mirel Tovan.';
    const changed = documentOf({ body, standfirst: 'Now with a standfirst' });
    expect(
      await ingestDocument(own.db, changed, { extractor: extractorOf({ people: ['Mirel Tovan'] }) }),
    ).toMatchObject({
      kind: 'stored',
      articleId: elsewhereToo,
      version: 2,
    });
    expect(await changes()).toEqual({ 'article 0>0': 1, 'actor 0>0': 1, 'actor 2>2': 2 });
    expect((await seen()).actors).not.toContain('Mirel Tovan');
    await undoWithdrawn(own.db, elsewhereToo);
    expect((await seen()).actors).toContain('Mirel Tovan');
  });
});

describe('an embargo', () => {
  it('hides what rests on the article until it ends, is lifted once, and says so', async () => {
    await own.db
      .updateTable('article')
      .set({ visible_from: '2030-01-01T00:00:00Z', visibility: 1 })
      .where('id', '=', onlyHere)
      .execute();
    expect((await seen()).quotes).toBe(0);
    expect(await liftEmbargoes(own.db)).toEqual([]);
    expect(await changes()).toEqual({});
    const both = await Promise.all([
      liftEmbargoes(own.db, '2030-01-01T00:00:00Z'),
      liftEmbargoes(own.db, '2030-01-01T00:00:00Z'),
    ]);
    expect(both.flat()).toEqual([onlyHere]);
    expect((await seen()).quotes).toBe(1);
    expect(await changes()).toEqual({
      'actor 2>2': 1,
      'actor 1>2': 3,
      'article 1>2': 1,
      'event 1>2': 1,
      'quote 1>2': 1,
    });
  });

  it('holds again when a withdrawal is undone before its end', async () => {
    await own.db
      .updateTable('article')
      .set({ visible_from: '2030-01-01T00:00:00Z', visibility: 1 })
      .where('id', '=', onlyHere)
      .execute();
    await setWithdrawn(own.db, onlyHere, 'Too early.');
    await undoWithdrawn(own.db, onlyHere);
    const row = await own.db
      .selectFrom('article')
      .select('visibility')
      .where('id', '=', onlyHere)
      .executeTakeFirst();
    expect(row).toEqual({ visibility: 1 });
  });
});

describe('the outbox', () => {
  it('wakes who listens once a transaction', async () => {
    const heard: string[] = [];
    const listener = await openSession(own.connection);
    listener.on('notification', ({ channel }) => heard.push(channel));
    await listener.query(`listen ${OUTBOX_CHANNEL}`);
    await ingestDocument(own.db, documentOf({ body: 'Nobody was named.' }), { extractor: extractorOf({}) });
    await expect.poll(() => heard).toEqual([OUTBOX_CHANNEL]);
    await listener.end();
  });
});
