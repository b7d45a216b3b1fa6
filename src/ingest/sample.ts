import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { hasArticles } from '../../db/article-write.ts';
import type { Tables } from '../../db/tables.ts';
import { type IngestTextOptions, ingestText } from './ingest.ts';

export const SAMPLE_FOLDER = join(import.meta.dirname, '../../db/sample');

export interface SampleOptions extends Omit<IngestTextOptions, 'name'> {
  readonly onProgress?: (done: number, of: number) => void;
}

/** Loads the sample corpus into a database that holds no article, oldest first; returns how many, 0 where it holds one. */
export async function loadSample(db: Kysely<Tables>, options: SampleOptions = {}): Promise<number> {
  if (await hasArticles(db)) return 0;
  const { onProgress, ...ingest } = options;
  const names = await sampleNames();
  for (const [i, name] of names.entries()) {
    onProgress?.(i, names.length);
    const text = await readFile(join(SAMPLE_FOLDER, name));
    const result = await ingestText(db, { text, url: null, timeZone: null }, { ...ingest, name });
    if (result.kind === 'refused') throw new Error(`${name}: ${result.reason}: ${result.message}`);
  }
  onProgress?.(names.length, names.length);
  return names.length;
}

/** Their numbers tell the order of their publication. */
export async function sampleNames(): Promise<string[]> {
  return (await readdir(SAMPLE_FOLDER)).filter((name) => name.endsWith('.txt')).sort();
}
