import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { followFeed } from '../../db/feed.ts';
import { ingestText } from '../../src/ingest/ingest.ts';
import { failedJobs, replayFailed } from '../../src/jobs/failed.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { startWork, workOnce } from '../../src/jobs/work.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { rss, workOptions } from '../support/following.ts';
import { answer, type Page, type Site, site } from '../support/site.ts';

let own: TestDatabase;
let paper: Site;
const open: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  own = await testDatabase({ poolSize: 8 });
});
afterAll(() => own.close());
beforeEach(async () => {
  paper = await site();
  // Of another test: its jobs, feeds and articles.
  const { rows } = await sql<{ jobs: string | null }>`select to_regclass('pgboss.job') as jobs`.execute(
    own.db,
  );
  if (rows[0]?.jobs) await sql`delete from pgboss.job`.execute(own.db);
  await sql`truncate feed, article cascade`.execute(own.db);
});
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
  await paper.close();
});

const retries = { retryLimit: 2, retryDelay: 1, retryDelayMax: 1 };
const log = pino({ level: 'silent' });
const plain = { 'content-type': 'text/plain; charset=utf-8' };
const text = (title: string) => `${title}\n\nThe council of Orsk met on Tuesday about it, said its speaker.`;
const eventually = { timeout: 120_000, interval: 50 };

async function work(more: Partial<Parameters<typeof startWork>[0]> = {}) {
  const worker = await startWork({ ...workOptions(own), retries, ...more });
  open.push(worker.stop);
  return worker;
}

async function queue() {
  const boss = await openQueue({ pool: own.pool, log, tends: false, retries });
  open.push(() => boss.stop({ close: false }));
  return boss;
}

function list(...titles: string[]): void {
  const entries = titles.map((title, i) => ({ path: `/${i}`, title }));
  for (const { path, title } of entries) paper.pages[path] ??= answer(200, plain, text(title));
  paper.pages['/feed'] = answer(200, { 'content-type': 'application/rss+xml' }, rss(paper.origin, entries));
}

const headlines = async () =>
  (await own.db.selectFrom('article').select('headline').orderBy('headline').execute()).map(
    (row) => row.headline,
  );
const countOf = (path: string) => paper.asked.filter((asked) => asked === `GET ${path}`).length;

describe('a worker', () => {
  it('reads what a feed lists, with nobody calling anything', async () => {
    await work();
    list('Dike', 'Ferry');
    await followFeed(own.db, `${paper.origin}/feed`, 300);
    await vi.waitFor(async () => expect(await headlines()).toEqual(['Dike', 'Ferry']), eventually);
  });

  it('shares the work with another: each page is fetched once', async () => {
    const titles = Array.from({ length: 12 }, (_, i) => `Story ${String(i).padStart(2, '0')}`);
    list(...titles);
    await followFeed(own.db, `${paper.origin}/feed`, 300);
    await Promise.all([work(), work()]);
    await vi.waitFor(async () => expect(await headlines()).toEqual(titles), eventually);
    expect(titles.map((_, i) => countOf(`/${i}`))).toEqual(titles.map(() => 1));
    expect(countOf('/feed')).toBe(1);
  });

  it('tries again what failed for now', async () => {
    let failures = 2;
    paper.pages['/0'] = (_, res) => {
      if (failures-- > 0) res.writeHead(500).end();
      else res.writeHead(200, plain).end(text('Dike'));
    };
    list('Dike');
    await followFeed(own.db, `${paper.origin}/feed`, 300);
    await work();
    await vi.waitFor(async () => expect(await headlines()).toEqual(['Dike']), eventually);
    expect(countOf('/0')).toBe(3);
  });

  it('lets a job that runs finish when it is stopped', async () => {
    const slow: Page = (_, res) => void setTimeout(() => res.writeHead(200, plain).end(text('Dike')), 700);
    paper.pages['/0'] = slow;
    list('Dike');
    await followFeed(own.db, `${paper.origin}/feed`, 300);
    const worker = await work();
    await vi.waitFor(() => expect(countOf('/0')).toBe(1), eventually);
    await worker.stop();
    expect(await headlines()).toEqual(['Dike']);
  });
});

