import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS_FOLDER, migrateToLatest, pendingMigrations } from '../../db/migrate.ts';
import { testDatabase } from '../support/database.ts';
import { serve, serveOf } from '../support/served.ts';
import { urlOf } from '../support/server.ts';
import { answerTo, articleOf, INGEST } from '../support/witness.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });

const NEWEST = readdirSync(MIGRATIONS_FOLDER)
  .filter((name) => name.endsWith('.up.sql'))
  .sort()
  .at(-1) as string;

/** The commit before the one that brought the newest migration; null where git does not know it. */
function commitBefore(): string | null {
  try {
    const brought = git('log', '--diff-filter=A', '--format=%H', '-1', '--', `db/migrations/${NEWEST}`);
    // One that is being written is not committed yet.
    return git('rev-parse', '--verify', '--quiet', brought ? `${brought.trim()}^` : 'HEAD').trim();
  } catch {
    return null;
  }
}

const COMMIT = commitBefore();
if (!COMMIT)
  console.warn(`SKIPPED: no old version is tried, because git does not know what was before ${NEWEST}.`);

/** Its code, with the packages of today. */
function codeOf(commit: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'newsgraph-old-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const code = join(folder, 'newsgraph');
  mkdirSync(code);
  execFileSync('tar', ['-x', '-C', code], {
    input: execFileSync('git', ['archive', commit], { cwd: ROOT, maxBuffer: 2 ** 30 }),
  });
  symlinkSync(join(ROOT, 'node_modules'), join(code, 'node_modules'));
  return code;
}

const READ = '{ articles(first: 50) { totalCount nodes { url quotes { nodes { text } } } } }';

it.runIf(COMMIT)('the version before the newest migration serves on while it runs and after it', async () => {
  const own = await testDatabase({ empty: true });
  onTestFinished(() => own.close());
  const code = codeOf(COMMIT as string);
  const command = (...args: string[]) =>
    execFileSync(process.execPath, ['src/cli.ts', ...args], {
      cwd: code,
      env: { PATH: process.env.PATH, DATABASE_URL: urlOf(own.connection) },
      encoding: 'utf8',
      stdio: 'pipe',
    });
  command('migrate');
  expect(await pendingMigrations(own.db)).toContain(NEWEST.slice(0, -'.up.sql'.length));
  const key = command('key', 'create', 'a test', '--scope', 'read', 'ingest').trim();
  const old = { ...(await serveOf(code, own.connection)), key };
  onTestFinished(() => void old.kill());

  const written: string[] = [];
  const write = async (by: typeof old) => {
    const n = written.length + 1;
    const url = `https://herald.example/old/${n}`;
    const { code: answer, data } = await answerTo(by, INGEST, { text: articleOf(n), url });
    expect([answer, data?.ingestArticle?.status]).toEqual(['OK', 'STORED']);
    written.push(url);
  };
  const read = async (by: typeof old) => {
    const { code: answer, data } = await answerTo(by, READ, {});
    expect(answer).toBe('OK');
    const { nodes } = (data as unknown as Read).articles;
    expect(nodes.map(({ url }) => url).sort()).toEqual(written.toSorted());
    for (const { quotes } of nodes) expect(quotes.nodes.length).toBeGreaterThan(0);
  };
  await write(old);
  await read(old);
  expect(await migrateToLatest(own.db)).not.toEqual([]);
  await write(old);
  const today = await serve(own.connection, own.connection);
  onTestFinished(() => void today.kill());
  for (const by of [old, today, old]) await write(by);
  for (const by of [old, today]) await read(by);
  expect(await (await fetch(`${old.origin}/health/ready`)).json()).toEqual({ status: 'ready' });
});

interface Read {
  readonly articles: {
    readonly nodes: readonly {
      readonly url: string;
      readonly quotes: { readonly nodes: readonly object[] };
    }[];
  };
}
