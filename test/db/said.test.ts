import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setBodyWithheld } from '../../db/article-rights.ts';
import { liftEmbargoes } from '../../db/embargo.ts';
import { setWithdrawn, undoWithdrawn } from '../../db/withdraw.ts';
import { backfill } from '../../src/ingest/backfill.ts';
import { curationOf } from '../../src/ingest/curate/curation.ts';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { reread } from '../../src/ingest/reread.ts';
import { ingestRetraction } from '../../src/ingest/retract.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { WIRE } from '../support/stories.ts';
import { documentOf, extractorOf, readingOf, type Told } from '../support/told.ts';

/** What no field of the schema reads. */
const UNREAD = new Set([
  ...['outbox', 'outbox_state', 'api_key', 'budget', 'retraction', 'ingest_run', 'feed', 'followed_page'],
  ...['article_mark', 'utterance_key', 'kysely_migration', 'kysely_migration_lock'],
]);

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
  await holdWritersToTheirWord();
  await store({ body: `${WIRE}\n\n${BODY}` });
});
afterAll(() => own.close());

/** A transaction that changed a row and said nothing in the outbox fails when it ends. */
async function holdWritersToTheirWord(): Promise<void> {
  await own.pool.query(`create function must_be_said() returns trigger language plpgsql as $$
    begin
      if not exists (select from outbox where xid = pg_current_xact_id()) then
        raise exception 'unsaid: % of %', tg_op, tg_table_name;
      end if;
      return null;
    end $$`);
  const { rows } = await own.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  for (const { name } of rows.filter((row) => !UNREAD.has(row.name))) {
    const trigger = (when: string) =>
      `deferrable initially deferred for each row ${when} execute function must_be_said()`;
    await own.pool.query(
      `create constraint trigger said_rows after insert or delete on ${name} ${trigger('')}`,
    );
    await own.pool.query(
      `create constraint trigger said_changes after update on ${name} ${trigger('when (old.* is distinct from new.*)')}`,
    );
  }
}

const BODY =
  'Ada Brisk of the Harbour Board: “We will open the gates.” Mirel Tovan told the Gate Summit: “Nobody asked us.”';
const TOLD: Told = {
  people: ['Ada Brisk', 'Mirel Tovan'],
  organizations: ['Harbour Board'],
  roles: [['Ada Brisk', 'Harbour Board', 'head']],
  quotes: [
    { text: 'We will open the gates', by: ['Ada Brisk'] },
    { text: 'Nobody asked us', by: ['Mirel Tovan'] },
  ],
  events: [{ words: 'the Gate Summit', on: '2026-03-01', who: ['Mirel Tovan'] }],
};
const url = 'https://orsk.example/gates';
const store = (more: Partial<Parameters<typeof documentOf>[0]> = {}, told = TOLD) =>
  ingestDocument(own.db, documentOf({ url, body: BODY, ...more }), { extractor: extractorOf(told) });
const articleId = async () =>
  (await own.db.selectFrom('article').select('id').orderBy('id').executeTakeFirstOrThrow()).id;
const idOf = async (name: string) =>
  (await own.db.selectFrom('actor').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id;
const reader = (version: string, told: Told) => ({
  name: 'told',
  version,
  read: async ({ text }: { text: string }) => readingOf(text, told),
});
async function readAnew(version: string, told: Told): Promise<void> {
  for await (const { outcome } of reread(own.db, { extractor: reader(version, told) }))
    expect(outcome).not.toBe('failed');
}

const WRITERS: Record<string, () => Promise<unknown>> = {
  'a first version': () => store({ url: 'https://orsk.example/other', body: `Elsewhere. ${BODY}` }),
  'a new version': () => store({ body: `${WIRE} ${BODY} More.`, headline: 'Gates open' }),
  'the same again': () => store({ body: `${WIRE} ${BODY} More.`, headline: 'Gates open' }),
  'another address': () =>
    store({ body: `${WIRE} ${BODY} More.`, headline: 'Gates open', otherUrls: ['https://orsk.example/g'] }),
  'bylines and images alone': () =>
    store({
      body: `${WIRE} ${BODY} More.`,
      headline: 'Gates open',
      bylines: [{ name: 'Ilse Karran', role: 'author' }],
    }),
  'a reprint': () => store({ url: 'https://tesk.example/wire', body: `${WIRE} ${BODY}` }),
  'a body withheld and released': async () => {
    await setBodyWithheld(own.db, await articleId(), true);
    await setBodyWithheld(own.db, await articleId(), false);
  },
  'a withdrawal and its undoing': async () => {
    await setWithdrawn(own.db, await articleId(), 'Untrue.');
    await undoWithdrawn(own.db, await articleId());
  },
  'a retraction by its source': () =>
    ingestRetraction(own.db, {
      url: 'https://tesk.example/wire',
      guid: null,
      publisher: null,
      notice: 'No.',
    } as never),
  'an embargo that ends': async () => {
    await store({
      url: 'https://orsk.example/later',
      body: `Later. ${BODY}`,
      embargoedUntil: '2099-01-01T00:00:00Z',
    });
    expect(await liftEmbargoes(own.db, '2100-01-01T00:00:00Z')).toHaveLength(1);
  },
  'a merge, a split and their undoing': async () => {
    const curation = curationOf(own.db);
    const [keepId, other] = [await idOf('Ada Brisk'), await idOf('Mirel Tovan')];
    const outcomes = [
      await curation.mergeActors({ keepId, mergedIds: [other], reason: 'One.' }, 'desk'),
      await curation.splitActor(
        { actorId: keepId, articleIds: [await articleId()], name: null, reason: 'Two.' },
        'desk',
      ),
    ];
    for (const outcome of outcomes.toReversed()) {
      const { decisionId } = outcome as { decisionId: string };
      expect(await curation.undoDecision(decisionId, 'desk')).toMatchObject({
        kind: 'decided',
        changed: true,
      });
    }
  },
  'another reading, and the same by another extractor': async () => {
    await readAnew('2', {
      ...TOLD,
      people: ['Ada Brisk'],
      quotes: [{ text: 'We will open the gates', by: ['Ada Brisk'] }],
    });
    await readAnew('3', TOLD);
    await readAnew('4', TOLD);
  },
  'what an older release stored': async () => {
    await sql`delete from utterance_key`.execute(own.db);
    await sql`delete from article_mark`.execute(own.db);
    const aged = sql`update wording set words_hash = null where exists (select from quote where wording_id = wording.id)`;
    await own.db.transaction().execute(async (trx) => {
      await sql`set constraints all deferred`.execute(trx);
      await sql`alter table wording disable trigger user`.execute(trx);
      await aged.execute(trx);
      await sql`alter table wording enable trigger user`.execute(trx);
    });
    expect((await backfill(own.db)).wordings).toBeGreaterThan(0);
  },
};

describe('whoever changes what is read says so as it commits, by which held answers are dropped:', () => {
  for (const [name, write] of Object.entries(WRITERS)) it(name, () => write());

  it('or this test fails', async () => {
    const silent = sql`update actor set name = 'Silent'`.execute(own.db);
    await expect(silent).rejects.toThrow('unsaid: UPDATE of actor');
  });
});
