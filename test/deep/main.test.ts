import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'newsgraph-main-'));
let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await own.close();
});

/** What a server that can't start says. */
async function complaint(env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', SAMPLE_CORPUS: 'false', LOG_LEVEL: 'fatal', ...env },
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const said = await text(child.stderr);
  expect(await ended).toBe(1);
  return said;
}

function urlOf({ user = '', database = '' }): string {
  if ('url' in own.connection) throw new Error('wanted the parts of a connection');
  const { host, port } = own.connection;
  return `postgresql://${user || own.connection.user}:hunter2@localhost:${port}/${database || own.connection.database}?host=${encodeURIComponent(host)}`;
}

describe('a server that can not start', () => {
  it.each([
    ['nothing listens', () => 'postgres://me:hunter2@127.0.0.1:1/news', 'nothing listens there'],
    ['there is no such host', () => 'postgres://me:hunter2@nowhere.invalid/news', 'no such host'],
    ['there is no such database', () => urlOf({ database: 'not_there' }), 'no such database'],
    ['the user is unknown', () => urlOf({ user: 'nobody_known' }), 'the user is not let in'],
  ])('names DATABASE_URL without its password where %s', async (_, url, what) => {
    const said = await complaint({ DATABASE_URL: url() });
    expect(said).toMatch(/^DATABASE_URL: /);
    expect(said).toContain(what);
    expect(said).not.toContain('hunter2');
    expect(said.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    ['can not be found', 'nowhere.invalid'],
    ['is not its own', '192.0.2.1'],
  ])('names HOST where it %s', async (_, HOST) => {
    expect(await complaint({ HOST, DATABASE_URL: urlOf({}) })).toMatch(/Set HOST to/);
  });

  it.each([
    ['is a file', 'file'],
    ['lies in a file', 'file/data'],
  ])('names DATA_DIR where it %s', async (_, name) => {
    writeFileSync(join(folder, 'file'), '');
    const said = await complaint({ DATABASE_URL: '', DATA_DIR: join(folder, name) });
    expect(said).toContain(`${join(folder, name)} can't be used (DATA_DIR names another)`);
  });

  it.runIf(process.platform === 'linux')('says at once that no folder can be made in /proc', async () => {
    expect(await complaint({ DATABASE_URL: '', DATA_DIR: '/proc/nope' })).toContain('DATA_DIR');
  });
});

describe('a server that is stopped while it starts', () => {
  // Where this process stands still for as long as the sample corpus takes, the server has started.
  it('stops in order, and its Postgres with it', { retry: 3 }, async () => {
    // For the user that runs Postgres where root starts it.
    chmodSync(folder, 0o755);
    const dataDir = mkdtempSync(join(folder, 'stopped-'));
    chmodSync(dataDir, 0o755);
    const child = spawn(process.execPath, ['src/main.ts'], {
      cwd: ROOT,
      env: { ...process.env, PORT: '0', DATABASE_URL: '', DATA_DIR: dataDir, LOG_LEVEL: 'info' },
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    let said = '';
    for await (const chunk of child.stdout) {
      said += chunk;
      // The sample corpus is loaded next, which takes seconds.
      if (said.includes('Uses the built-in Postgres') && !child.killed) child.kill('SIGTERM');
    }
    expect(await ended).toBe(0);
    expect(said).not.toContain('Loaded the sample corpus');
    const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' });
    expect(files.some((file) => file.endsWith('PG_VERSION'))).toBe(true);
    expect(files.some((file) => file.endsWith('postmaster.pid'))).toBe(false);
  });
});
