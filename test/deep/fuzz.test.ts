import { spawn } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bombs } from '../support/mutations.ts';

const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Date.now() / 86_400_000));
const INPUTS = 10_000;
/** No input takes so long, not on the busiest machine. */
const SILENCE_MS = 60_000;
/** A process that needs more than this for one input ends. */
const HEAP_MB = 384;

/** Runs to its end; one that falls silent is ended, and says at what. */
async function fuzzed(): Promise<{ code: number | null; lines: string[]; last: string }> {
  const args = [`--max-old-space-size=${HEAP_MB}`, '--max-semi-space-size=8', 'test/support/fuzz-run.ts'];
  const child = spawn(process.execPath, [...args, String(SEED), String(INPUTS)]);
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
  return { code, lines: out.trimEnd().split('\n'), last };
}

describe('10,000 hostile inputs over all readers', () => {
  it('are answered: none throws, hangs, or takes more than 512 MB', async () => {
    const { code, lines, last } = await fuzzed();
    expect({ code, last: code === 0 ? '' : last, seed: SEED }).toEqual({ code: 0, last: '', seed: SEED });
    const faults = lines.slice(0, -1);
    expect(faults).toEqual([]);
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({ read: INPUTS + bombs(1_000).length });
  }, 1_500_000);
});
