import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createZstdDecompress } from 'node:zlib';

export const ACCEPT_ENCODING = 'gzip, br, zstd';

const DECODERS = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
} as const;

export type Body =
  | { readonly kind: 'whole' | 'cut'; readonly bytes: Uint8Array }
  | { readonly kind: 'badEncoding'; readonly message: string };

/**
 * The body with its one coding undone, at most `limitBytes` of it: `cut` where there was more, of which no more is read or
 * unpacked than the chunk that went beyond. Throws what broke the connection.
 */
export async function readBody(
  source: Readable,
  encoding: string | undefined,
  limitBytes: number,
): Promise<Body> {
  const coding = encoding?.trim().toLowerCase() || 'identity';
  if (coding === 'identity') return take(source, limitBytes);
  if (!Object.hasOwn(DECODERS, coding)) {
    source.destroy();
    const message = `wanted one content coding of ${ACCEPT_ENCODING}, got "${coding.slice(0, 40)}"`;
    return { kind: 'badEncoding', message };
  }
  const decoder = DECODERS[coding as keyof typeof DECODERS]();
  source.on('error', (error) => decoder.destroy(error));
  try {
    return await take(source.pipe(decoder), limitBytes);
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    return { kind: 'badEncoding', message: `wanted a body in ${coding}, got ${(error as Error).message}` };
  } finally {
    source.destroy();
  }
}

async function take(stream: Readable, limitBytes: number): Promise<Body> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop destroys the stream, and with it what it reads from.
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limitBytes) return { kind: 'cut', bytes: Buffer.concat(chunks).subarray(0, limitBytes) };
  }
  return { kind: 'whole', bytes: Buffer.concat(chunks, length) };
}

/** The codes of zlib, brotli and zstd; those of sockets begin otherwise. */
function isCorrupt(error: unknown): boolean {
  return /^(Z_|ERR__|ZSTD_)/.test(String((error as { code?: unknown }).code));
}
