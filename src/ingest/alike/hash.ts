import xxhash from 'xxhash-wasm';

const { h64 } = await xxhash();

/** xxHash64 as a bigint of Postgres. Stored, so it stays what it is: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md */
export function hashOf(text: string): bigint {
  return BigInt.asIntN(64, h64(text));
}

export function ascending(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
