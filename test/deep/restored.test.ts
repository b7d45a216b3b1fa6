import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connection, type Database, openDatabase } from '../../db/client.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { loadSample } from '../../src/ingest/sample.ts';
import { answersOf, type FeedEdge, feedOf, idsIn } from '../support/answers.ts';
import { backUp, restoreInto } from '../support/backed-up.ts';
import { untilComplete } from '../support/complete.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { debianPostgres, type OwnCluster, startCluster } from '../support/debian-postgres.ts';
import { dataOf } from '../support/graphql.ts';
import { insertRowsOfAllKinds } from '../support/rows-of-all-kinds.ts';
import { openSession, urlOf } from '../support/server.ts';
import { tableHashes } from '../support/table-hashes.ts';
import { documentOf } from '../support/told.ts';

const PROGRAMS = debianPostgres(15) ?? '';
const REQUIRED = Boolean(process.env.REQUIRE_POSTGRES_15);
if (!PROGRAMS && !REQUIRED) {
  console.warn("SKIPPED: nothing is restored, because Debian's package postgresql-15 is not installed.");
}

/** What Postgres makes of a text for searching depends on its locale. */
const GIVEN = { generated: false };
describe.runIf(PROGRAMS || REQUIRED)(
  "on Debian's Postgres 15, as a user who owns no more than the database",
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'newsgraph-restored-'));
    let builtIn: TestDatabase;
    let ids: string[];
    let answers: readonly string[];
    let feed: FeedEdge[];
    let given: Record<string, string>;
    let cluster: OwnCluster;
    beforeAll(async () => {
      if (!PROGRAMS) throw new Error("Wanted the programs of Debian's package postgresql-15; got none.");
      builtIn = await testDatabase();
      await loadSample(builtIn.db);
      await insertRowsOfAllKinds(builtIn);
      await untilComplete(builtIn.db);
      ids = await idsIn(builtIn);
      answers = await askedOf(builtIn);
      feed = await feedOf(builtIn, null);
      given = await tableHashes(builtIn.pool, GIVEN);
      await backUp(builtIn, join(folder, '18.backup'));
      cluster = await startCluster(PROGRAMS);
      await onServer('create role plain login');
    });
    afterAll(async () => {
      await cluster?.stop();
      await builtIn?.close();
      rmSync(folder, { recursive: true });
    });

    const askedOf = (own: Database) => answersOf(ids, (query, variables) => dataOf(own, query, variables));

    async function onServer(...statements: string[]): Promise<void> {
      const session = await openSession(cluster.connectionTo('postgres'));
      for (const statement of statements) await session.query(statement);
      await session.end();
    }

    /** An empty database of a user who may do nothing else. */
    async function made(name: string): Promise<Connection> {
      await onServer(`create database ${name} owner plain template template0`);
      return cluster.connectionTo(name, 'plain');
    }

    async function within<T>(
      connection: Connection,
      act: (own: Database & { connection: Connection }) => Promise<T>,
    ) {
      const own = openDatabase({ connection, poolSize: 4 });
      return act({ ...own, connection }).finally(own.close);
    }

    /** Answers as before, cursors of the feed that go on where they were, and ids of its own for what comes now. */
    async function expectAsBefore(own: Database): Promise<void> {
      expect(await askedOf(own)).toEqual(answers);
      for (const n of [0, Math.floor(feed.length / 2), feed.length - 1])
        expect(await feedOf(own, feed[n]!.cursor)).toEqual(feed.slice(n + 1));
      const body = 'Ilse Karran said: “The gate was new to us all that year.”';
      expect((await ingestDocument(own.db, documentOf({ body }))).kind).toBe('stored');
      await untilComplete(own.db);
      const after = await feedOf(own, feed.at(-1)!.cursor);
      expect(after.length).toBeGreaterThan(0);
      expect(await feedOf(own, feed[0]!.cursor)).toEqual([...feed.slice(1), ...after]);
    }

    it('a backup of the built-in Postgres 18 is restored, and one of that into an 18 again', async () => {
      await within(await made('from_18'), async (own) => {
        expect(await restoreInto(own, join(folder, '18.backup'))).toMatchObject({ foreign: [] });
        expect(await tableHashes(own.pool, GIVEN)).toEqual(given);
        await backUp(own, join(folder, '15.backup'));
        await expectAsBefore(own);
      });
      const again = await testDatabase();
      try {
        await restoreInto(again, join(folder, '15.backup'));
        expect(await tableHashes(again.pool)).toEqual(await tableHashes(builtIn.pool));
        await expectAsBefore(again);
      } finally {
        await again.close();
      }
    });

    it('a dump is restored after the database was dropped', async () => {
      const connection = await made('news');
      await within(connection, (own) => restoreInto(own, join(folder, '18.backup')));
      const options = { maxBuffer: 1e9, stdio: ['pipe', 'pipe', 'inherit'] as ['pipe', 'pipe', 'inherit'] };
      const sql = execFileSync(join(PROGRAMS, 'pg_dump'), ['--no-owner', urlOf(connection)], options);
      await onServer('drop database news');
      const url = urlOf(await made('news'));
      const quietly = ['--quiet', '--output', '/dev/null', '-v', 'ON_ERROR_STOP=1'];
      execFileSync(join(PROGRAMS, 'psql'), [...quietly, url], { ...options, input: sql });
      await within(connection, async (own) => {
        expect(await migrateToLatest(own.db)).toEqual([]);
        expect(await tableHashes(own.pool, GIVEN)).toEqual(given);
        await expectAsBefore(own);
      });
    });
  },
);
