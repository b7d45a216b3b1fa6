import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../src/audit.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const named = read('package.json');

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}
const { packages, lockfileVersion } = read('package-lock.json');
const { '': root, ...rest } = packages as Record<string, Locked>;
const locked = Object.entries(rest);
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('the lock file', () => {
  it('is that of package.json, whose versions are exact', () => {
    expect(lockfileVersion).toBe(3);
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      expect((root as Record<string, unknown>)[kind]).toEqual(named[kind]);
      for (const [name, version] of Object.entries<string>(named[kind])) {
        expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(-[\w.]+)?$/)]);
        expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
      }
    }
  });

  it('says of each package what its bytes must hash to, and takes none from elsewhere than a registry', () => {
    expect(locked.length).toBeGreaterThan(300);
    for (const [path, { integrity, resolved = '', link }] of locked) {
      expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-/)]);
      expect([path, link]).toEqual([path, undefined]);
      expect(resolved).not.toMatch(/^(git|file|http:)/);
    }
  });

  it('holds no package with an install script that nobody decided about', () => {
    const scripted = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => nameOf(path));
    expect([...new Set(scripted)].sort()).toEqual(Object.keys(named.allowScripts).sort());
    expect(Object.values(named.allowScripts)).not.toContain(true);
  });
});

describe('an audit', () => {
  const report = (vulnerabilities: object) =>
    JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: { dependencies: { total: 391 } } });

  it('is clean where the registry knows nothing against any package', () => {
    expect(verdictOf(report({}))).toEqual({ kind: 'clean', packages: 391 });
  });

  it('names what is known against one', () => {
    const via = [{ title: 'Prototype Pollution' }, 'other'];
    expect(verdictOf(report({ left: { severity: 'high', range: '<1.2.3', via } }))).toEqual({
      kind: 'found',
      findings: ['high: left <1.2.3: Prototype Pollution'],
    });
  });

  it.each([
    ['{"message":"405 Method Not Allowed"}', '405 Method Not Allowed'],
    ['{}', 'npm printed no report'],
    ['{"vulnerabilities":{}}', 'npm printed no report'],
    ['<html>', '<html>'],
    ['', 'npm printed nothing'],
  ])('is not clean where the answer is %j', (printed, why) => {
    expect(verdictOf(printed)).toEqual({ kind: 'unanswered', why });
  });
});
