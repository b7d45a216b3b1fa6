import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Costly, MOST_CPU_MS } from '../support/hostile-cpu.ts';
import { HOSTILE_FAMILIES } from '../support/hostile-documents.ts';

const run = promisify(execFile);
const SCRIPT = `${import.meta.dirname}/../support/hostile-one.ts`;

/** In a process of its own, where nothing else is measured with it. */
async function costsOf(family: string, profile: string): Promise<Costly[]> {
  const { stdout } = await run(process.execPath, [SCRIPT, profile, family]);
  return JSON.parse(stdout);
}

describe.each(['public', 'development'])('in the profile %s', (profile) => {
  it('no document up to 64 KB costs over 50 ms of CPU before it is refused or runs', async () => {
    const costs: Costly[] = [];
    for (const { name } of HOSTILE_FAMILIES) costs.push(...(await costsOf(name, profile)));
    const worst = costs.toSorted((a, b) => b.cpuMs - a.cpuMs).slice(0, 10);
    for (const { name, at, cpuMs, code } of worst)
      console.log(`${cpuMs.toFixed(1).padStart(6)} ms  ${name}, ${at} of the limits: ${code ?? 'taken'}`);
    expect(worst.filter(({ cpuMs }) => cpuMs > MOST_CPU_MS)).toEqual([]);
  });
});
