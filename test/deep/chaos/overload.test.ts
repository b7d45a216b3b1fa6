import { Pool } from 'undici';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { cpuNsOf, memoryOf } from '../../bench/measure/proc.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { figure } from '../../support/figure.ts';
import { closedLoop, openLoop } from '../../support/loops.ts';
import { type Served, serve } from '../../support/served.ts';
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
const PATIENCE_MS = 120_000;
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
  REQUEST_TIMEOUT_MS: '30000',
  STATEMENT_TIMEOUT_MS: '20000',
};
const NORMAL_WITHIN_MS = 5_000;
/** Far more than a refusal costs: ten of what costs little are more than a process can even refuse. */
const QUERY = `{ articles(first: 100) { nodes { headline quotes(first: 8) { nodes { text speakers { __typename
  ... on Person { name quotes(first: 20) { nodes { text } } } } } } } } }`;

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** The most that wait for their turn, looked at again and again until it is stopped. */
function watchTurns({ said }: Served) {
  const url = /http:[^"]*\/metrics/.exec(said())?.[0] ?? '';
  const most = { running: 0, waiting: 0 };
  const look = async () => {
    const text = await (await fetch(url)).text();
    for (const state of ['running', 'waiting'] as const) {
      const found = new RegExp(`operations_under_way{state="${state}"} (\\d+)`).exec(text)?.[1];
      most[state] = Math.max(most[state], Number(found));
    }
  };
  const timer = setInterval(() => void look().catch(() => {}), 250);
  return { most, stop: () => clearInterval(timer) };
}

it('a server that is asked ten times as much as it can answers as much as it can, and refuses the rest', async () => {
  const served = await serve(own.connection, own.connection, ENV);
  onTestFinished(() => void served.kill());
  const pool = new Pool(served.origin, {
    connections: 1_000,
    connect: { timeout: PATIENCE_MS },
    headersTimeout: PATIENCE_MS,
  });
  onTestFinished(() => pool.destroy());
  await closedLoop(pool, QUERY, { atOnce: AT_ONCE, ms: MEASURED_MS / 3 });
  const cpu = () => cpuNsOf(served.child.pid!) / 1e9;
  const idleCpu = cpu();
  const alone = await closedLoop(pool, QUERY, { atOnce: AT_ONCE, ms: MEASURED_MS });
  expect(alone.filter(({ outcome }) => outcome !== 'answered')).toEqual([]);
  const sustainable = (1_000 * alone.length) / MEASURED_MS;
  const alonePerCpu = alone.length / (cpu() - idleCpu);
  const before = memoryOf(served.child.pid!).nowMb;

  const turns = watchTurns(served);
  const rate = TIMES * sustainable;
  const cpuBefore = cpu();
  const { heard, all } = await openLoop(pool, QUERY, { rate, ms: OVERLOAD_MS });
  const over = performance.now();
  const during = heard();
  const cpuDuring = cpu() - cpuBefore;
  turns.stop();
  await closedLoop(pool, QUERY, { atOnce: 1, until: 'answered' });
  const normalMs = performance.now() - over;
  const { mostMb } = memoryOf(served.child.pid!);

  const outcomes = Object.groupBy(await all, ({ outcome }) => outcome);
  const { answered = [], refused = [], ...others } = outcomes;
  // Node lets in one connection a turn of its event loop, and the kernel may reset what waits at the door.
  const notLetIn = Object.values(others).flat().length;
  expect(notLetIn, Object.keys(others).join(', ')).toBeLessThan((answered.length + refused.length) / 100);
  const good = during.filter(({ outcome }) => outcome === 'answered').length;
  expect((1_000 * (answered.length + refused.length)) / OVERLOAD_MS).toBeGreaterThan(5 * sustainable);
  // Of the CPU that it got: others on the machine may have taken more of it meanwhile.
  expect(good / cpuDuring).toBeGreaterThan(alonePerCpu / 2);
  const [answeredMs, refusedMs] = [answered, refused].map((some) => median(some.map(({ ms }) => ms)));
  expect(refusedMs).toBeLessThan(answeredMs! / 3);
  expect(turns.most.running).toBe(RUNNING);
  expect(turns.most.waiting).toBeLessThanOrEqual(WAITING);
  expect(mostMb).toBeLessThan(2 * before);
  // Those who have their turn are answered first, and may take twice as long on a machine that others use meanwhile.
  expect(normalMs).toBeLessThan(NORMAL_WITHIN_MS + (2_000 * (RUNNING + WAITING)) / sustainable);
  figure(
    'Ten times the load',
    `${sustainable.toFixed(0)}/s alone; of ${rate.toFixed(0)}/s ${((1_000 * good) / OVERLOAD_MS).toFixed(0)}/s answered (median ${answeredMs?.toFixed(0)} ms), the rest refused (median ${refusedMs?.toFixed(0)} ms); ${((100 * good) / cpuDuring / alonePerCpu).toFixed(0)} % of the answers for a second of CPU; memory ${before} MB, ${mostMb} MB at most; normal ${(normalMs / 1_000).toFixed(1)} s after`,
  );
});
