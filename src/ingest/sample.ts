import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { firstArticles } from '../../db/article-write.ts';
import type { Tables } from '../../db/tables.ts';
import { readDocument } from './detect.ts';
import { identityOf } from './identity.ts';
import { type IngestTextOptions, ingestText } from './ingest.ts';

export const SAMPLE_FOLDER = join(import.meta.dirname, '../../db/sample');

export interface SampleOptions extends Omit<IngestTextOptions, 'name'> {
  readonly onProgress?: (done: number, of: number) => void;
}

interface Sample {
  readonly name: string;
  readonly text: Uint8Array;
}

/**
 * Loads the sample corpus into a database that holds nothing else, oldest first; returns how many articles it stored. A load
 * that was broken off goes on.
 */
export async function loadSample(db: Kysely<Tables>, options: SampleOptions = {}): Promise<number> {
  const { onProgress, ...ingest } = options;
  const samples = await readSamples();
  if (!(await isWanted(db, samples))) return 0;
  let stored = 0;
  for (const [i, { name, text }] of samples.entries()) {
    onProgress?.(i, samples.length);
    const result = await ingestText(db, { text, url: null, timeZone: null }, { ...ingest, name });
    if (result.kind === 'refused') throw new Error(`${name}: ${result.reason}: ${result.message}`);
    if (result.kind === 'stored') stored++;
  }
  onProgress?.(samples.length, samples.length);
  return stored;
}

/** Where some of it is stored and nothing else, whoever loaded it did not come to the end. */
async function isWanted(db: Kysely<Tables>, samples: readonly Sample[]): Promise<boolean> {
  const stored = await firstArticles(db, samples.length);
  if (stored.length === 0) return true;
  if (stored.length === samples.length) return false;
  const guids = new Set(samples.map(guidOf));
  return stored.every(({ guid }) => guid !== null && guids.has(guid));
}

function guidOf({ name, text }: Sample): string | null {
  const read = readDocument(text, { name });
  return read.kind === 'document' ? identityOf(read.document).guid : null;
}

async function readSamples(): Promise<Sample[]> {
  const names = await sampleNames();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(SAMPLE_FOLDER, name)) })));
}

/** Their numbers tell the order of their publication. */
export async function sampleNames(): Promise<string[]> {
  return (await readdir(SAMPLE_FOLDER)).filter((name) => name.endsWith('.txt')).sort();
}
