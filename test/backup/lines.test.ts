import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { END_OF_ROWS, Lines } from '../../src/backup/lines.ts';

async function* chunksOf(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = sizes[n % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function textOf(rows: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of rows) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** As COPY escapes it, so that no row is the line that ends them; the likeness of that line is tried often. */
const row = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\\.', '.', '\\', '\\.\\', 'a\\.', '\\.b', ''))
  .map((value) => value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n'));

describe('the lines of a backup', () => {
  it('are the same however the bytes are cut', async () => {
    const tables = fc.array(fc.array(row, { maxLength: 6 }), { maxLength: 4 });
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(tables, sizes, async (wanted, cuts) => {
        const text = wanted.map(
          (rows, n) => `table ${n}\n${rows.map((one) => `${one}\n`).join('')}${END_OF_ROWS}`,
        );
        const lines = new Lines(chunksOf(Buffer.from(`${text.join('')}the end\n`), cuts));
        for (const [n, rows] of wanted.entries()) {
          expect(await lines.line()).toBe(`table ${n}`);
          expect(await textOf(lines.rows())).toBe(rows.map((one) => `${one}\n`).join(''));
        }
        expect(await lines.line()).toBe('the end');
        await expect(lines.line()).rejects.toThrow('The backup ends before its end.');
      }),
    );
  });
});
