import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { liftEmbargoes } from '../../db/embargo.ts';
import { settleEvents } from '../../db/event-facts.ts';
import { setWithdrawn, undoWithdrawn } from '../../db/withdraw.ts';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { documentOf, extractorOf, type Told } from '../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());
beforeEach(() => own.pool.query('truncate article, actor, event, utterance, outbox cascade'));

type ToldEvent = NonNullable<Told['events']>[number];
const who = ['Ada Brisk', 'Mirel Tovan'];

/** An article of 4 March at this hour, under the address of that number. */
async function tell(number: number, hour: number, event: Partial<ToldEvent> & { words: string }) {
  const body = `Ada Brisk and Mirel Tovan: ${event.words}.`;
  const publishedAt = `2026-03-04T${hour}:00:00Z`;
  const document = documentOf({ url: `https://orsk.example/${number}`, publisher: null, publishedAt, body });
  const result = await ingestDocument(own.db, document, {
    extractor: extractorOf({ people: who, events: [{ on: '2026-03-03', who, ...event }] }),
  });
  return result.kind === 'refused' ? '' : result.articleId;
}
const events = () =>
  own.db
    .selectFrom('event')
    .select(['name', 'status', 'earliest', 'latest', 'precision', 'place', 'listed_on', 'search'])
    .where('visibility', '=', 2)
    .orderBy('id')
    .execute();

describe('what is known of an event', () => {
  it('is the first name and place, the narrowest days and the last status, in whichever order articles come', async () => {
    await tell(2, 11, { words: 'the signing', place: 'Velm', until: '2026-03-04', status: 'happened' });
    await tell(3, 12, { words: 'the accord', place: 'Orsk', status: 'denied' });
    await tell(1, 10, { words: 'the planned signing', until: '2026-03-05', status: 'planned' });
    expect(await events()).toMatchObject([
      {
        name: 'the planned signing',
        place: 'Velm',
        status: 'denied',
        earliest: '2026-03-03',
        latest: '2026-03-03',
        listed_on: '2026-03-03',
      },
    ]);
  });

  it('leaves with the article that says it, from the search, too, and comes back with it', async () => {
    const first = await tell(1, 10, { words: 'the ambush', place: 'Velm' });
    await tell(2, 11, { words: 'the talks', until: '2026-03-04' });
    const before = await events();
    expect(before).toMatchObject([{ name: 'the ambush', place: 'Velm', latest: '2026-03-03' }]);
    await setWithdrawn(own.db, first, 'Made up.');
    const [event] = await events();
    expect(event).toMatchObject({
      name: 'the talks',
      place: null,
      latest: '2026-03-04',
      listed_on: '2026-03-04',
    });
    expect(event!.search).not.toMatch(/ambush|velm/);
    const participants = await own.db.selectFrom('event_participant').select('listed_on').execute();
    expect(participants).toEqual([{ listed_on: '2026-03-04' }, { listed_on: '2026-03-04' }]);
    await undoWithdrawn(own.db, first);
    expect(await events()).toEqual(before);
  });

  it('does not change when a withdrawn article gets a new text', async () => {
    const first = await tell(1, 10, { words: 'the ambush', place: 'Velm' });
    await tell(2, 11, { words: 'the talks' });
    await setWithdrawn(own.db, first, 'Made up.');
    const before = await events();
    await tell(1, 10, { words: 'the raid', place: 'Orsk', status: 'cancelled' });
    expect(await events()).toEqual(before);
    await undoWithdrawn(own.db, first);
    expect(await events()).toMatchObject([{ name: 'the raid', place: 'Orsk', status: 'happened' }]);
  });

  it('does not come from an embargoed article while a public one tells of the event', async () => {
    const first = await tell(1, 10, { words: 'the secret talks', place: 'Velm' });
    await own.db
      .updateTable('article')
      .set({ visible_from: '2030-01-01T00:00:00Z', visibility: 1 })
      .where('id', '=', first)
      .execute();
    await tell(2, 11, { words: 'the talks' });
    expect(await events()).toMatchObject([{ name: 'the talks', place: null }]);
    await liftEmbargoes(own.db, '2030-01-01T00:00:00Z');
    expect(await events()).toMatchObject([{ name: 'the secret talks', place: 'Velm' }]);
  });

  it('leaves with a version that no longer says it', async () => {
    await tell(1, 10, { words: 'the talks', place: 'Velm', status: 'cancelled' });
    await tell(2, 11, { words: 'the long talks' });
    await tell(1, 10, { words: 'the lunch', kind: 'visit' });
    expect(await events()).toMatchObject([
      { name: 'the long talks', place: null, status: 'happened' },
      { name: 'the lunch' },
    ]);
  });

  it('stays as it was, out of sight, where nobody may be seen to tell of it', async () => {
    const only = await tell(1, 10, { words: 'the talks', place: 'Velm' });
    await setWithdrawn(own.db, only, 'Made up.');
    const hidden = await own.db.selectFrom('event').select(['id', 'name', 'visibility']).execute();
    expect(hidden).toMatchObject([{ name: 'the talks', visibility: 0 }]);
    await settleEvents(own.db, hidden);
    expect(await own.db.selectFrom('event').select('name').execute()).toEqual([{ name: 'the talks' }]);
  });
});
