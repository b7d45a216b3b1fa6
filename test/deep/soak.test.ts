import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

it('half a minute of soaking leaves a server well, with figures at intervals and a picture', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'newsgraph-soak-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const svg = join(folder, 'soak.svg');
  const soak = spawn(process.execPath, ['test/soak/soak.ts', '--minutes', '0.5', '--svg', svg]);
  let said = '';
  for (const stream of [soak.stdout, soak.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  const [code] = await once(soak, 'close');
  expect(code, said).toBe(0);
  expect(said.match(/^\d+ s, \d+ requests, .* RSS [1-9].* \d+ subscriptions/gm)).toHaveLength(12);
  // In one or another of two seconds a busy machine may answer nobody.
  const busy = said.match(/^\d+ s, [1-9]\d* requests, .* [1-9]\d* subscriptions/gm) ?? [];
  expect(busy.length).toBeGreaterThan(6);
  expect(said).toContain('All is well');
  expect(readFileSync(svg, 'utf8').match(/<polyline/g)).toHaveLength(4);
});