describe('a job that failed as often as it may', () => {
  it('is listed with why, and done when it is replayed', async () => {
    paper.pages['/feed'] = answer(500);
    await followFeed(own.db, `${paper.origin}/feed`, 300);
    const boss = await queue();
    const url = `${paper.origin}/feed`;
    await work();
    await vi.waitFor(async () => expect(await failedJobs(boss)).toHaveLength(1), eventually);
    const [failed] = await failedJobs(boss);
    expect(failed).toMatchObject({
      job: 'poll-feed',
      url,
      tries: 3,
      why: 'SERVER_ERROR: wanted a document, got HTTP 500',
    });
    expect(await replayFailed(boss, ['00000000-0000-4000-8000-000000000000'])).toBe(0);
    list('Dike');
    expect(await replayFailed(boss, [failed!.id])).toBe(1);
    expect(await failedJobs(boss)).toEqual([]);
    await vi.waitFor(async () => expect(await headlines()).toEqual(['Dike']), eventually);
  });
});

describe('one round', () => {
  it('polls all feeds, reads what they list, and ends', async () => {
    list('Dike', 'Ferry', 'Market');
    paper.pages['/2'] = answer(404);
    await followFeed(own.db, `${paper.origin}/feed`, 300);
    const told: string[] = [];
    const once = () =>
      workOnce(workOptions(own), ({ kind, url }) => told.push(`${kind} ${new URL(url).pathname}`));
    await once();
    expect(told.sort()).toEqual(['refused /2', 'stored /0', 'stored /1']);
    expect(await headlines()).toEqual(['Dike', 'Ferry']);
    await once();
    expect(countOf('/feed')).toBe(2);
    expect(countOf('/0')).toBe(1);
  });

  it('that is begun by two at once does nothing twice', async () => {
    list('Dike', 'Ferry', 'Market');
    await followFeed(own.db, `${paper.origin}/feed`, 300);
    const told: string[] = [];
    const once = () => workOnce(workOptions(own), ({ kind }) => told.push(kind));
    await Promise.all([once(), once()]);
    expect(told).toEqual(['stored', 'stored', 'stored']);
  });
});

describe('an embargo', () => {
  it('ends by itself at its moment, and the outbox says so', async () => {
    const input = { text: text('Prize of Orsk goes to Lind'), url: `${paper.origin}/prize`, timeZone: null };
    const stored = await ingestText(own.db, input);
    if (stored.kind === 'refused') throw new Error(stored.message);
    const end = new Date(Date.now() + 3_000);
    await own.db
      .updateTable('article')
      .set({ visible_from: end.toISOString(), visibility: 1 })
      .where('id', '=', stored.articleId)
      .execute();
    const before = await own.db
      .selectFrom('outbox')
      .select(sql<number>`max(id)`.as('id'))
      .executeTakeFirstOrThrow();
    await work();
    const visibility = async () =>
      (await own.db.selectFrom('article').select('visibility').executeTakeFirstOrThrow()).visibility;
    await expect.poll(visibility).toBe(2);
    expect(Date.now()).toBeGreaterThanOrEqual(end.getTime());
    // Not by the job of each minute.
    const states = () =>
      sql`select state from pgboss.job where name = 'lift-embargoes' and start_after = ${end.toISOString()}`
        .execute(own.db)
        .then(({ rows }) => rows);
    await expect.poll(states).toContainEqual({ state: 'completed' });
    const changes = await own.db
      .selectFrom('outbox')
      .select(['noun', 'visibility_before', 'visibility_after'])
      .where('id', '>', String(before.id))
      .where('noun', '=', 'article')
      .execute();
    expect(changes).toEqual([{ noun: 'article', visibility_before: 1, visibility_after: 2 }]);
  });

  it('until further notice makes no job', async () => {
    const stored = await ingestText(own.db, {
      text: text('Sealed letter of Orsk'),
      url: `${paper.origin}/s`,
      timeZone: null,
    });
    if (stored.kind === 'refused') throw new Error(stored.message);
    await own.db.updateTable('article').set({ visible_from: 'infinity', visibility: 1 }).execute();
    await work();
    await sleep(500);
    const boss = await queue();
    expect(await boss.findJobs('lift-embargoes', { queued: true })).toEqual([]);
  });
});
