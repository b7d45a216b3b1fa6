import { Readable } from 'node:stream';
import { createApiKey } from '../../db/api-key.ts';
import type { Database } from '../../db/client.ts';
import { feeds, followFeed } from '../../db/feed.ts';
import { setListedPages } from '../../db/followed-page.ts';
import { startRun } from '../../db/ingest-run.ts';
import { ingestLines } from '../../src/ingest/bulk/ingest-lines.ts';
import { streamLines } from '../../src/ingest/bulk/open-lines.ts';
import { curationOf } from '../../src/ingest/curate/curation.ts';
import { ingestRetraction } from '../../src/ingest/retract.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { FAILED } from '../../src/jobs/queues.ts';
import { createLog } from '../../src/log.ts';
import { TANGLED, tangledNews } from './tangled-news.ts';
import { extractorOf } from './told.ts';

/** Texts that are hard to carry: the ends of lines and of COPY's rows, its escapes and its null, and letters of four bytes. */
export const HARD_TO_CARRY = 'one\n\\.\ntwo\t\\N three\\ \r\n\v\u0001 “Žé” 🗞️ \u2028 \\x41 end\\';

/** Every table of Newsgraph has some, and so has its job queue. */
export async function insertRowsOfAllKinds({ db, pool }: Database): Promise<void> {
  const lines = tangledNews(11, 30).map((line) => JSON.stringify(line));
  await ingestLines(db, streamLines(Readable.from([Buffer.from(lines.join('\n'))])), null, {
    extractor: extractorOf(TANGLED),
    now: () => new Date('2026-03-09T00:00:00Z'),
    batch: 20,
  });
  await pool.query(
    `update article set body = $1 where id = (select max(id) from article where body is not null)`,
    [HARD_TO_CARRY],
  );
  await pool.query(
    `insert into image (article_id, position, url, caption, listed_at, visibility)
     select id, 9, 'https://orsk.example/dam.jpg', 'The dam', listed_at, visibility from article order by id limit 1`,
  );
  await pool.query(
    `insert into article_association (article_id, position, role, headline, listed_at, visibility)
     select id, 9, 'related', 'What came before', listed_at, visibility from article order by id limit 1`,
  );
  const retraction = { url: 'https://orsk.example/never-came', guid: null, publisher: null, notice: null };
  await ingestRetraction(db, retraction);
  const { rows } = await pool.query<{ id: string }>(
    `select id from actor where kind = 'person' and merged_into is null order by id limit 2`,
  );
  const [keepId, ...mergedIds] = rows.map(({ id }) => id);
  await curationOf(db).mergeActors({ keepId: keepId!, mergedIds, reason: 'One and the same.' }, 'a test');
  await createApiKey(db, { name: 'a test', scopes: ['ingest'], expiresAt: null });
  await startRun(db, 'news.jsonl', Buffer.alloc(32));
  await followFeed(db, 'https://orsk.example/feed', 600);
  const [feed] = await feeds(db);
  const page = {
    url: 'https://orsk.example/page',
    entry_hash: '00'.repeat(32),
    whole: false,
    published_at: null,
    said: { publisher: 'The Orsk Paper' },
  };
  await setListedPages(db, feed!.id, [page]);
  const boss = await openQueue({ pool, log: createLog('warn', 2), tends: false });
  await boss.send(FAILED, { id: '1', url: 'https://orsk.example/gone' });
  await boss.stop({ close: false });
}
