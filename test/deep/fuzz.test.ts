import { spawn } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bombs } from '../support/mutations.ts';
import { SEED } from '../support/seed.ts';

const INPUTS = 10_000;
/** No input takes so long, not on the busiest machine. */
const SILENCE_MS = 300_000;
/** A process that needs more than this for one input ends. */
const HEAP_MB = 384;

/** Runs to its end; one that falls silent is ended, and says at what. */
async function fuzzed(
  ...what: readonly string[]
): Promise<{ code: number | null; faults: string[]; sum: string | undefined; last: string }> {
  const args = [`--max-old-space-size=${HEAP_MB}`, '--max-semi-space-size=8', 'test/support/fuzz-run.ts'];
  const child = spawn(process.execPath, [...args, ...what]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let [out, last] = ['', ''];
  const silent = setTimeout(() => child.kill('SIGKILL'), SILENCE_MS);
  child.stdout.on('data', (said) => {
    out += said;
  });
  child.stderr.on('data', (said) => {
    last = `${last}${said}`.slice(-2_000);
    silent.refresh();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(silent);
  const lines = out.trimEnd().split('\n');
  return { code, faults: lines.slice(0, -1), sum: lines.at(-1), last: code === 0 ? '' : last };
}

const ANSWERED = { code: 0, faults: [], last: '' };

describe('hostile inputs are answered: no reader throws, hangs, or takes more than 512 MB', () => {
  // Each in a process of its own: none is blamed for what the one before it left to be collected.
  it.each(bombs(1_000).map(({ name }) => name))('%s of 7.9 MB, by every reader', async (name) => {
    const { sum, ...ended } = await fuzzed('bomb', name);
    expect(ended).toEqual(ANSWERED);
    expect(JSON.parse(sum!)).toMatchObject({ read: 1 });
  });

  it(`10,000 mutated fixtures, of seed ${SEED}`, async () => {
    const { sum, ...ended } = await fuzzed('mutated', String(SEED), String(INPUTS));
    expect(ended).toEqual(ANSWERED);
    expect(JSON.parse(sum!)).toMatchObject({ read: INPUTS });
  }, 3_600_000);
});
