import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { RunPosition } from '../../../db/ingest-run.ts';
import { type ByteLine, beginning, linesOfBytes } from './byte-lines.ts';

export interface LineSource {
  /** In bytes, of a packed file as it is packed. Null: not known. */
  readonly size: number | null;
  /** How many of these are done where it is stored up to `at`; of a packed file, how many were read. */
  bytesDone(at: RunPosition): number;
  /** Lines not stored yet, in groups. */
  readonly groups: AsyncIterable<readonly ByteLine[]>;
  readonly from: RunPosition;
  /** A former run is gone on with; where there was one and it is not, the file or the options changed. */
  readonly goesOn: boolean;
}

const PIECE_BYTES = 256 * 1024;

/** A file of lines, at the position to which a former run came, if its bytes up to there are still the same. */
export async function openLines(
  file: string,
  options: string,
  former: RunPosition | null,
): Promise<LineSource> {
  const { size } = await stat(file);
  if (former && former.offset > 0) {
    const opened = openBytes(file);
    const { hash } = beginning(options);
    const rest = await skip(opened.bytes, former.offset, hash);
    if (rest && hash.copy().digest().equals(former.hash)) {
      return { ...opened, size, from: former, goesOn: true, groups: linesOfBytes(rest, former, hash) };
    }
    opened.bytes.destroy();
  }
  const { position, hash } = beginning(options);
  const opened = openBytes(file);
  return {
    ...opened,
    size,
    from: position,
    goesOn: false,
    groups: linesOfBytes(opened.bytes, position, hash),
  };
}

/** Lines that come once: who sends them again sends them from the beginning. */
export function streamLines(bytes: Readable): LineSource {
  const { position, hash } = beginning('');
  return {
    size: null,
    bytesDone: (at) => at.offset,
    groups: linesOfBytes(bytes, position, hash),
    from: position,
    goesOn: false,
  };
}

function openBytes(file: string): { readonly bytes: Readable } & Pick<LineSource, 'bytesDone'> {
  const raw = createReadStream(file, { highWaterMark: PIECE_BYTES });
  if (!/\.gz$/i.test(file)) return { bytes: raw, bytesDone: (at) => at.offset };
  // Its errors come out of the unpacked end, too.
  const bytes = pipeline(raw, createGunzip({ chunkSize: PIECE_BYTES }), () => {});
  return { bytes, bytesDone: () => raw.bytesRead };
}

/** What comes behind `offset`; null where there are fewer bytes. `hash` then is of all before it. */
async function skip(bytes: Readable, offset: number, hash: Hash): Promise<AsyncIterable<Buffer> | null> {
  const pieces = bytes[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  for (let left = offset; left > 0; ) {
    const next = await pieces.next();
    if (next.done) return null;
    const piece = next.value;
    hash.update(piece.subarray(0, left));
    if (piece.length >= left) return behind(piece.subarray(left), pieces);
    left -= piece.length;
  }
  return behind(Buffer.alloc(0), pieces);
}

async function* behind(first: Buffer, pieces: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  try {
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  } finally {
    await pieces.return?.();
  }
}
