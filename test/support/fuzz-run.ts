import fc from 'fast-check';
import { decode } from '../../src/ingest/decode.ts';
import { FORMAT_READERS } from '../../src/ingest/detect.ts';
import type { FormatReader } from '../../src/ingest/format.ts';
import { faultsOf } from './hostile.ts';
import { bombs, fixtures, mutatedFixtures, type Sample } from './mutations.ts';

/**
 * `fuzz-run.ts SEED COUNT`: what is made to exhaust readers at the largest size that is read, by every reader; then mutated
 * fixtures, by the reader of what they were. A line of JSON on standard output for each fault, and for the sum.
 */
const [seed = 0, count = 100] = process.argv.slice(2).map(Number);
const LARGEST_BYTES = 7_900_000;
const LARGEST_MB = 512;

/** The most that the process ever held. */
const rssMb = () => Math.round(process.resourceUsage().maxRSS / 1024);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

const atFirstMb = rssMb();
let read = 0;

function judge(sample: Sample, readers: readonly FormatReader[]): void {
  // Whoever watches sees at what it hangs or ends.
  process.stderr.write(`${sample.name} ${read}\n`);
  const before = rssMb() - atFirstMb;
  const faults = faultsOf(sample, readers);
  const after = rssMb() - atFirstMb;
  if (after > LARGEST_MB && before <= LARGEST_MB) faults.push(`took ${after} MB`);
  if (faults.length > 0) say({ name: sample.name, read, faults });
  read++;
}

for (const bomb of bombs(LARGEST_BYTES)) judge(bomb, FORMAT_READERS);
const samples = fixtures();
const readerOf = new Map(
  samples.map(({ name, bytes }) => {
    const text = decode(bytes);
    return [name, FORMAT_READERS.filter((reader) => text !== null && reader.isMine(text, name)).slice(0, 1)];
  }),
);
fc.assert(
  fc.property(mutatedFixtures(samples), (sample) => judge(sample, readerOf.get(sample.name) ?? [])),
  { seed, numRuns: count },
);
say({ read, tookMb: rssMb() - atFirstMb });
