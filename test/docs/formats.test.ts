import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EXPORT_NAMES } from '../../src/export/formats.ts';
import { HELD, type Held } from '../../src/export/held.ts';

const page = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8');
const fields = Object.keys(HELD.jsonl) as (keyof Held)[];

it.each(fields)('docs/formats.md says which formats hold %s', (field) => {
  const cells = EXPORT_NAMES.map((name) => {
    const limit = HELD[name][field];
    return limit === undefined ? '–' : limit === '' ? 'yes' : limit;
  });
  expect(page).toContain(`| \`${field}\` | ${cells.join(' | ')} |`);
});
