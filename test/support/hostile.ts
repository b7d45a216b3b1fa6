import { decode } from '../../src/ingest/decode.ts';
import { detect, FORMAT_READERS, readDocuments } from '../../src/ingest/detect.ts';
import { REFUSAL_REASONS, type ReadResult } from '../../src/ingest/document.ts';
import type { FormatReader } from '../../src/ingest/format.ts';
import { storable } from '../../src/ingest/store/storable.ts';
import { cpuMs } from './cpu.ts';
import type { Sample } from './mutations.ts';

export const LONGEST_CPU_MS = 2_000;

/** Reads bytes as they come and by every reader that takes them for its own; says what is wrong with the answers. */
export function faultsOf(sample: Sample, readers: readonly FormatReader[] = FORMAT_READERS): string[] {
  const { name, bytes } = sample;
  const faults: string[] = [];
  const judged = (what: string, read: () => readonly ReadResult[]) => {
    let results: readonly ReadResult[] = [];
    try {
      const ms = cpuMs(() => {
        results = read();
      });
      if (ms > LONGEST_CPU_MS) faults.push(`${what} took ${Math.round(ms)} ms`);
    } catch (error) {
      faults.push(`${what} threw ${(error as Error).stack?.slice(0, 600)}`);
      return;
    }
    if (results.length === 0) faults.push(`${what} answered nothing`);
    faults.push(
      ...results
        .flatMap((result) => wrong(result))
        .slice(0, 3)
        .map((fault) => `${what}: ${fault}`),
    );
  };
  judged('readDocuments', () => readDocuments(bytes, { name, url: 'https://orsk.example/page' }));
  const format = detect(bytes, name);
  const text = decode(bytes);
  if (text === null) return faults;
  for (const reader of readers)
    if (reader.format !== format) judged(reader.format, () => reader.read(text, {}));
  return faults;
}

const REASONS: ReadonlySet<string> = new Set(REFUSAL_REASONS);
const LONGEST_MESSAGE_CHARS = 2_000;

function wrong(result: ReadResult): string[] {
  if (result.kind === 'refused') return wrongRefusal(result);
  if (result.kind === 'retraction') {
    const { url, guid } = result.retraction;
    return url || guid ? [] : ['a retraction of nothing'];
  }
  try {
    const checked = storable(result.document);
    return checked.kind === 'refused' ? wrongRefusal(checked) : [];
  } catch (error) {
    return [`storable threw ${(error as Error).stack?.slice(0, 600)}`];
  }
}

function wrongRefusal({ reason, message }: { readonly reason: string; readonly message: string }): string[] {
  if (!REASONS.has(reason)) return [`no such reason: ${reason}`];
  if (message.length === 0 || message.length > LONGEST_MESSAGE_CHARS)
    return [`a message of ${message.length} characters`];
  return /wanted|can't|not|no /.test(message) ? [] : [`a message that says not what was wanted: ${message}`];
}
