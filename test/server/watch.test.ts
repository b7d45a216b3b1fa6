import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createMetrics } from '../../src/observe/metrics.ts';
import type { ServerConfig } from '../../src/server.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { held, letGo, testServer } from './running.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own?.close());

async function watchedServer(config: Partial<ServerConfig>) {
  const metrics = createMetrics();
  const server = await testServer(own, { config, watching: { metrics, tracing: null, slow: null } });
  onTestFinished(() => server.stop());
  const values = async (name: string) => {
    const lines = (await metrics.registry.metrics()).split('\n');
    const ours = lines.filter((line) => line.startsWith(`newsgraph_${name}`));
    return Object.fromEntries(
      ours.map((line) => [/="(\w+)"/.exec(line)?.[1] ?? 'all', Number(line.split(' ').at(-1))]),
    );
  };
  return { server, values };
}

it('operations that run and that wait are told while they do', { retry: 5 }, async () => {
  const { server, values } = await watchedServer({ mostOperations: 1 });
  const asked = [server.ask('{ held }'), server.ask('{ hello }')];
  await expect.poll(() => values('operations_under_way')).toEqual({ running: 1, waiting: 1 });
  expect(held.size).toBe(1);
  letGo();
  await Promise.all(asked);
  expect(await values('operations_under_way')).toEqual({ running: 0, waiting: 0 });
});

it('what the cache answered is counted, and what it holds told', async () => {
  const { server, values } = await watchedServer({ cache: { megabytes: 1, maxAgeS: 0, staleS: 0 } });
  await expect
    .poll(async () => {
      await server.ask('{ hello }');
      return (await values('cache_queries_total')).hits;
    })
    .toBeGreaterThan(0);
  expect((await values('cache_queries_total')).misses).toBeGreaterThan(0);
  expect(await values('cache_answers')).toEqual({ all: 1 });
  expect((await values('cache_bytes')).all).toBeGreaterThan(10);
  const drops = (await values('cache_drops_total')).all;
  await server.ask('mutation { change }');
  expect((await values('cache_drops_total')).all).toBe((drops ?? 0) + 1);
  expect(await values('cache_answers')).toEqual({ all: 0 });
});
