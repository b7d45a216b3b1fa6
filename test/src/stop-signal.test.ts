import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';

async function stopping(takesMs: number) {
  const script = join(import.meta.dirname, '../support/stopping.ts');
  const child = spawn(process.execPath, [script, String(takesMs)], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  const gone = new Promise<number | null>((done) => child.once('close', done));
  await new Promise<void>((ready) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      ready();
    });
  });
  return { child, gone, said: () => said };
}

describe('a stop signal', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s stops in order', async (signal) => {
    const { child, gone, said } = await stopping(100);
    child.kill(signal);
    expect(await gone).toBe(0);
    expect(said()).toContain('"Stopped"');
  });

  it('counts once when terminal and npm both pass it on', async () => {
    const { child, gone } = await stopping(400);
    child.kill('SIGINT');
    await sleep(50);
    child.kill('SIGINT');
    expect(await gone).toBe(0);
  });

  it('that comes again stops at once', async () => {
    const { child, gone, said } = await stopping(60_000);
    child.kill('SIGINT');
    // One that comes while the first is not heard yet is the same.
    await expect.poll(said).toContain('once more stops at once');
    await sleep(800);
    child.kill('SIGINT');
    expect(await gone).toBe(130);
    expect(said()).not.toContain('"Stopped"');
  });
});
