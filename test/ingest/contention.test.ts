import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settleEvents } from '../../db/event-facts.ts';
import { setWithdrawn, undoWithdrawn } from '../../db/withdraw.ts';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { documentOf, extractorOf } from '../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase({ poolSize: 12 });
});
afterAll(() => own.close());

const FACTS = {
  actor: ['article_actor', 'actor_id'],
  event: ['article_event', 'event_id'],
  event_participant: ['event_participant_statement', 'participant_id'],
  affiliation: ['affiliation_statement', 'affiliation_id'],
  actor_name: ['mention', 'actor_name_id'],
  utterance: ['quote', 'utterance_id'],
  wording: ['quote', 'wording_id'],
} as const;

describe('articles that come, change, leave and return at the same time', () => {
  it('all get through, and every count of support and every event is what the rows say', async () => {
    const people = ['Ada Brisk', 'Mirel Tovan', 'Olga Reyn', 'Tam Oddly', 'Ilse Karran'];
    const told = {
      people,
      organizations: ['Harbour Board', 'River Office'],
      roles: [
        ['Ada Brisk', 'Harbour Board', 'chair'],
        ['Tam Oddly', 'River Office', 'clerk'],
      ] as const,
      quotes: people.map((name) => ({ text: `these are the words that ${name} said`, by: [name] })),
      events: [{ words: 'the talks', on: '2026-03-03', who: people }],
    };
    const toldBy = (i: number, version: number) => ({
      ...told,
      events: told.events.map((event) => ({
        ...event,
        until: `2026-03-0${3 + (i % 4)}`,
        place: i % 3 ? 'Orsk' : 'Velm',
        status: version === 2 ? ('denied' as const) : ('happened' as const),
      })),
    });
    const article = async (i: number, version: number) => {
      const turned = [...people.slice(i % 5), ...people.slice(0, i % 5)].slice(version, 5);
      const body = `At the talks of Harbour Board and River Office: ${turned.map((name) => `“these are the words that ${name} said,”`).join(' ')} ${version}`;
      const document = documentOf({
        url: `https://orsk.example/${i}`,
        publisher: `Paper ${i % 3}`,
        publishedAt: `2026-03-0${1 + (i % 7)}T10:00:00Z`,
        body,
      });
      const result = await ingestDocument(own.db, document, { extractor: extractorOf(toldBy(i, version)) });
      return result.kind === 'refused' ? '' : result.articleId;
    };
    await Promise.all(
      Array.from({ length: 24 }, async (_, i) => {
        const id = await article(i, 0);
        const rest = [() => article(i, 1), () => setWithdrawn(own.db, id, 'Wrong.'), () => article(i, 2)];
        await Promise.all(rest.map((act) => act()));
        if (i % 2) await undoWithdrawn(own.db, id);
      }),
    );
    const people5 = await own.db.selectFrom('actor').select('name').where('kind', '=', 'person').execute();
    expect(people5.map((row) => row.name).sort()).toEqual(people.toSorted());
    for (const [fact, [rows, key]] of Object.entries(FACTS)) {
      const { rows: wrong } = await sql`
        select f.id, f.public_count, (select count(*) from ${sql.table(rows)} as r where r.${sql.ref(key)} = f.id and r.visibility = 2) as counted
        from ${sql.table(fact)} as f
        where f.public_count <> (select count(*) from ${sql.table(rows)} as r where r.${sql.ref(key)} = f.id and r.visibility = 2)`.execute(
        own.db,
      );
      expect(wrong).toEqual([]);
    }
    const events = () => own.db.selectFrom('event').selectAll().orderBy('id').execute();
    const before = await events();
    await settleEvents(own.db, before);
    expect(await events()).toEqual(before);
  });
});
