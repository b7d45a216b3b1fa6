import { createHash, type Hash } from 'node:crypto';
import type { RunPosition } from '../../../db/ingest-run.ts';
import { LARGEST_LINE_BYTES } from '../jsonl/read-line.ts';

export interface ByteLine {
  /** Counted from 1. */
  readonly number: number;
  /** Without its line feed; null where the line is too long to be kept. */
  readonly bytes: Buffer | null;
  readonly length: number;
  /** Behind its line feed. Before the line, where it has none: more of it may come. */
  readonly end: RunPosition;
}

const LINE_FEED = 10;

/** The position before the first line. What is read with other options is another run. */
export function beginning(options: string): { readonly position: RunPosition; readonly hash: Hash } {
  const hash = createHash('sha256').update(options);
  return { position: { offset: 0, line: 0, hash: hash.copy().digest() }, hash };
}

/**
 * Lines in the groups in which their bytes arrive, so that what has come need not wait for what has not. `hash` is of all
 * before `from`, and is used up. Holds one line and one piece of bytes at most.
 */
export async function* linesOfBytes(
  pieces: AsyncIterable<Buffer>,
  from: RunPosition,
  hash: Hash,
): AsyncGenerator<readonly ByteLine[]> {
  let end = from;
  let line = openLine(hash);
  for await (const piece of pieces) {
    const lines: ByteLine[] = [];
    let at = 0;
    for (let feed = piece.indexOf(LINE_FEED); feed >= 0; feed = piece.indexOf(LINE_FEED, at)) {
      line.add(piece.subarray(at, feed));
      at = feed + 1;
      const hashed = line.hash.update('\n');
      end = { offset: end.offset + line.length + 1, line: end.line + 1, hash: hashed.copy().digest() };
      lines.push({ number: end.line, bytes: line.bytes(), length: line.length, end });
      line = openLine(hashed);
    }
    line.add(piece.subarray(at));
    if (lines.length > 0) yield lines;
  }
  if (line.length > 0) yield [{ number: end.line + 1, bytes: line.bytes(), length: line.length, end }];
}

/** A line that is still being read. One that grows too long is counted and forgotten. */
function openLine(before: Hash) {
  const hash = before.copy();
  let parts: Buffer[] = [];
  let length = 0;
  return {
    hash,
    get length() {
      return length;
    },
    add(part: Buffer): void {
      hash.update(part);
      length += part.length;
      if (length > LARGEST_LINE_BYTES) parts = [];
      else if (part.length > 0) parts.push(part);
    },
    bytes: () => (length > LARGEST_LINE_BYTES ? null : Buffer.concat(parts)),
  };
}
