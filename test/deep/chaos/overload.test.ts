import { Pool } from 'undici';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { cpuNsOf, memoryOf } from '../../bench/measure/proc.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { figure } from '../../support/figure.ts';
import { closedLoop, openLoop } from '../../support/loops.ts';
import { serve } from '../../support/served.ts';
import { insertWorld } from '../../support/world.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
  await insertWorld(own.db, { articles: 100, people: 10, quotesEach: 8 });
});
afterAll(() => own?.close());

const TIMES = 10;
const AT_ONCE = 10;
/** How late an answer came is judged, not cut off. */
const PATIENCE_MS = 600_000;
/** More than are ever under way: a process lets in one a turn of its event loop, which is not what is measured. */
const CONNECTIONS = 200;
const MEASURED_MS = 6_000;
const OVERLOAD_MS = 15_000;
/** As many as the connections to Postgres: what runs at once would take its CPU from each other, and none be in time. */
const RUNNING = 10;
const WAITING = 40;
const ENV = {
  CACHE_MB: '0',
  METRICS_PORT: '0',
  MAX_OPERATIONS: String(RUNNING),
  MAX_WAITING: String(WAITING),
};
const NORMAL_WITHIN_MS = 30_000;
/** What is compiled and what connections hold, whatever is asked. */
const BESIDES_MB = 100;
/** Far more than a refusal costs: ten of what costs little are more than a process can even refuse. */
const QUERY = `{ articles(first: 100) { nodes { headline quotes(first: 8) { nodes { text speakers { __typename
  ... on Person { name quotes(first: 20) { nodes { text } } } } } } } } }`;

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** The most that wait for their turn, looked at again and again until it is stopped. */
function watchTurns(url: string) {
  const most = { running: 0, waiting: 0 };
  const look = async () => {
    const text = await (await fetch(url)).text();
    for (const state of ['running', 'waiting'] as const) {
      const found = new RegExp(`operations_under_way{state="${state}"} (\\d+)`).exec(text)?.[1];
      // What takes its time to be looked at is left out.
      if (found !== undefined) most[state] = Math.max(most[state], Number(found));
    }
  };
  const timer = setInterval(() => void look().catch(() => {}), 250);
  return { most, stop: () => clearInterval(timer) };
}

it('a server that is asked ten times as much as it can answers as much as it can, and refuses the rest', async () => {
  const served = await serve(own.connection, own.connection, ENV);
  onTestFinished(() => void served.kill());
  // What it said first is not kept for long.
  const metricsUrl = /http:[^"]*\/metrics/.exec(served.said())?.[0] ?? '';
  const pool = new Pool(served.origin, {
    connections: CONNECTIONS,
    connect: { timeout: PATIENCE_MS },
    headersTimeout: PATIENCE_MS,
  });
  onTestFinished(() => pool.destroy());
  await closedLoop(pool, '{ __typename }', { atOnce: CONNECTIONS, ms: 1 });
  await closedLoop(pool, QUERY, { atOnce: AT_ONCE, ms: MEASURED_MS / 3 });
  const cpu = () => cpuNsOf(served.child.pid!) / 1e9;
  const idleCpu = cpu();
  const began = performance.now();
  const alone = await closedLoop(pool, QUERY, { atOnce: AT_ONCE, ms: MEASURED_MS });
  expect(alone.filter(({ outcome }) => outcome !== 'answered')).toEqual([]);
  const sustainable = (1_000 * alone.length) / (performance.now() - began);
  const alonePerCpu = alone.length / (cpu() - idleCpu);
  const before = memoryOf(served.child.pid!).nowMb;

  const turns = watchTurns(metricsUrl);
  const rate = TIMES * sustainable;
  const cpuBefore = cpu();
  // Long enough for a slow machine to answer some.
  const overloadMs = Math.max(OVERLOAD_MS, (5_000 * RUNNING) / sustainable);
  const { heard, all } = await openLoop(pool, QUERY, { rate, ms: overloadMs });
  const over = performance.now();
  const during = heard();
  const cpuDuring = cpu() - cpuBefore;
  turns.stop();
  await closedLoop(pool, QUERY, { atOnce: 1, until: 'answered' });
  const normalMs = performance.now() - over;
  const { mostMb } = memoryOf(served.child.pid!);

  const outcomes = Object.groupBy(await all, ({ outcome }) => outcome);
  const { answered = [], refused = [], ...others } = outcomes;
  expect(others).toEqual({});
  const good = during.filter(({ outcome }) => outcome === 'answered').length;
  expect((1_000 * (answered.length + refused.length)) / overloadMs).toBeGreaterThan(5 * sustainable);
  // Of the CPU that it got: others on the machine may have taken more of it meanwhile, and made what it got worth less.
  expect(good / cpuDuring).toBeGreaterThan(alonePerCpu / 4);
  const [answeredMs, refusedMs] = [answered, refused].map((some) => median(some.map(({ ms }) => ms)));
  // At once, or after two seconds in vain, which are less than an answer takes where that is slow.
  expect(refusedMs).toBeLessThan(answeredMs!);
  // Looked at only now and then where the machine is slow, it may never be seen to run all.
  expect(turns.most.running).toBeGreaterThan(0);
  expect(turns.most.running).toBeLessThanOrEqual(RUNNING);
  expect(turns.most.waiting).toBeLessThanOrEqual(WAITING);
  expect(mostMb).toBeLessThan(2 * before + BESIDES_MB);
  // Those who have their turn are answered first, and may take four times as long on a machine that others use meanwhile.
  expect(normalMs).toBeLessThan(NORMAL_WITHIN_MS + (4_000 * (RUNNING + WAITING)) / sustainable);
  figure(
    'Ten times the load',
    `${sustainable.toFixed(0)}/s alone; of ${rate.toFixed(0)}/s ${((1_000 * good) / overloadMs).toFixed(0)}/s answered (median ${answeredMs?.toFixed(0)} ms), the rest refused (median ${refusedMs?.toFixed(0)} ms); ${((100 * good) / cpuDuring / alonePerCpu).toFixed(0)} % of the answers for a second of CPU; memory ${before} MB, ${mostMb} MB at most; normal ${(normalMs / 1_000).toFixed(1)} s after`,
  );
});
