import { describe, expect, it, onTestFinished } from 'vitest';
import { type ExtractorPoolOptions, extractorPool } from '../../src/ingest/extractor-pool.ts';
import { rulesExtractor } from '../../src/ingest/find/rules.ts';

const HOSTILE = new URL('../support/hostile-extractor.ts', import.meta.url);
const input = (text: string) => ({ text, publishedAt: null, headline: null, language: 'en' });

function pool(options: ExtractorPoolOptions) {
  const made = extractorPool(options);
  onTestFinished(() => made.close());
  return made;
}

describe('a pool of threads that read', () => {
  it('reads as the rules do', async () => {
    const text = '“The bridge is open,” Ada Brisk, mayor of Sarnby, told reporters on Monday.';
    expect(await pool({ threads: 1 }).read(input(text))).toEqual(rulesExtractor.read(input(text)));
  });

  it.each([
    ['hangs', 'wanted its text read within 3 s, got no end', 3_000],
    ['ends', 'worker exited with code: 3', 30_000],
    ['eats', 'memory limit', 30_000],
    ['throws', 'wanted a text, got a test', 30_000],
    // A machine that stands still for as long as a text may take is tried again.
  ])('goes on with other texts where one %s', { retry: 5 }, async (text, why, timeLimitMs) => {
    const { read } = pool({ threads: 1, timeLimitMs, threadMemoryMb: 64, worker: HOSTILE });
    const [first, bad, next] = await Promise.allSettled(
      ['fine', text, 'fine'].map((each) => read(input(each))),
    );
    expect(first).toMatchObject({ status: 'fulfilled' });
    expect(bad).toMatchObject({ reason: { message: expect.stringContaining(why) } });
    expect(next).toMatchObject({ status: 'fulfilled' });
  });

  it('lets a text wait without counting that to its time', { retry: 5 }, async () => {
    const { read } = pool({ threads: 1, timeLimitMs: 1_500, worker: HOSTILE });
    const all = await Promise.allSettled(['hangs', 'hangs', 'fine'].map((each) => read(input(each))));
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  it('ends a thread that has nothing to read, and begins another for the next text', async () => {
    const { read } = pool({ threads: 1, idleMs: 20, worker: HOSTILE });
    const thread = async () => (await read(input('names'))).mentions[0]?.name;
    const first = await thread();
    await expect.poll(thread, { interval: 200 }).not.toBe(first);
  });

  it('ends its threads when it is closed', async () => {
    const made = extractorPool({ threads: 2 });
    await made.read(input('Ada Brisk spoke.'));
    await made.close();
    await expect(made.read(input('Ada Brisk spoke.'))).rejects.toThrow();
  });
});
