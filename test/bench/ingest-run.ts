import { openDatabase } from '../../db/client.ts';
import { ingestLines, openRun } from '../../src/ingest/bulk/ingest-lines.ts';
import { extractorPool } from '../../src/ingest/extractor-pool.ts';
import type { Extractor, ReadInput, Reading } from '../../src/ingest/reading.ts';
import { linesIn } from './lines-in.ts';

/** The whole way; with texts that were read before; or reading alone. */
export type Mode = 'whole' | 'stored' | 'extracted';

export interface Measured {
  readonly seconds: number;
  /** Of this process and its threads; not of Postgres. */
  readonly cpuMs: number;
  /** While articles are stored. */
  readonly statements?: number;
  /** When a tenth, half and all was done. */
  readonly rssMb: readonly number[];
}

const [mode, threads, file, url, articles] = process.argv.slice(2) as [Mode, string, string, string, string];
const of = Number(articles);

function clock() {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const rssMb: number[] = [];
  let done = 0;
  return {
    done(more: number): void {
      done += more;
      for (const share of [0.1, 0.5, 1].slice(rssMb.length))
        if (done >= of * share) rssMb.push(Math.round(process.memoryUsage.rss() / 2 ** 20));
    },
    measured(): Measured {
      const { user, system } = process.cpuUsage(cpu);
      return { seconds: (performance.now() - began) / 1000, cpuMs: (user + system) / 1000, rssMb };
    },
  };
}

async function extracted(): Promise<Measured> {
  const pool = extractorPool({ threads: Number(threads) });
  const inputs = await linesIn(file);
  const { done, measured } = clock();
  await Promise.all(
    inputs.map(async (input) => {
      await pool.read(input);
      done(1);
    }),
  );
  const result = measured();
  await pool.close();
  return result;
}

/** Gives readings that were made before. */
async function readBefore(): Promise<Extractor> {
  const pool = extractorPool();
  const readings = new Map<string, Reading>();
  await Promise.all(
    (await linesIn(file)).map(async (input) => readings.set(input.text, await pool.read(input))),
  );
  await pool.close();
  return { name: pool.name, version: pool.version, read: ({ text }: ReadInput) => readings.get(text)! };
}

async function stored(extractor: Extractor): Promise<Measured> {
  let statements = 0;
  const { db, close } = openDatabase({ connection: { url }, onStatement: () => statements++ });
  const source = await openRun(db, file, {});
  const { done, measured } = clock();
  statements = 0;
  await ingestLines(db, source, file, { extractor, onStored: (results) => done(results.length) });
  const result = { ...measured(), statements };
  await close();
  return result;
}

async function whole(): Promise<Measured> {
  const pool = extractorPool({ threads: Number(threads) });
  return stored(pool).finally(pool.close);
}

const run = { whole, extracted, stored: async () => stored(await readBefore()) };
process.stdout.write(JSON.stringify(await run[mode]()));
