import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteLine, beginning, linesOfBytes } from '../../../src/ingest/bulk/byte-lines.ts';

async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function linesOf(bytes: Buffer, sizes: readonly number[]): Promise<ByteLine[]> {
  const { position, hash } = beginning('');
  const lines: ByteLine[] = [];
  for await (const group of linesOfBytes(inPieces(bytes, sizes), position, hash)) lines.push(...group);
  return lines;
}

describe('lines of bytes', () => {
  it('are the same however the bytes are cut, and say where they end', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', '\u2028', '\r', ' ') });
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.boolean(), sizes, async (texts, ended, cuts) => {
        const bytes = Buffer.from(texts.join('\n') + (ended ? '\n' : ''));
        const wanted = bytes.length === 0 ? [] : bytes.toString().split('\n');
        if (wanted.at(-1) === '') wanted.pop();
        const lines = await linesOf(bytes, cuts);
        expect(lines.map(({ bytes }) => bytes?.toString())).toEqual(wanted);
        for (const [i, { end, number }] of lines.entries()) {
          expect(number).toBe(i + 1);
          expect(end.hash).toEqual(createHash('sha256').update(bytes.subarray(0, end.offset)).digest());
          expect(end.offset === 0 || bytes[end.offset - 1] === 10).toBe(true);
        }
      }),
    );
  });

  it('keep their place before a last line without its end, which may still grow', async () => {
    const lines = await linesOf(Buffer.from('one\ntwo'), [100]);
    expect(lines.map(({ end }) => [end.offset, end.line])).toEqual([
      [4, 1],
      [4, 1],
    ]);
  });

  it('are not kept where they are too long, and the next one is', async () => {
    const lines = await linesOf(Buffer.from(`${'x'.repeat(9_000_000)}\nshort\n`), [1_000_000]);
    expect(lines.map(({ bytes, length }) => [bytes?.toString() ?? null, length])).toEqual([
      [null, 9_000_000],
      ['short', 5],
    ]);
  });
});
