import { MultiBar } from 'cli-progress';
import type { IngestResult } from './ingest.ts';
import type { Stored } from './link-and-store.ts';

export type Counts = Readonly<Record<IngestResult['kind'], number>>;

export const NONE: Counts = { stored: 0, unchanged: 0, retracted: 0, refused: 0 };

export function sum(a: Counts, b: Counts): Counts {
  return {
    stored: a.stored + b.stored,
    unchanged: a.unchanged + b.unchanged,
    retracted: a.retracted + b.retracted,
    refused: a.refused + b.refused,
  };
}

export function countsOf(results: readonly Pick<IngestResult, 'kind'>[]): Counts {
  const counts = { ...NONE };
  for (const { kind } of results) counts[kind]++;
  return counts;
}

export function totals({ stored, unchanged, retracted, refused }: Counts): string {
  const taken = retracted > 0 ? `, ${retracted} retracted` : '';
  return `${stored} stored, ${unchanged} unchanged${taken}, ${refused} refused`;
}

/** What became of one article, from wherever it came. */
export interface Outcome extends Pick<IngestResult, 'kind'> {
  readonly reason?: string;
  readonly message?: string;
  readonly shows?: Stored['shows'];
}

const SHOWN: Readonly<Record<NonNullable<Outcome['shows']>, string>> = {
  nothing: 'the article is withdrawn and stays so',
  beginning: 'the beginning alone',
};

/** In one line, with the place where the article stands. */
export function outcome({ kind, reason, message, shows }: Outcome, place: string): string {
  return `${[kind, reason, message, shows && SHOWN[shows]].filter((part) => part !== undefined).join(': ')}\t${place}`;
}

export interface Report {
  line(text: string): void;
  fileDone(): void;
  end(): void;
}

/** A bar for fewer files would be gone before it is read. */
const BAR_FROM_FILES = 5;

/** Lines on standard output; on a terminal, many files have a bar beneath them. */
export function reportOn(files: number): Report {
  if (files < BAR_FROM_FILES || !process.stderr.isTTY) {
    return { line: (text) => process.stdout.write(`${text}\n`), fileDone: () => {}, end: () => {} };
  }
  const bars = new MultiBar({
    format: '{bar} {value}/{total} · {eta_formatted} left',
    stream: process.stderr,
  });
  const bar = bars.create(files, 0);
  return {
    line(text) {
      if (process.stdout.isTTY) bars.log(`${text}\n`);
      else process.stdout.write(`${text}\n`);
    },
    fileDone: () => bar.increment(),
    end() {
      // Lines wait for the next drawing, which stop() does not bring.
      bars.update();
      bars.stop();
    },
  };
}
