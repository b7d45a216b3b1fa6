import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../../db/client.ts';
import { followFeed } from '../../db/feed.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { startWork } from '../../src/jobs/work.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { debianPostgres, startCluster } from '../support/debian-postgres.ts';
import { rss, workOptions } from '../support/following.ts';
import { openSession, urlOf } from '../support/server.ts';
import { answer, type Site, site } from '../support/site.ts';

const ARTICLES = 20;
const plain = { 'content-type': 'text/plain; charset=utf-8' };
const text = (n: number) =>
  `Story ${n} of Orsk\n\nThe council of Orsk met on Tuesday about it, said its speaker, Ada Lind.`;
const paths = Array.from({ length: ARTICLES }, (_, n) => `/${n}`);

let paper: Site;
beforeEach(async () => {
  paper = await site();
  for (const [n, path] of paths.entries()) {
    // Slow enough that a kill meets a page on its way.
    paper.pages[path] = (_, res) => void setTimeout(() => res.writeHead(200, plain).end(text(n)), 100);
  }
  const entries = paths.map((path, n) => ({ path, title: `Story ${n}` }));
  paper.pages['/feed'] = answer(200, { 'content-type': 'application/rss+xml' }, rss(paper.origin, entries));
  return () => paper.close();
});

/** `node <program>`, in this database. */
function running(own: TestDatabase, ...program: string[]): ChildProcess {
  const child = spawn(process.execPath, program, {
    env: {
      ...process.env,
      DATABASE_URL: urlOf(own.connection),
      FETCH_PRIVATE_ADDRESSES: 'true',
      FETCH_PAUSE_MS: '0',
      LOG_LEVEL: 'silent',
      SAMPLE_CORPUS: 'false',
      PORT: '0',
    },
    stdio: 'ignore',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

describe('workers that are killed at any moment', () => {
  let own: TestDatabase;
  beforeAll(async () => {
    own = await testDatabase({ poolSize: 8 });
  });
  afterAll(() => own.close());

  it('lose nothing and double nothing', async () => {
    await followFeed(own.db, `${paper.origin}/feed`, 300);
    const headlines = async () =>
      (await own.db.selectFrom('article').select('headline').execute()).map((row) => row.headline).sort();
    for (const fetched of [4, 10]) {
      const victim = running(own, 'src/cli.ts', 'work');
      await vi.waitFor(() => expect(new Set(paper.asked).size).toBeGreaterThan(fetched), {
        timeout: 600_000,
        interval: 20,
      });
      victim.kill('SIGKILL');
      await once(victim, 'close');
    }
    const last = running(own, 'src/cli.ts', 'work');
    const all = paths.map((_, n) => `Story ${n} of Orsk`).sort();
    // Jobs of the killed are done once their heartbeat is missed.
    await vi.waitFor(async () => expect(await headlines()).toEqual(all), { timeout: 600_000, interval: 500 });
    last.kill('SIGTERM');
    expect((await once(last, 'close'))[0]).toBe(0);
    const { rows } = await own.pool.query(
      `select (select count(*) from article)::int as articles, (select count(*) from article_version)::int as versions,
        (select count(*) from followed_page where status = 'read' and article_id is not null)::int as pages,
        (select count(distinct url) from article)::int as urls`,
    );
    expect(rows).toEqual([{ articles: ARTICLES, versions: ARTICLES, pages: ARTICLES, urls: ARTICLES }]);
  });
});

describe('a server on which nobody calls', () => {
  it('follows feeds, and ends embargoes at their moment', async () => {
    const own = await testDatabase();
    onTestFinished(own.close);
    await followFeed(own.db, `${paper.origin}/feed`, 300);
    const server = running(own, 'src/main.ts');
    const articles = () => own.db.selectFrom('article').select(['id', 'visibility']).execute();
    await vi.waitFor(async () => expect(await articles()).toHaveLength(ARTICLES), {
      timeout: 600_000,
      interval: 200,
    });
    const end = new Date(Date.now() + 8_000);
    await own.db.updateTable('article').set({ visible_from: end.toISOString(), visibility: 1 }).execute();
    const lifted = async () => (await articles()).filter(({ visibility }) => visibility === 2);
    await expect.poll(lifted, { interval: 20 }).not.toEqual([]);
    expect(Date.now()).toBeGreaterThanOrEqual(end.getTime());
    await expect.poll(lifted).toHaveLength(ARTICLES);
    // Not by the job of each minute.
    const job = `select state from pgboss.job where name = 'lift-embargoes' and start_after = $1`;
    const states = async () => (await own.pool.query(job, [end.toISOString()])).rows;
    await expect.poll(states).toContainEqual({ state: 'completed' });
    server.kill('SIGTERM');
    expect((await once(server, 'close'))[0]).toBe(0);
  });
});

const PROGRAMS = debianPostgres(15);

describe.runIf(PROGRAMS)('on Postgres 15, as a user who owns no more than the database', () => {
  it('feeds are followed', async () => {
    const cluster = await startCluster(PROGRAMS!);
    onTestFinished(cluster.stop);
    const session = await openSession(cluster.connectionTo('postgres'));
    await session.query('create role plain login');
    await session.query('create database news owner plain');
    await session.end();
    const own = openDatabase({ connection: cluster.connectionTo('news', 'plain') });
    await migrateToLatest(own.db);
    await followFeed(own.db, `${paper.origin}/feed`, 300);
    const work = await startWork(workOptions(own));
    const count = () => own.db.selectFrom('article').select('id').execute();
    await vi.waitFor(async () => expect(await count()).toHaveLength(ARTICLES), {
      timeout: 600_000,
      interval: 200,
    });
    await work.stop();
    await own.close();
  });
});
