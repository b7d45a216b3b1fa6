import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { schemaChanges } from '../../schema/breaking.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFile(join(ROOT, path), 'utf8');
const sdl = await read('schema/schema.graphql');
const withoutHeadlines = sdl.replaceAll(/\n {2}headline: String!/g, '\n  headline: String');
const CHANGE = 'FIELD_CHANGED_KIND: Article.headline changed type from String! to String.';

describe('changes of the schema', () => {
  it('break nothing where there are none', () => {
    expect(schemaChanges(sdl, sdl, '')).toEqual({ breaking: [], accepted: [], dangerous: [] });
  });

  it('break where a field may be null that never was', () => {
    expect(schemaChanges(sdl, withoutHeadlines, '').breaking).toContain(CHANGE);
  });

  it('break where a field, a type, an enum value or an argument is gone', () => {
    const base = 'type Query { a(b: Int): E c: Int d: Int } type Gone { d: Int } enum E { F G }';
    const { breaking } = schemaChanges(base, 'type Query { a: E d: Int } enum E { F }', '');
    expect([...breaking].sort()).toEqual([
      'ARG_REMOVED: Query.a arg b was removed.',
      'FIELD_REMOVED: Query.c was removed.',
      'TYPE_REMOVED: Gone was removed.',
      'VALUE_REMOVED_FROM_ENUM: G was removed from enum type E.',
    ]);
  });

  it('break nothing where a field is added, and are dangerous where an enum value is', () => {
    const base = 'type Query { a: E } enum E { F }';
    const changes = schemaChanges(base, 'type Query { a: E b: Int } enum E { F G }', '');
    expect(changes).toEqual({
      breaking: [],
      accepted: [],
      dangerous: ['G was added to enum type E.'],
    });
  });

  it('are accepted where they are written down to the letter', () => {
    const { breaking, accepted } = schemaChanges(sdl, withoutHeadlines, `- \`${CHANGE}\` Some are untitled.`);
    expect(accepted).toEqual([CHANGE]);
    expect(breaking).not.toContain(CHANGE);
  });
});

describe('check-breaking', () => {
  let tree: string;
  const write = (path: string, text: string) => writeFile(join(tree, path), text);
  const git = (...args: string[]) => {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
    const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: tree, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  const commit = () => {
    git('add', '.');
    git('commit', '--quiet', '--message', 'Change', '--allow-empty');
  };
  const check = (env: Record<string, string> = {}) => {
    const script = join(ROOT, 'schema/check-breaking.ts');
    const options = { encoding: 'utf8', env: { PATH: process.env.PATH, ...env } } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, tree], options);
    return { status, said: stdout + stderr };
  };

  beforeEach(async () => {
    tree = await mkdtemp(join(tmpdir(), 'newsgraph-breaking-'));
    await mkdir(join(tree, 'schema'));
    await mkdir(join(tree, 'docs'));
    await write('schema/schema.graphql', 'type Query { a: Int b: Int }\n');
    await write('docs/breaking-changes.md', await read('docs/breaking-changes.md'));
    git('init', '--quiet', '--initial-branch', 'main');
  });

  afterEach(() => rm(tree, { recursive: true }));

  it('says loudly that there is nothing to compare with', () => {
    commit();
    expect(check()).toEqual({ status: 0, said: expect.stringContaining('NOT CHECKED') });
  });

  it('fails on a break that is not committed yet, and on one that was just committed', async () => {
    commit();
    await write('schema/schema.graphql', 'type Query { a: Int }\n');
    const broken = {
      status: 1,
      said: expect.stringContaining('BREAKING   FIELD_REMOVED: Query.b was removed.'),
    };
    expect(check()).toEqual(broken);
    commit();
    expect(check()).toEqual(broken);
  });

  it('compares a branch with the point where it left origin/main', async () => {
    commit();
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    await write('schema/schema.graphql', 'type Query { a: Int }\n');
    commit();
    await write('schema/schema.graphql', 'type Query { a: Int c: Int }\n');
    commit();
    expect(check().said).toContain('FIELD_REMOVED: Query.b was removed.');
  });

  it('compares with SCHEMA_BASE, and fails where that is no revision', async () => {
    commit();
    await write('schema/schema.graphql', 'type Query { a: Int }\n');
    commit();
    expect(check({ SCHEMA_BASE: 'HEAD' }).status).toBe(0);
    expect(check({ SCHEMA_BASE: 'HEAD~1' }).status).toBe(1);
    expect(check({ SCHEMA_BASE: 'nowhere' })).toEqual({
      status: 1,
      said: expect.stringContaining('"nowhere"'),
    });
  });

  it('passes a break that docs/breaking-changes.md gives a reason for', async () => {
    commit();
    await write('schema/schema.graphql', 'type Query { a: Int }\n');
    await write('docs/breaking-changes.md', '- `FIELD_REMOVED: Query.b was removed.` Nobody asked for it.\n');
    expect(check()).toEqual({ status: 0, said: expect.stringContaining('accepted   FIELD_REMOVED') });
  });
});
