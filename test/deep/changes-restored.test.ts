import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CHANGED_TYPES, readChanges } from '../../db/change.ts';
import { type Database, openDatabase } from '../../db/client.ts';
import type { Position } from '../../db/keyset.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { appendChanges } from '../../db/outbox.ts';
import { reader } from '../support/database.ts';
import { debianPostgres, startCluster } from '../support/debian-postgres.ts';
import { urlOf } from '../support/server.ts';

const PROGRAMS = debianPostgres(15);
const REQUIRED = Boolean(process.env.REQUIRE_POSTGRES_15);
if (!PROGRAMS && !REQUIRED) {
  console.warn("SKIPPED: no dump is restored, because Debian's package postgresql-15 is not installed.");
}

async function cluster() {
  if (!PROGRAMS) throw new Error("Wanted the programs of Debian's package postgresql-15; got none.");
  const started = await startCluster(PROGRAMS);
  const connection = started.connectionTo('postgres');
  const database = openDatabase({ connection });
  onTestFinished(async () => {
    await database.close();
    await started.stop();
  });
  return { ...database, url: urlOf(connection) };
}

const change = (db: Database['db'], row: number) =>
  appendChanges(db, [{ noun: 'article', row_id: String(row), visibility_before: null, visibility_after: 2 }]);

async function changesAfter(own: Database, after: Position | null) {
  const page = { limit: 100, backward: false, after, before: null };
  const { rows, end } = await readChanges(reader(own), { page, types: CHANGED_TYPES, kinds: null });
  return { ids: rows.map(({ row_id }) => row_id), end };
}

describe.runIf(PROGRAMS || REQUIRED)('a dump that is restored into another cluster', () => {
  it('keeps its cursors good, though transaction ids start anew there', async () => {
    const old = await cluster();
    await migrateToLatest(old.db);
    await change(old.db, 1);
    const { end: seenOne } = await changesAfter(old, null);
    for (let i = 0; i < 1_000; i++) await sql`select pg_current_xact_id()`.execute(old.db);
    await change(old.db, 2);
    const { end: seenTwo } = await changesAfter(old, null);
    const dump = execFileSync(join(PROGRAMS as string, 'pg_dump'), ['--no-owner', old.url], {
      maxBuffer: 1e9,
    });

    const next = await cluster();
    execFileSync(join(PROGRAMS as string, 'psql'), ['--quiet', '-v', 'ON_ERROR_STOP=1', next.url], {
      input: dump,
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    expect(await changesAfter(next, null)).toMatchObject({ ids: ['1', '2'] });
    const { rows } = await sql<{ lower: boolean }>`
      select pg_current_xact_id() < max(xid) as lower from outbox`.execute(next.db);
    expect(rows).toEqual([{ lower: true }]);
    await change(next.db, 3);
    await change(next.db, 4);
    expect((await changesAfter(next, null)).ids).toEqual(['1', '2', '3', '4']);
    expect((await changesAfter(next, seenOne)).ids).toEqual(['2', '3', '4']);
    expect((await changesAfter(next, seenTwo)).ids).toEqual(['3', '4']);
  });
});
