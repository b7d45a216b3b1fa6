import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { documentOf, extractorOf } from '../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

const told = {
  people: [{ name: 'Mirel Tovan', aliases: ['Tovan'] }, 'Ada Brisk', 'Ilse Karran'],
  organizations: ['Harbour Board', 'River Office'],
  roles: [
    ['Mirel Tovan', 'Harbour Board', 'chair'],
    ['Mirel Tovan', 'River Office', 'head'],
  ] as const,
  quotes: [
    { text: 'We will open the gates', by: ['Mirel Tovan'] },
    { text: 'Nobody asked us', by: ['Ada Brisk'] },
    { text: 'It is not so', by: ['Ilse Karran'] },
  ],
  events: [
    { words: 'the hearing', who: ['Mirel Tovan'] },
    { words: 'the vote', kind: 'vote' as const, who: ['Ada Brisk'] },
  ],
};
const url = 'https://orsk.example/story';
const first =
  'Mirel Tovan of the Harbour Board spoke at the hearing: “We will open the gates.” Ada Brisk: “Nobody asked us.” Tovan left.';
const second =
  'CORRECTED. Mirel Tovan, not of the Harbour Board but of the River Office, spoke at the hearing: “We will open the gates.” “It is not so,” said Ilse Karran.';

const store = (body: string) =>
  ingestDocument(own.db, documentOf({ url, headline: 'Gates', body }), { extractor: extractorOf(told) });
const quotes = () =>
  own.db
    .selectFrom('quote')
    .select(['id', 'text', 'spans', 'version', 'first_version', 'gone_in_version', 'visibility'])
    .orderBy('id')
    .execute();
const mentions = () =>
  own.db
    .selectFrom('mention')
    .select(['id', 'surface', 'span', 'version', 'gone_in_version'])
    .orderBy('id')
    .execute();
const events = () => own.db.selectFrom('event').select(['id', 'name', 'visibility']).orderBy('id').execute();

describe('a changed article', () => {
  it('becomes its next version and keeps the text of the former', async () => {
    expect(await store(first)).toMatchObject({ kind: 'stored', version: 1 });
    const [before, namedBefore, eventsBefore] = [await quotes(), await mentions(), await events()];
    expect(await store(second)).toMatchObject({ kind: 'stored', version: 2 });
    const versions = await own.db
      .selectFrom('article_version')
      .select(['version', 'body'])
      .orderBy('version')
      .execute();
    expect(versions).toEqual([
      { version: 1, body: first },
      { version: 2, body: second },
    ]);

    const after = await quotes();
    expect(after[0]).toEqual({
      ...before[0],
      version: 2,
      spans: `{[${second.indexOf('We will')},${second.indexOf('We will') + 22})}`,
    });
    expect(after[1]).toEqual({ ...before[1], gone_in_version: 2, visibility: 0 });
    expect(after[2]).toMatchObject({ text: 'It is not so', version: 2, first_version: 2, visibility: 2 });

    const tovan = (await mentions()).find((row) => row.surface === 'Mirel Tovan');
    expect(tovan).toMatchObject({ id: namedBefore[0]!.id, span: '[11,22)', version: 2 });
    expect((await mentions()).find((row) => row.surface === 'Tovan')).toMatchObject({
      version: 1,
      gone_in_version: 2,
    });
    expect(await events()).toEqual(eventsBefore);
  });

  it('shows only whom and what its present text names', async () => {
    const actors = await own.db
      .selectFrom('actor')
      .select('name')
      .where('visibility', '=', 2)
      .orderBy('name')
      .execute();
    expect(actors.map((row) => row.name)).toEqual([
      'Harbour Board',
      'Ilse Karran',
      'Mirel Tovan',
      'River Office',
      'The Orsk Herald',
    ]);
    expect(
      await own.db
        .selectFrom('quote_party')
        .select('name')
        .where('visibility', '=', 2)
        .orderBy('name')
        .execute(),
    ).toEqual([{ name: 'Ilse Karran' }, { name: 'Mirel Tovan' }]);
  });

  it('says in the outbox what left, what came and what moved', async () => {
    const rows = await own.db
      .selectFrom('outbox')
      .select(['noun', 'visibility_before as before', 'visibility_after as after', 'xid'])
      .orderBy('id')
      .execute();
    const last = rows.filter((row) => row.xid === rows.at(-1)!.xid);
    expect(last.map(({ noun, before, after }) => `${noun} ${before}>${after}`).sort()).toEqual([
      'actor 2>0',
      'actor 2>2',
      'actor 2>2',
      'actor 2>2',
      'actor null>2',
      'actor null>2',
      'article 2>2',
      'event 2>2',
      'quote 2>0',
      'quote 2>2',
      'quote null>2',
    ]);
  });

  it('goes back to an older text as a further version', async () => {
    expect(await store(first)).toMatchObject({ kind: 'stored', version: 3 });
    expect((await quotes()).filter((row) => row.visibility === 2).map((row) => row.text)).toEqual([
      'We will open the gates',
      'Nobody asked us',
    ]);
  });

  it('moves in every list when its time of publication is corrected', async () => {
    const moved = documentOf({ url, headline: 'Gates', body: first, publishedAt: '2026-03-07T00:00:00Z' });
    await ingestDocument(own.db, moved, { extractor: extractorOf(told) });
    const rows = await own.db.selectFrom('quote').select('listed_at').distinct().execute();
    expect(rows).toEqual([{ listed_at: '2026-03-07 00:00:00+00' }]);
  });
});
