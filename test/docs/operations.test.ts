import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VARIABLE_NAMES } from '../../src/config.ts';

const DOCS = join(import.meta.dirname, '../../docs');
const text = readFileSync(join(DOCS, 'operations.md'), 'utf8');

describe('docs/operations.md', () => {
  it('lists every variable once, and no other', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('| '));
    const listed = rows.flatMap((row) => [...row.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name));
    expect(listed.sort()).toEqual([...VARIABLE_NAMES].sort());
  });

  it('links to files that are there', () => {
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(4);
    expect(links.filter((path) => !existsSync(join(DOCS, path)))).toEqual([]);
  });
});
