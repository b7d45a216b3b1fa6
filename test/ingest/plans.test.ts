import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { WIRE } from '../support/stories.ts';
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
const body = `Ada Brisk met Mirel Tovan of the Harbour Board at the meeting: “We will open the gates on Monday.”\n\n${WIRE}`;

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
    expect(statements.filter((text) => /article_mark|reprint/.test(text)).length).toBeGreaterThan(4);

    const client = await own.pool.connect();
    // Tables this small are scanned whole where that is allowed at all.
    await client.query(`set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off;
      set plan_cache_mode = force_generic_plan`);
    const leading = await leadingColumns();
    const scanned: string[] = [];
    for (const text of statements) {
      const parameters = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)));
      const nulls = parameters > 0 ? `(${Array(parameters).fill('null').join(', ')})` : '';
      await client.query(`prepare explained as ${text}`);
      const { rows } = await client.query(`explain execute explained${nulls}`);
      await client.query('deallocate explained');
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      scanned.push(...wholeScans(plan, leading).map((line) => `${line} IN ${text.trim().slice(0, 80)}`));
    }
    client.release(true);
    expect(scanned).toEqual([]);
  });
});

/** Tables read from end to end, and indexes whose first column no condition names, so that they are read so, too. */
function wholeScans(plan: string, leading: ReadonlyMap<string, string>): string[] {
  const lines = plan.split('\n');
  return lines.filter((line, i) => {
    if (/Seq Scan on/.test(line)) return true;
    const index = /Index (?:Only )?Scan(?: Backward)? using (\w+)|Bitmap Index Scan on (\w+)/.exec(line);
    const condition = /Index Cond: (.*)/.exec(lines[i + 1] ?? '')?.[1] ?? '';
    return index !== null && !condition.includes(leading.get(index[1] ?? index[2]!)!);
  });
}

async function leadingColumns(): Promise<ReadonlyMap<string, string>> {
  const { rows } = await own.pool.query<{ name: string; column: string }>(
    `select indexrelid::regclass::text as name, substring(pg_get_indexdef(indexrelid, 1, true) from '[a-z][a-z_]+') as column
     from pg_index`,
  );
  return new Map(rows.map((row) => [row.name, row.column]));
}
