import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { brokenArrows } from '../support/arrows.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'newsgraph-arrows-'));
let before: string[];

beforeAll(() => {
  for (const part of [
    'src',
    'schema',
    'db',
    'test',
    'package.json',
    'tsconfig.json',
    '.dependency-cruiser.mjs',
  ]) {
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  before = brokenArrows(copy);
});
afterAll(() => rmSync(copy, { recursive: true }));

/** The file that a case plants, so that the next case does not see it. */
let planted: string[] = [];
beforeEach(() => {
  for (const path of planted) rmSync(join(copy, path));
  planted = [];
});

function plant(path: string, text: string): void {
  writeFileSync(join(copy, path), text);
  planted.push(path);
}

function found(): string[] {
  return brokenArrows(copy).filter((line) => !before.includes(line));
}

it.each([
  ['db-alone', 'db/planted.ts', "export type { Context } from '../schema/context.ts';\n"],
  ['schema-to-db', 'schema/planted.ts', "export { createLog } from '../src/log.ts';\n"],
  ['schema-to-db', 'schema/planted.ts', "export type { Reading } from '../src/ingest/reading.ts';\n"],
  ['ingest-alone', 'src/ingest/planted.ts', "export type { Context } from '../../schema/context.ts';\n"],
  [
    'storing-is-not-linking',
    'src/ingest/store/planted.ts',
    "export { linkActors } from '../link/link-actors.ts';\n",
  ],
  ['finding-is-pure', 'src/ingest/find/planted.ts', "export type { Stored } from '../link-and-store.ts';\n"],
  [
    'server-to-schema-and-db',
    'src/server/planted.ts',
    "export type { Reading } from '../ingest/reading.ts';\n",
  ],
  ['backup-of-rows', 'src/backup/planted.ts', "export type { Reading } from '../ingest/reading.ts';\n"],
  ['client-alone', 'src/client/planted.ts', "export type { Tables } from '../../db/tables.ts';\n"],
  ['not-to-test', 'src/planted.ts', "export { testDatabase } from '../test/support/database.ts';\n"],
  ['resolvable', 'src/planted.ts', "export { nothing } from './nowhere.ts';\n"],
  ['declared', 'src/planted.ts', "import 'pg-types';\n"],
  ['no-tools-in-production', 'src/planted.ts', "import 'fast-check';\n"],
])('%s is seen to be broken by %s: %s', (rule, path, text) => {
  plant(path, text);
  expect(found().some((line) => line.startsWith(`${rule}: ${path} > `))).toBe(true);
});

it('sees a cycle of types', () => {
  plant('db/planted-a.ts', "import type { B } from './planted-b.ts';\nexport type A = B[];\n");
  plant('db/planted-b.ts', "import type { A } from './planted-a.ts';\nexport type B = A | 1;\n");
  expect(found().join('\n')).toContain('no-cycles: db/planted-a.ts > db/planted-b.ts');
});
