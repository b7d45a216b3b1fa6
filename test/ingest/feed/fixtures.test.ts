import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detect, readDocuments } from '../../../src/ingest/detect.ts';

const FOLDER = new URL('../../fixtures/feed/', import.meta.url);
const ENDING = /\.expected\.json$/;
const files = readdirSync(FOLDER).filter((file) => !ENDING.test(file));

describe.each(files)('the feed %s', (file) => {
  const bytes = readFileSync(new URL(file, FOLDER));
  const expected = JSON.parse(
    readFileSync(new URL(file.replace(/\.\w+$/, '.expected.json'), FOLDER), 'utf8'),
  ) as object[];

  it('is known for a feed', () => {
    expect(detect(bytes)).toBe('feed');
  });

  it('says of each item what an editor would, or why it can’t be read', () => {
    const results = readDocuments(bytes);
    expect(results).toMatchObject(expected);
    expect(results).toHaveLength(expected.length);
  });
});
