import fc from 'fast-check';
import { decode } from '../../src/ingest/decode.ts';
import { FORMAT_READERS } from '../../src/ingest/detect.ts';
import type { FormatReader } from '../../src/ingest/format.ts';
import { faultsOf } from './hostile.ts';
import { bombs, fixtures, mutatedFixtures, type Sample } from './mutations.ts';

/**
 * `fuzz-run.ts bomb NAME`: one of what is made to exhaust readers, at the largest size that is read, by every reader.
 * `fuzz-run.ts mutated SEED COUNT`: mutated fixtures, each by the reader of what it was.
 * A line of JSON on standard output for each fault, and for the sum.
 */
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

function judgeMutated(seed: number, count: number): void {
  const samples = fixtures();
  const readerOf = new Map(
    samples.map(({ name, bytes }) => {
      const text = decode(bytes);
      return [
        name,
        FORMAT_READERS.filter((reader) => text !== null && reader.isMine(text, name)).slice(0, 1),
      ];
    }),
  );
  fc.assert(
    fc.property(mutatedFixtures(samples), (sample) => judge(sample, readerOf.get(sample.name) ?? [])),
    { seed, numRuns: count },
  );
}

const [kind, what, count] = process.argv.slice(2);
if (kind === 'bomb')
  for (const bomb of bombs(LARGEST_BYTES).filter(({ name }) => name === what)) judge(bomb, FORMAT_READERS);
else judgeMutated(Number(what), Number(count));
say({ read, tookMb: rssMb() - atFirstMb });
