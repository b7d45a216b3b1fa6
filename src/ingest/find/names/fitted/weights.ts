import { readFileSync } from 'node:fs';
import { FEATURE_VERSION } from './features.ts';
import { KINDS, PARTS } from './lattice.ts';
import provenance from './name-weights.json' with { type: 'json' };

/** Buckets that features are hashed into, a power of two. */
export const BUCKETS = 2 ** 16;

/** A weight for each bucket and part of a token, then for each bucket and kind of a span; times `scale`. */
export interface NameWeights {
  readonly tokens: Int8Array;
  readonly spans: Int8Array;
  readonly scale: number;
}

export const WEIGHTS_FILE = new URL('./name-weights.bin', import.meta.url);

let loaded: NameWeights | null = null;

/** Read from the disk once, when the first text is read. */
export function nameWeights(): NameWeights {
  loaded ??= weightsFrom(readFileSync(WEIGHTS_FILE), provenance);
  return loaded;
}

export function weightsFrom(
  bytes: Uint8Array,
  { featureVersion, scale }: { readonly featureVersion: number; readonly scale: number },
): NameWeights {
  const size = BUCKETS * (PARTS + KINDS.length);
  if (bytes.length !== size) throw new Error(`wanted ${size} bytes of name weights, got ${bytes.length}`);
  if (featureVersion !== FEATURE_VERSION)
    throw new Error(`wanted name weights for features ${FEATURE_VERSION}, got them for ${featureVersion}`);
  const tokens = new Int8Array(bytes.buffer, bytes.byteOffset, BUCKETS * PARTS);
  const spans = new Int8Array(bytes.buffer, bytes.byteOffset + tokens.length, BUCKETS * KINDS.length);
  return { tokens, spans, scale };
}
