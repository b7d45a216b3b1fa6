import { Readable } from 'node:stream';
import { expect } from 'vitest';
import { ingestLines } from '../../src/ingest/bulk/ingest-lines.ts';
import { streamLines } from '../../src/ingest/bulk/open-lines.ts';
import { contentsOf, expectSameContents } from './contents.ts';
import type { TestDatabase } from './database.ts';
import { TANGLED, tangledNews } from './tangled-news.ts';
import { extractorOf } from './told.ts';

/** What an empty database holds once the lines are stored so many at once, and what they were answered with. */
async function stored(own: TestDatabase, lines: readonly object[], batch: number) {
  await own.pool.query(
    'truncate article, actor, event, utterance, outbox, retraction restart identity cascade',
  );
  const bytes = Readable.from([Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))]);
  const results: string[] = [];
  await ingestLines(own.db, streamLines(bytes), null, {
    extractor: extractorOf(TANGLED),
    now: () => new Date('2026-03-09T00:00:00Z'),
    batch,
    onStored: (some) => results.push(...some.map(({ number, result }) => `${number} ${result.kind}`)),
  });
  return { results, contents: await contentsOf(own.pool) };
}

/** Stores tangled lines one by one and all together, and expects the same of both. */
export async function expectTogetherAsAlone(own: TestDatabase, seed: number, size: number): Promise<void> {
  const lines = tangledNews(seed, size);
  const alone = await stored(own, lines, 1);
  const together = await stored(own, lines, size);
  expect(together.results).toEqual(alone.results);
  expectSameContents(together.contents, alone.contents);
  for (const table of ['reprint', 'link_decision', 'event_participant', 'affiliation', 'wording'])
    expect(alone.contents.get(table)!.length, table).toBeGreaterThan(0);
}
