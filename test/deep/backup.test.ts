import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { dump } from '../../db/dump.ts';
import { startRun } from '../../db/ingest-run.ts';
import { knownMigrations, migrateDown, migrateToLatest, pendingMigrations } from '../../db/migrate.ts';
import { openBackup } from '../../src/backup/read-backup.ts';
import { writeBackup } from '../../src/backup/write-backup.ts';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { writeWhole } from '../../src/whole-file.ts';
import { answersOf, idsIn } from '../support/answers.ts';
import { backUp, QUIETLY, restoreInto } from '../support/backed-up.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { dataOf } from '../support/graphql.ts';
import { rowCounts } from '../support/row-counts.ts';
import { insertRowsOfAllKinds } from '../support/rows-of-all-kinds.ts';
import { tableHashes } from '../support/table-hashes.ts';
import { documentOf } from '../support/told.ts';

const folder = mkdtempSync(join(tmpdir(), 'newsgraph-backup-'));
const FILE = join(folder, 'news.backup');

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
  await insertRowsOfAllKinds(own);
  await backUp(own, FILE);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await own.close();
});

async function emptyOne(options: Parameters<typeof testDatabase>[0] = {}): Promise<TestDatabase> {
  const target = await testDatabase(options);
  onTestFinished(() => target.close());
  return target;
}

/** The backup with another header or text, whole as far as its checksum tells. */
function forged(name: string, change: { header?: object; text?: (text: string) => string }): string {
  const bytes = readFileSync(FILE);
  const end = bytes.indexOf(10);
  const text = gunzipSync(bytes.subarray(end + 1, -65)).toString();
  const header = { ...JSON.parse(bytes.subarray(0, end).toString()), ...change.header };
  const body = Buffer.concat([
    Buffer.from(`${JSON.stringify(header)}\n`),
    gzipSync(change.text?.(text) ?? text),
  ]);
  const path = join(folder, name);
  writeFileSync(
    path,
    Buffer.concat([body, Buffer.from(`${createHash('sha256').update(body).digest('hex')}\n`)]),
  );
  return path;
}

describe('a backup', () => {
  it('is of rows in every table', async () => {
    const empty = Object.entries(await tableHashes(own.pool)).filter(([, hash]) => hash === 'empty');
    expect(empty).toEqual([]);
  });

  it.each([
    ['migrated', {}],
    ['new', { empty: true }],
  ])('gives a %s database the same rows and sequences', async (_, options) => {
    const target = await emptyOne(options);
    expect(await restoreInto(target, FILE)).toMatchObject({ foreign: [] });
    expect(await tableHashes(target.pool)).toEqual(await tableHashes(own.pool));
    expect(await pendingMigrations(target.db)).toEqual([]);
  });

  it('leaves keys and triggers as they were', async () => {
    const target = await emptyOne();
    await restoreInto(target, FILE);
    const held = `select conrelid::regclass::text as of, conname as name, pg_get_constraintdef(oid) as what, convalidated as on
      from pg_constraint where connamespace = 'public'::regnamespace
      union all select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled = 'O'
      from pg_trigger where not tgisinternal order by 1, 2`;
    const { rows } = await own.pool.query(held);
    expect(rows.length).toBeGreaterThan(100);
    expect((await target.pool.query(held)).rows).toEqual(rows);
  });

  it('gives the same answers, and a feed of changes whose cursors stay good', async () => {
    const target = await emptyOne();
    await restoreInto(target, FILE);
    const ids = await idsIn(own);
    const asked = (database: TestDatabase) =>
      answersOf(ids, (query, variables) => dataOf(database, query, variables));
    expect(await asked(target)).toEqual(await asked(own));
    const FEED = 'query ($after: String) { changes(first: 100, after: $after) { edges { cursor } } }';
    const edges = async (database: TestDatabase, after: string | null) =>
      (await dataOf(database, FEED, { after })).changes.edges;
    const all = await edges(own, null);
    expect(all.length).toBeGreaterThan(50);
    expect((await edges(target, all[9].cursor)).slice(0, 50)).toEqual(all.slice(10, 60));
  });

  it('is written on: what comes new gets ids of its own', async () => {
    const target = await emptyOne();
    await restoreInto(target, FILE);
    const before = await rowCounts(target.db);
    const body = 'Ilse Karran said: “The gate was new to us all that year.”';
    expect((await ingestDocument(target.db, documentOf({ body }))).kind).toBe('stored');
    const after = await rowCounts(target.db);
    for (const table of ['article', 'quote', 'outbox']) expect(after[table]).toBeGreaterThan(before[table]!);
  });

  it('is of one moment', async () => {
    const path = join(folder, 'moment.backup');
    const source = await emptyOne();
    await startRun(source.db, 'before', Buffer.alloc(32));
    await writeWhole(path, (to) =>
      dump(source.connection, async (dumped) => {
        await startRun(source.db, 'meanwhile', Buffer.alloc(32));
        expect(await writeBackup(dumped, to, QUIETLY)).toMatchObject({ 'public.ingest_run': 1 });
      }),
    );
    const target = await emptyOne();
    await restoreInto(target, path);
    expect((await target.pool.query('select source from ingest_run')).rows).toEqual([{ source: 'before' }]);
  });

  it('of an older migration is brought up to this version, as the database itself is', async () => {
    const path = join(folder, 'older.backup');
    const source = await emptyOne();
    const known = await knownMigrations();
    // The next one fills a column of the outbox that may not stay empty.
    const level = '0012-reprint';
    await migrateDown(source.db, known.length - 1 - known.indexOf(level));
    await source.pool.query(`insert into actor (kind, name) values ('person', 'Ada Brisk');
      insert into outbox (noun, row_id, visibility_after) values ('actor', 1, 2)`);
    await backUp(source, path);
    expect((await openBackup(path)).header.migration).toBe(level);
    const target = await emptyOne();
    await restoreInto(target, path);
    expect(await pendingMigrations(target.db)).toEqual([]);
    await migrateToLatest(source.db);
    expect(await tableHashes(target.pool)).toEqual(await tableHashes(source.pool));
  });

  it('leaves out a table that is not of Newsgraph, and says so', async () => {
    const path = forged('foreign.backup', {
      text: (text) => `{"name":"public.\\"their own\\"","columns":["a"]}\n1\n2\n\\.\n${text}`,
    });
    const target = await emptyOne();
    expect(await restoreInto(target, path)).toMatchObject({ foreign: ['public."their own"'] });
    expect(await tableHashes(target.pool)).toEqual(await tableHashes(own.pool));
  });
});

