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
  people: ['Ada Brisk', 'Mirel Tovan'],
  organizations: ['Harbour Board'],
  roles: [['Ada Brisk', 'Harbour Board', 'chair']] as const,
  quotes: [{ text: 'We will open the gates on Monday', by: ['Ada Brisk'] }],
  events: [{ words: 'the meeting', on: '2026-03-03', who: ['Ada Brisk', 'Mirel Tovan'] }],
};
const body =
  'Ada Brisk met Mirel Tovan of the Harbour Board at the meeting: “We will open the gates on Monday.”';

const WHOLE_TABLE =
  /Seq Scan on \w+.*|Index (?:Only )?Scan using \w+ on [^\n]*\n(?!\s+(?:Index Cond|Sort))[^\n]*/g;

describe('the statements of ingestion', () => {
  it('find all that they need by an index, so that they take no longer in a large database', async () => {
    const store = (text: string, url: string | null) =>
      ingestDocument(own.db, documentOf({ url, headline: 'Gates', body: text }), {
        extractor: extractorOf(told),
      });
    await store(body, 'https://orsk.example/a');
    await store(body, null);
    own.statements.length = 0;
    await store(`${body} More.`, 'https://orsk.example/a');
    await store(`${body} More.`, null);
    const statements = [...new Set(own.statements)].filter((text) =>
      /^\s*(with|select|insert|update|delete)\b/i.test(text),
    );
    expect(statements.length).toBeGreaterThan(25);

    const client = await own.pool.connect();
    // Tables this small are scanned whole where that is allowed at all.
    await client.query(`set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off;
      set plan_cache_mode = force_generic_plan`);
    const scanned: string[] = [];
    for (const text of statements) {
      const parameters = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)));
      const nulls = parameters > 0 ? `(${Array(parameters).fill('null').join(', ')})` : '';
      await client.query(`prepare explained as ${text}`);
      const { rows } = await client.query(`explain execute explained${nulls}`);
      await client.query('deallocate explained');
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      for (const [line] of plan.matchAll(WHOLE_TABLE)) scanned.push(`${line} IN ${text.trim().slice(0, 80)}`);
    }
    client.release(true);
    expect(scanned).toEqual([]);
  });
});
