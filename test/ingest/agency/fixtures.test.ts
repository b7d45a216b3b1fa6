import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detect, readDocuments } from '../../../src/ingest/detect.ts';
import { newsDocument, type ReadResult } from '../../../src/ingest/document.ts';

const EXPECTED = '.expected.json';

describe.each(['ninjs', 'newsml-g2'] as const)('a file of %s', (format) => {
  const folder = new URL(`../../fixtures/${format}/`, import.meta.url);
  const files = readdirSync(folder).filter((file) => !file.endsWith(EXPECTED));

  it.each(files)('%s says what an editor finds in it', (file) => {
    const bytes = readFileSync(new URL(file, folder));
    const expected = readFileSync(new URL(file.replace(/\.(?:json|xml)$/, EXPECTED), folder), 'utf8');
    const wanted = JSON.parse(expected) as { format: string; results: ReadResult[] };
    expect(detect(bytes)).toBe(wanted.format);
    expect(readDocuments(bytes).map(withoutSources)).toEqual(wanted.results.map(completed));
  });

  it.each(files)('%s is the source of each field that says something', (file) => {
    for (const result of readDocuments(readFileSync(new URL(file, folder)))) {
      if (result.kind !== 'document') continue;
      const { fieldSources, ...fields } = result.document;
      const said = Object.entries(fields).filter(
        ([, value]) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0),
      );
      expect(fieldSources).toEqual(Object.fromEntries(said.map(([field]) => [field, format])));
    }
  });
});

function withoutSources(result: ReadResult) {
  return result.kind === 'document'
    ? { ...result, document: { ...result.document, fieldSources: {} } }
    : result;
}

/** The gold leaves out what the source leaves unsaid. */
function completed(result: ReadResult): ReadResult {
  return result.kind === 'document' ? { ...result, document: newsDocument(result.document) } : result;
}
