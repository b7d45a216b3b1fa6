import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const { dependencies, devDependencies, optionalDependencies } = read('package.json');
const wanted: Record<string, string> = { ...dependencies, ...devDependencies, ...optionalDependencies };

const rows = readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, name, reason, licence] = /^\| `(.+?)` \| (.+) \| (.+) \|$/.exec(line) ?? [];
    return name ? [{ name, reason, licence }] : [];
  });

describe('docs/dependencies.md', () => {
  it('names every package of package.json once, and no other', () => {
    expect(rows.map((row) => row.name).sort()).toEqual(Object.keys(wanted).sort());
  });

  it('states the licence that the package states', () => {
    const stated = rows
      .filter((row) => existsSync(join(ROOT, 'node_modules', row.name!, 'package.json')))
      .map((row) => [row.name, read(`node_modules/${row.name}/package.json`).license]);
    expect(stated.length).toBeGreaterThan(30);
    const written = new Map(rows.map((row) => [row.name, row.licence]));
    expect(stated).toEqual(stated.map(([name]) => [name, written.get(name)]));
  });
});

describe('package.json', () => {
  it('pins every package to one version', () => {
    expect(Object.values(wanted).filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('says of every install script in the lock file whether it may run', () => {
    const { packages } = read('package-lock.json') as {
      packages: Record<string, { hasInstallScript?: boolean }>;
    };
    const scripts = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    const named = Object.keys(read('package.json').allowScripts);
    expect(scripts.map(([path]) => path.replace(/^.*node_modules\//, '')).sort()).toEqual(named.sort());
  });
});
