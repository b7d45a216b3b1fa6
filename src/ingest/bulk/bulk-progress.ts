import { SingleBar } from 'cli-progress';
import type { RunPosition } from '../../../db/ingest-run.ts';
import type { LineSource } from './open-lines.ts';

export interface BulkProgress {
  /** So many more lines are done, and all before `at`. */
  done(lines: number, at: RunPosition): void;
  end(): void;
}

interface Pace {
  readonly lines: number;
  readonly rate: number;
  /** By the bytes that were read; null where nobody knows how many there are. */
  readonly percent: number | null;
  readonly left: string;
}

const EVERY_MS = 5_000;

/** On standard error: a bar on a terminal, elsewhere a line every five seconds. */
export function bulkProgress(source: LineSource): BulkProgress {
  const clock = paceOf(source);
  return process.stderr.isTTY && source.size ? barOf(clock) : linesOf(clock);
}

function paceOf(source: LineSource) {
  const began = performance.now();
  // The bytes of a former run went by before.
  const before = source.bytesDone(source.from);
  let lines = 0;
  let read = before;
  return {
    done(more: number, at: RunPosition): void {
      lines += more;
      read = source.bytesDone(at);
    },
    pace(): Pace {
      const seconds = (performance.now() - began) / 1000;
      const { size } = source;
      const rate = Math.round(lines / Math.max(seconds, 0.001));
      if (!size) return { lines, rate, percent: null, left: '' };
      const left = read > before ? inWords(((size - read) / (read - before)) * seconds) : '?';
      return { lines, rate, percent: Math.min(100, (read / size) * 100), left };
    },
  };
}
type Clock = ReturnType<typeof paceOf>;

function barOf({ done, pace }: Clock): BulkProgress {
  const bar = new SingleBar({
    format: '{bar} {percentage} % · {lines} lines · {rate}/s · {left} left',
    stream: process.stderr,
  });
  bar.start(100, 0, { lines: 0, rate: 0, left: '?' });
  return {
    done(lines, at) {
      done(lines, at);
      const { percent, ...told } = pace();
      bar.update(percent ?? 0, told);
    },
    end: () => bar.stop(),
  };
}

function linesOf({ done, pace }: Clock): BulkProgress {
  const timer = setInterval(() => {
    const { lines, rate, percent, left } = pace();
    const share = percent === null ? '' : ` · ${percent.toFixed(1)} % · ${left} left`;
    process.stderr.write(`${lines} lines · ${rate}/s${share}\n`);
  }, EVERY_MS);
  timer.unref();
  return { done, end: () => clearInterval(timer) };
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
