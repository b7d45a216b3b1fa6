import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { RULES } from './find/rules-name.ts';
import { gate } from './gate.ts';
import type { OpenExtractor, ReadInput, Reading } from './reading.ts';

export interface ExtractorPool extends OpenExtractor {
  readonly threads: number;
}

export interface ExtractorPoolOptions {
  /** As many as the machine has cores by default. */
  readonly threads?: number;
  /** For one text, from when a thread takes it. */
  readonly timeLimitMs?: number;
  /** What a thread may hold; beyond it, it ends and another takes its place. */
  readonly threadMemoryMb?: number;
  /** A thread that was given no text for so long ends, and its memory with it. */
  readonly idleMs?: number;
  /** The module that reads: its default export turns a `ReadInput` into a `Reading`. */
  readonly worker?: URL;
}

const IDLE_MS = 60_000;
/** What a text leaves behind is dead when it is read: a small nursery is swept as cheaply as V8's 48 MB. */
const NURSERY_MB = 12;

/**
 * The rules in threads of their own, started when they are first needed. A text on which a thread hangs or dies is refused by
 * an error that says so; the thread is replaced and the other texts are read.
 */
export function extractorPool(options: ExtractorPoolOptions = {}): ExtractorPool {
  const { threads = availableParallelism(), timeLimitMs = 30_000, threadMemoryMb = 384 } = options;
  const worker = options.worker ?? new URL('./extractor-worker.ts', import.meta.url);
  const piscina = new Piscina<ReadInput, Reading>({
    filename: worker.href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: options.idleMs ?? IDLE_MS,
    // One that waits for its next text in Atomics.wait would answer no signal of ours.
    atomics: 'disabled',
    resourceLimits: { maxOldGenerationSizeMb: threadMemoryMb, maxYoungGenerationSizeMb: NURSERY_MB },
  });
  // A text waits here and not in the pool, so that its time counts from when a thread takes it.
  const within = gate(threads);
  let closed = false;
  return {
    ...RULES,
    threads,
    async read(input) {
      if (closed) throw new Error('wanted an open pool, got a closed one');
      return within(() => readWithin(piscina, input, timeLimitMs));
    },
    async close() {
      // Piscina itself would start anew for the next text.
      closed = true;
      await piscina.close();
    },
  };
}

async function readWithin(
  piscina: Piscina<ReadInput, Reading>,
  input: ReadInput,
  limitMs: number,
): Promise<Reading> {
  const limit = AbortSignal.timeout(limitMs);
  try {
    return await piscina.run(input, { signal: limit });
  } catch (error) {
    if (limit.aborted)
      throw new Error(`wanted its text read within ${limitMs / 1000} s, got no end`, { cause: error });
    throw error;
  }
}
