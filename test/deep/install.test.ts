import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const LOCK = { lockfileVersion: 3, packages: { '': {}, 'node_modules/dataloader': { version: '2.2.3' } } };

/** A project that wants one package, and has what it is told to have. */
function project(installed: object | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'newsgraph-install-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'src'));
  copyFileSync(join(ROOT, 'src/install.mjs'), join(folder, 'src/install.mjs'));
  writeFileSync(join(folder, 'package.json'), '{ "dependencies": { "dataloader": "2.2.3" } }');
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(LOCK));
  if (installed) {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify(installed));
  }
  return folder;
}

/** With a registry that is not there: whoever installs fails. */
function runInstall(folder: string) {
  const { PATH = '' } = process.env;
  const env = {
    PATH,
    HOME: folder,
    npm_config_registry: 'http://127.0.0.1:9',
    npm_config_fetch_retries: '0',
  };
  return spawnSync(process.execPath, ['src/install.mjs'], { cwd: folder, env, encoding: 'utf8' });
}

describe('the installation', () => {
  it('does nothing where all is there', () => {
    expect(runInstall(project(LOCK))).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it.each([
    ['nothing is there', null],
    ['an older version is there', { packages: { 'node_modules/dataloader': { version: '2.2.2' } } }],
    ['it was broken off before', { packages: {} }],
  ])('is tried where %s, and says what went wrong', (_, installed) => {
    const { status, stderr } = runInstall(project(installed));
    expect(status).toBe(1);
    expect(stderr).toContain('Installing packages');
    expect(stderr).toMatch(/"npm ci" ended with 1 and said[\s\S]*(ECONNREFUSED|127\.0\.0\.1:9)/);
    expect(stderr).toContain('registry');
  });
});