describe('a restore is refused, and nothing changed,', () => {
  async function refusedWith(path: string, message: RegExp, target?: TestDatabase): Promise<void> {
    const into = target ?? (await emptyOne());
    const before = await tableHashes(into.pool);
    await expect(restoreInto(into, path)).rejects.toThrow(message);
    const { 'pgboss.job': _, ...after } = await tableHashes(into.pool);
    expect(after).toEqual(before);
  }

  it('where a byte is another or the rest is missing', async () => {
    const bytes = readFileSync(FILE);
    const path = join(folder, 'damaged.backup');
    const target = await emptyOne();
    const place = fc.integer({ min: 0, max: bytes.length - 1 });
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, mask, cut) => {
        const damaged = cut ? bytes.subarray(0, at) : Buffer.from(bytes);
        if (!cut) damaged[at]! ^= mask;
        writeFileSync(path, damaged);
        await refusedWith(path, /is damaged|is no backup|wanted a backup of format/, target);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['is of another format', { header: { format: 2 } }, /wanted a backup of format 1, got one of format 2/],
    ['is of no format', { header: { newsgraph: 'export' } }, /is no backup/],
    ['has half a header', { header: { migration: null } }, /its first line is not whole/],
    [
      'is of a newer migration',
      { header: { migration: '9999-next' } },
      /Wanted a backup of migration .* 9999-next/,
    ],
    ['has jobs of another queue', { header: { queue: 1 } }, /Wanted a job queue of version 1/],
    [
      'has other rows than it says',
      { text: (text: string) => text.replace('"public.outbox":', '"public.outbox":9') },
      /Wanted 9\d+ rows of public.outbox/,
    ],
    [
      'does not end',
      { text: (text: string) => text.slice(0, text.lastIndexOf('\\.')) },
      /ends before its end/,
    ],
    [
      'points to what is not there',
      {
        text: (text: string) =>
          text
            .replace(/^(\{"name":"public\.actor",.*\n)(.*\n)/m, '$1')
            .replace(/"public\.actor":(\d+)/, (_, n) => `"public.actor":${n - 1}`),
      },
      /violates foreign key constraint/,
    ],
  ] as const)('where the file %s', async (name, change, message) => {
    await refusedWith(forged(`${name}.backup`, change), message);
  });

  it('where the file is another', async () => {
    const path = join(folder, 'other.backup');
    writeFileSync(path, 'select 1;\n');
    await refusedWith(path, /is no backup/);
    writeFileSync(path, '');
    await refusedWith(path, /is no backup/);
  });

  it('where the database has rows', async () => {
    const target = await emptyOne();
    await startRun(target.db, 'theirs', Buffer.alloc(32));
    await refusedWith(FILE, /Wanted an empty database.* has rows in public\.ingest_run/, target);
  });
});
