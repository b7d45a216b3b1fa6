import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ingestLines } from '../../src/ingest/bulk/ingest-lines.ts';
import { streamLines } from '../../src/ingest/bulk/open-lines.ts';
import { type LargeWorld, largeWorld } from '../support/large-world.ts';

const LINES = 20;

let world: LargeWorld;
beforeAll(async () => {
  world = await largeWorld(20_000);
});
afterAll(() => world?.close());

/** Articles on people whom the world knows, and on what they did on days that are full of events. */
async function lines(outlet: string): Promise<readonly object[]> {
  const { rows } = await world.database.pool.query<{ name: string }>(
    `select distinct a.name from event_participant as p join actor as a on a.id = p.actor_id
     where a.kind = 'person' order by a.name limit ${LINES * 2}`,
  );
  return Array.from({ length: LINES }, (_, i) => {
    const [one, other] = [rows[i]!, rows[LINES + i]!];
    return {
      url: `https://${outlet}.example/${i}`,
      headline: 'The dam',
      publishedAt: `2026-02-${10 + (i % 10)}T18:00:00Z`,
      body: `${one.name} met ${other.name} at the summit in Orsk today. The Senate voted on the dam.\n\n“We will open all the gates at dawn,” ${one.name} said.`,
    };
  });
}

async function ingest(outlet: string): Promise<void> {
  const text = (await lines(outlet)).map((line) => JSON.stringify(line)).join('\n');
  const bytes = Readable.from([Buffer.from(text)]);
  const kinds = new Set<string>();
  await ingestLines(world.database.db, streamLines(bytes), null, {
    onStored: (some) => {
      for (const { result } of some) kinds.add(result.kind);
    },
  });
  expect([...kinds]).toEqual(['stored']);
}

/** The pages that each statement reads which writes nothing; throws where a plan reads a large table whole. */
async function pagesRead(): Promise<ReadonlyMap<string, number>> {
  const pages = new Map<string, number>();
  for (const sent of new Map(world.sent.map((sent) => [sent.text, sent])).values()) {
    if (!/^\s*(?:with|select|insert|update|delete)\b/i.test(sent.text)) continue;
    const reads = !/\b(?:insert|update|delete|nextval|pg_notify)\b/i.test(sent.text);
    const plan = await world.explained(sent, 'custom', reads ? 'analyze' : 'plan');
    expect(world.readWhole(plan), sent.text).toEqual([]);
    if (reads) pages.set(sent.text, (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0));
  }
  return pages;
}

it('many articles at once read no large table whole, and no more where more happened on the same days', async () => {
  world.sent.length = 0;
  await ingest('orsk');
  const before = await pagesRead();
  expect(before.size).toBeGreaterThan(8);
  await world.database.pool.query(
    `insert into event (kind, name, status, earliest, latest, precision, listed_on, language)
     select kind, 'Event ' || n, 'happened', day, day, 'day', day, 'en' from generate_series(1, 60000) as n
     cross join lateral (select (array['meeting', 'summit', 'vote'])[n % 3 + 1] as kind, date '2026-02-10' + n % 10 as day) as e`,
  );
  await world.database.pool.query('vacuum analyze event');
  world.sent.length = 0;
  await ingest('haven');
  for (const [text, pages] of await pagesRead())
    expect(pages, text).toBeLessThan(1.5 * (before.get(text) ?? 0) + 200);
});
