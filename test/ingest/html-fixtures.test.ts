import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detect, type ReadDocumentOptions, readDocument } from '../../src/ingest/detect.ts';
import type { NewsDocument } from '../../src/ingest/document.ts';

/** What is not named is left open. */
interface Gold {
  readonly options?: ReadDocumentOptions;
  readonly document?: Partial<NewsDocument>;
  readonly fieldSources?: NewsDocument['fieldSources'];
  readonly refused?: string;
}

const FOLDER = new URL('../fixtures/html/', import.meta.url);
const cases = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length));

describe.each(cases)('the page %s', (name) => {
  const gold = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Gold;
  const bytes = readFileSync(new URL(`${name}.html`, FOLDER));

  it('is told from other formats', () => {
    expect(detect(bytes)).toBe('html');
  });
  it('says what its gold says', () => {
    const result = readDocument(bytes, gold.options);
    if (gold.refused !== undefined) {
      expect(result).toMatchObject({ kind: 'refused', reason: gold.refused });
      return;
    }
    if (result.kind !== 'document') throw new Error(`not read: ${JSON.stringify(result)}`);
    const got = Object.keys(gold.document ?? {}).map((field) => [
      field,
      result.document[field as keyof NewsDocument],
    ]);
    expect(Object.fromEntries(got)).toEqual(gold.document);
    expect(result.document.fieldSources).toMatchObject(gold.fieldSources ?? {});
  });
});
