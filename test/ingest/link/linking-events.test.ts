import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { storeTold } from '../../support/store-told.ts';
import type { Told } from '../../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());
beforeEach(() => own.pool.query('truncate article, actor, event, utterance, outbox cascade'));

const tell = (body: string, told: Told, more?: Parameters<typeof storeTold>[3]) =>
  storeTold(own.db, body, told, more);

describe('linking events', () => {
  const people = ['Ada Brisk', 'Mirel Tovan', 'Olga Reyn'];
  const event = (who: string[], more: object = {}) => ({
    words: 'the talks',
    on: '2026-03-03',
    who,
    ...more,
  });
  const events = () =>
    own.db
      .selectFrom('event')
      .select(['status', 'earliest', 'latest', 'public_count', 'listed_on'])
      .orderBy('id')
      .execute();

  it('joins one of the same kind and day with two of the same participants, and takes the later status', async () => {
    await tell('Ada Brisk, Mirel Tovan: the talks.', {
      people,
      events: [event(['Ada Brisk', 'Mirel Tovan'], { status: 'planned', until: '2026-03-05' })],
    });
    await tell(
      'Mirel Tovan, Ada Brisk and Olga Reyn: the talks.',
      { people, events: [event(people)] },
      { body: '', publishedAt: '2026-03-06T00:00:00Z' },
    );
    await tell(
      'Earlier, Ada Brisk and Mirel Tovan: the talks.',
      { people, events: [event(['Ada Brisk', 'Mirel Tovan'], { status: 'cancelled' })] },
      { body: '', publishedAt: '2026-03-01T00:00:00Z' },
    );
    expect(await events()).toEqual([
      {
        status: 'happened',
        earliest: '2026-03-03',
        latest: '2026-03-03',
        public_count: 3,
        listed_on: '2026-03-03',
      },
    ]);
    expect(
      await own.db.selectFrom('event_participant').select('public_count').orderBy('id').execute(),
    ).toEqual([{ public_count: 3 }, { public_count: 3 }, { public_count: 1 }]);
  });

  it('joins with one shared participant where the place is the same', async () => {
    await tell('Ada Brisk: the talks.', { people, events: [event(['Ada Brisk'], { place: 'Orsk' })] });
    await tell('Again Ada Brisk: the talks.', { people, events: [event(['Ada Brisk'], { place: 'ORSK' })] });
    await tell('Elsewhere Ada Brisk: the talks.', {
      people,
      events: [event(['Ada Brisk'], { place: 'Velm' })],
    });
    expect((await events()).map((row) => row.public_count)).toEqual([2, 1]);
  });

  it('keeps apart what differs in kind or day, or shares one participant only', async () => {
    const who = ['Ada Brisk', 'Mirel Tovan'];
    await tell('Ada Brisk, Mirel Tovan: the talks.', { people, events: [event(who)] });
    await tell('Call of Ada Brisk and Mirel Tovan: the talks.', {
      people,
      events: [event(who, { kind: 'call' })],
    });
    await tell('Next day Ada Brisk, Mirel Tovan: the talks.', {
      people,
      events: [event(who, { on: '2026-03-04' })],
    });
    await tell('Only Ada Brisk: the talks.', { people, events: [event(['Ada Brisk'])] });
    expect((await events()).map((row) => row.public_count)).toEqual([1, 1, 1, 1]);
  });

  it('joins a vote of one day told in one story, unless its place or participants contradict', async () => {
    const vote = (more: object = {}) => ({
      kind: 'vote' as const,
      words: 'the vote',
      on: '2026-03-12',
      ...more,
    });
    const cast = 'Ada Brisk, Mirel Tovan and Olga Reyn';
    await tell(`${cast} await the vote.`, { people, events: [vote({ place: 'Orsk' })] });
    await tell(`After the vote: ${cast}.`, { people, events: [vote()] });
    await tell(`${cast}: the vote of Velm.`, { people, events: [vote({ place: 'Velm' })] });
    await tell('Ada Brisk and Olga Reyn on the vote.', { people, events: [vote()] });
    await tell(`Day after: ${cast}: the vote.`, { people, events: [vote({ on: '2026-03-13' })] });
    expect((await events()).map((row) => row.public_count)).toEqual([2, 1, 1, 1]);
  });

  it('joins a protest of one day and place that tells of the same people or bodies, and no vote', async () => {
    const rally = (more: object = {}) => ({
      kind: 'protest' as const,
      words: 'the rally',
      on: '2026-03-12',
      place: 'Orsk',
      ...more,
    });
    await tell('Ada Brisk at the rally.', { people, events: [rally()] });
    await tell('Ada Brisk led the rally.', { people, events: [rally()] });
    await tell('Olga Reyn at the rally.', { people, events: [rally()] });
    await tell('Ada Brisk left the rally.', { people, events: [rally({ place: 'Velm' })] });
    await tell('Ada Brisk on the vote.', { people, events: [rally({ words: 'the vote', kind: 'vote' })] });
    await tell('Ada Brisk lost the vote.', { people, events: [rally({ words: 'the vote', kind: 'vote' })] });
    expect((await events()).map((row) => row.public_count)).toEqual([2, 1, 1, 1, 1]);
  });

  it('joins last week’s summit to the one that was held then, unless there were two', async () => {
    const who = ['Ada Brisk', 'Mirel Tovan'];
    const summit = (more: object = {}) => event(who, { kind: 'summit', words: 'the summit', ...more });
    const lastWeek = summit({ on: '2026-03-02', until: '2026-03-08', precision: 'week' });
    await tell('Ada Brisk, Mirel Tovan: the summit.', { people, events: [summit()] });
    await tell('Last week Ada Brisk, Mirel Tovan: the summit.', { people, events: [lastWeek] });
    await tell('Last week Ada Brisk, Mirel Tovan: the talks.', {
      people,
      events: [event(who, { on: '2026-03-02', until: '2026-03-08', precision: 'week' })],
    });
    expect(await events()).toMatchObject([
      { public_count: 2, earliest: '2026-03-03', latest: '2026-03-03' },
      { public_count: 1 },
    ]);
    await tell('Again Ada Brisk, Mirel Tovan: the summit.', {
      people,
      events: [summit({ on: '2026-03-06' })],
    });
    await tell('Then last week Ada Brisk, Mirel Tovan: the summit.', { people, events: [lastWeek] });
    expect((await events()).map((row) => row.public_count)).toEqual([2, 1, 1, 1]);
  });

  it('never makes one of two events of the same article', async () => {
    const both = [
      event(['Ada Brisk', 'Mirel Tovan']),
      { ...event(['Ada Brisk', 'Mirel Tovan']), words: 'more talks' },
    ];
    await tell('Ada Brisk, Mirel Tovan: the talks and more talks.', { people, events: both });
    await tell('Both: Ada Brisk, Mirel Tovan: the talks and more talks.', { people, events: both });
    expect((await events()).map((row) => row.public_count)).toEqual([2, 2]);
  });

  it('joins nothing to an event that was merged into another', async () => {
    const who = ['Ada Brisk', 'Mirel Tovan'];
    await tell('Ada Brisk, Mirel Tovan: the talks.', { people, events: [event(who)] });
    await tell('Only Ada Brisk: the talks.', { people, events: [event(['Ada Brisk'])] });
    await own.pool.query(
      'update event set merged_into = (select max(id) from event) where id < (select max(id) from event)',
    );
    await tell('Mirel Tovan, Ada Brisk: the talks.', { people, events: [event(who)] });
    const rows = await own.db
      .selectFrom('event')
      .select(['public_count', 'visibility'])
      .orderBy('id')
      .execute();
    expect(rows).toEqual([
      { public_count: 1, visibility: 0 },
      { public_count: 1, visibility: 2 },
      { public_count: 1, visibility: 2 },
    ]);
  });
});
