import { readFile } from 'node:fs/promises';
import { readLine } from '../../src/ingest/jsonl/read-line.ts';
import type { ReadInput } from '../../src/ingest/reading.ts';

/** What an extractor is given of each line. */
export async function linesIn(file: string): Promise<ReadInput[]> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => {
    const read = readLine(line);
    if (read.kind !== 'document') throw new Error(`Wanted an article, got ${read.kind}`);
    const { body: text, publishedAt, headline, language, images } = read.document;
    const captions = images.flatMap(({ caption }) => caption ?? []);
    return { text, publishedAt, headline, language, captions };
  });
}
