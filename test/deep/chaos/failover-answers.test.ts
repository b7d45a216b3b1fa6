import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Connection, openDatabase } from '../../../db/client.ts';
import { migrateToLatest } from '../../../db/migrate.ts';
import { loadSample } from '../../../src/ingest/sample.ts';
import { answersOf, feedOf, idsIn, READING } from '../../support/answers.ts';
import { untilComplete } from '../../support/complete.ts';
import { debianPostgres, startCluster, startStandby } from '../../support/debian-postgres.ts';
import { throughGate } from '../../support/gate.ts';
import { dataOf } from '../../support/graphql.ts';
import { type Served, serve } from '../../support/served.ts';
import { openSession } from '../../support/server.ts';
import { answerTo, articleOf, INGEST } from '../../support/witness.ts';

const PROGRAMS = debianPostgres(15) ?? '';
const REQUIRED = Boolean(process.env.REQUIRE_POSTGRES_15);
if (!PROGRAMS && !REQUIRED)
  console.warn("SKIPPED: nothing fails over, because Debian's package postgresql-15 is not installed.");

/** What reads texts is loaded for the first one. */
const FIRST_WITHIN_MS = 300_000;

function opened(connection: Connection) {
  const own = openDatabase({ connection });
  onTestFinished(own.close);
  return own;
}

/** Over HTTP, where documents have limits. */
async function answersBy(served: Served): Promise<unknown[]> {
  const answers = [];
  for (const [query, variables] of READING) answers.push(await answerTo(served, query, variables));
  return answers;
}

describe.runIf(PROGRAMS || REQUIRED)('a standby that was promoted', () => {
  it('gives the answers that the primary gave, and a feed that goes on after its cursors', async () => {
    const cluster = await startCluster(PROGRAMS);
    onTestFinished(() => cluster.stop());
    const session = await openSession(cluster.connectionTo('postgres'));
    await session.query('create role plain login');
    await session.query('create database news owner plain');
    const primary = opened(cluster.connectionTo('news', 'plain'));
    await migrateToLatest(primary.db);
    await loadSample(primary.db);
    const standby = await startStandby(PROGRAMS, cluster);
    onTestFinished(() => standby.stop());
    const gate = await throughGate(cluster.connectionTo('news', 'plain'));
    onTestFinished(() => gate.close());
    const served = await serve(cluster.connectionTo('news', 'plain'), gate.connection, { CACHE_MB: '0' });
    onTestFinished(() => void served.kill());
    await untilComplete(primary.db);

    const ids = await idsIn(primary);
    const before = await answersOf(ids, (query, variables) => dataOf(primary, query, variables));
    const servedBefore = await answersBy(served);
    const feed = await feedOf(primary, null);
    expect(feed.length).toBeGreaterThan(100);
    expect(servedBefore).not.toContainEqual(expect.objectContaining({ data: undefined }));
    const isLevel = 'select from pg_stat_replication where replay_lsn = pg_current_wal_lsn()';
    await expect.poll(async () => (await session.query(isLevel)).rowCount).toBe(1);

    await cluster.kill();
    standby.run('pg_ctl', ['promote', '--pgdata', join(standby.folder, 'data'), '--wait']);
    gate.leadTo(standby.connectionTo('news', 'plain'));
    const ready = async () => (await fetch(`${served.origin}/health/ready`)).status;
    await expect.poll(ready).toBe(200);
    const promoted = opened(standby.connectionTo('news', 'plain'));
    expect(await answersOf(ids, (query, variables) => dataOf(promoted, query, variables))).toEqual(before);
    expect(await answersBy(served)).toEqual(servedBefore);

    const url = 'https://herald.example/news/after-failover';
    const write = async () => (await answerTo(served, INGEST, { text: articleOf(1), url })).code;
    await expect.poll(write, { timeout: FIRST_WITHIN_MS }).toBe('OK');
    await untilComplete(promoted.db);
    const last = feed.at(-1)!.cursor;
    const after = await feedOf(promoted, last);
    expect(after.length).toBeGreaterThan(0);
    expect(await feedOf(promoted, feed[50]!.cursor)).toEqual([...feed.slice(51), ...after]);
    await cluster.start();
  });
});
