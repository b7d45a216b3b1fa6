import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertRowsOfAllKinds } from '../support/rows-of-all-kinds.ts';
import { rowCounts } from '../support/row-counts.ts';
import { urlOf } from '../support/server.ts';
import { tableHashes } from '../support/table-hashes.ts';

const folder = mkdtempSync(join(tmpdir(), 'newsgraph-backup-'));
let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
  await insertRowsOfAllKinds(own);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await own.close();
});

const CLI = join(import.meta.dirname, '../../src/cli.ts');

function start(env: Readonly<Record<string, string>>, ...args: string[]): ChildProcess {
  const { DATABASE_URL: _, ...rest } = process.env;
  return spawn(process.execPath, [CLI, ...args], { env: { ...rest, ...env }, cwd: folder, stdio: 'pipe' });
}

async function endOf(child: ChildProcess) {
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
  return { code: await ended, out, err };
}

const at = ({ connection }: TestDatabase) => ({ DATABASE_URL: urlOf(connection) });

async function emptyOne(): Promise<TestDatabase> {
  const target = await testDatabase();
  onTestFinished(() => target.close());
  return target;
}

/** Who restores has loaded all, and waits for a sequence that this session holds. */
async function heldBeforeTheEnd(target: TestDatabase, env: Readonly<Record<string, string>>) {
  const holder = await target.pool.connect();
  await holder.query('begin; alter sequence wording_id_seq increment by 1');
  const child = start(env, 'restore', 'news.backup');
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    and query like 'alter sequence%'`;
  await expect.poll(async () => (await target.pool.query(waiting)).rowCount).toBe(1);
  const free = async () => {
    await holder.query('rollback');
    holder.release();
  };
  return { child, free };
}

describe('newsgraph backup and restore', () => {
  it('write a file for its owner alone, and say what is in it', async () => {
    const { code, out, err } = await endOf(start(at(own), 'backup', 'news.backup'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^\d+ rows of \d+ tables as of \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n$/);
    expect(readdirSync(folder)).toEqual(['news.backup']);
    expect(statSync(join(folder, 'news.backup')).mode & 0o777).toBe(0o600);
  });

  it('leave an empty database where they are killed in the midst, which can be filled then', async () => {
    const target = await emptyOne();
    const before = await tableHashes(target.pool);
    const { child, free } = await heldBeforeTheEnd(target, at(target));
    const ended = endOf(child);
    child.kill('SIGKILL');
    await ended;
    await free();
    await expect
      .poll(
        async () =>
          (
            await target.pool.query(
              `select from pg_stat_activity where datname = current_database() and application_name = 'newsgraph restore'`,
            )
          ).rowCount,
      )
      .toBe(0);
    const { 'pgboss.job': jobs, ...after } = await tableHashes(target.pool);
    expect({ jobs, after }).toEqual({ jobs: 'empty', after: before });
    const { code, out } = await endOf(start(at(target), 'restore', 'news.backup'));
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^\d+ rows restored, as of /) });
    expect(await tableHashes(target.pool)).toEqual(await tableHashes(own.pool));
  });

  it('write nothing where a backup is stopped', async () => {
    const holder = await own.pool.connect();
    await holder.query('begin; lock table wording in access exclusive mode');
    const child = start(at(own), 'backup', 'stopped.backup');
    const ended = endOf(child);
    await expect.poll(() => readdirSync(folder)).toContain(`stopped.backup.${child.pid}.part`);
    child.kill('SIGTERM');
    const { code, err } = await ended;
    await holder.query('rollback');
    holder.release();
    expect({ code, err }).toEqual({ code: 130, err: 'Stopped; nothing was written to stopped.backup.\n' });
    expect(readdirSync(folder)).toEqual(['news.backup']);
  });

  it('refuse a database that has rows, and one that is not of this version', async () => {
    const full = await endOf(start(at(own), 'restore', 'news.backup'));
    expect({ code: full.code, err: full.err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^Wanted an empty database/),
    });
    const old = await testDatabase({ empty: true });
    onTestFinished(() => old.close());
    const { code, err } = await endOf(start(at(old), 'backup', 'old.backup'));
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/^The database lacks 0001/) });
  });

  it('carry everything into a built-in Postgres and out of it', async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'newsgraph-data-'));
    // For the user that runs Postgres where root starts it.
    chmodSync(DATA_DIR, 0o755);
    onTestFinished(() => rmSync(DATA_DIR, { recursive: true }));
    const into = await endOf(start({ DATA_DIR }, 'restore', 'news.backup'));
    expect(into).toMatchObject({ code: 0, err: '' });
    const out = await endOf(start({ DATA_DIR }, 'backup', 'again.backup'));
    expect(out).toMatchObject({ code: 0, err: '' });
    const target = await emptyOne();
    expect((await endOf(start(at(target), 'restore', 'again.backup'))).code).toBe(0);
    expect(await tableHashes(target.pool)).toEqual(await tableHashes(own.pool));
    expect((await rowCounts(target.db)).article).toBeGreaterThan(10);
  });
});
