import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { endures } from '../../support/endures.ts';
import { figure } from '../../support/figure.ts';
import { follower } from '../../support/follower.ts';
import { type Gate, throughGate } from '../../support/gate.ts';
import { IMPATIENT, serve } from '../../support/served.ts';
import { witness } from '../../support/witness.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own?.close());

const AWAY_MS = 30_000;
/** What reads texts is loaded for the first one. */
const FIRST_WITHIN_MS = 300_000;
const STOPPED_WITHIN_MS = 120_000;

async function scene() {
  const gate = await throughGate(own.connection);
  onTestFinished(() => gate.close());
  const served = await serve(own.connection, gate.connection, IMPATIENT);
  onTestFinished(() => void served.kill());
  const followed = await follower(served);
  onTestFinished(() => followed.stop());
  const seen = witness(served);
  onTestFinished(() => seen.stop());
  await expect.poll(() => seen.acknowledged.length, { timeout: FIRST_WITHIN_MS }).toBeGreaterThan(10);
  return { gate, served, followed, seen, direct: own.connection };
}

const WAYS: readonly [string, (gate: Gate) => unknown][] = [
  ['swallows everything', (gate) => gate.swallow()],
  ['refuses every connection', (gate) => gate.shut()],
];

describe('a network to Postgres', () => {
  it.each(WAYS)('that %s for 30 s is outlived by the server and by who follows it', async (how, fail) => {
    const { gate, followed, ...one } = await scene();
    const name = `A network that ${how}`;
    await endures(one, { name, begin: () => fail(gate), lastsMs: AWAY_MS, end: () => gate.open() });
    await expect.poll(() => one.seen.acknowledged.filter((url) => !followed.told().has(url))).toEqual([]);
    figure(name, `a subscription was told of all, after ${followed.again()} times again`);
  });

  it('that swallows everything keeps no server from stopping', async () => {
    const { gate, served } = await scene();
    gate.swallow();
    await sleep(2_000);
    const told = performance.now();
    served.child.kill('SIGTERM');
    await served.gone;
    expect(served.child.exitCode).toBe(0);
    expect(performance.now() - told).toBeLessThan(STOPPED_WITHIN_MS);
  });
});
