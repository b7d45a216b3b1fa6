import { expect, it } from 'vitest';
import type { Sample } from './samples.ts';
import { faultsOf, type Soaked } from './verdict.ts';

const looked = {
  rssMb: 300,
  heapMb: 100,
  sockets: 3,
  subscriptions: 0,
  listeners: 1,
  backends: 11,
  statements: 0,
  backlog: 0,
};
const sampleAt = (atS: number, more: Partial<Sample> = {}): Sample => {
  return { ...looked, atS, requests: 10, p50Ms: 1, p99Ms: 2, subscriptions: 9, ...more };
};
const WELL: Soaked = {
  samples: Array.from({ length: 60 }, (_, i) => sampleAt(15 * i)),
  answers: { asked: { 200: 100, '503 UNAVAILABLE': 2 }, hostile: { 200: 1, 400: 9, '503 UNAVAILABLE': 1 } },
  before: looked,
  after: looked,
  exitCode: 0,
};
const grownFrom = (minute: number) =>
  WELL.samples.map((sample) => ({
    ...sample,
    rssMb: 300 + 10 * Math.max(0, sample.atS / 60 - minute),
  }));

it('a soaked server is well where nothing is wrong', () => {
  expect(faultsOf(WELL)).toEqual([]);
});

it.each<[string, Partial<Soaked>]>([
  ['500', { answers: { asked: {}, hostile: { '500 INTERNAL': 1 } } }],
  ['504', { answers: { asked: { '504 TIMEOUT': 1 }, hostile: {} } }],
  ['ECONNRESET', { answers: { asked: { '0 ECONNRESET': 1 }, hostile: {} } }],
  ['RSS still grows', { samples: grownFrom(5) }],
  ['subscriptions', { after: { ...looked, subscriptions: 1 } }],
  ['statements', { after: { ...looked, statements: 1 } }],
  ['backlog', { after: { ...looked, backlog: 1 } }],
  ['sockets', { after: { ...looked, sockets: 40 } }],
  ['listeners', { after: { ...looked, listeners: 2 } }],
  ['ended with 1', { exitCode: 1 }],
])('a soaked server is not well: %s', (said, wrong) => {
  expect(faultsOf({ ...WELL, ...wrong })).toEqual([expect.stringContaining(said)]);
});

it('memory that has settled by the last third is none that grows', () => {
  const samples = WELL.samples.map((sample) => sampleAt(sample.atS, { rssMb: sample.atS < 450 ? 200 : 400 }));
  expect(faultsOf({ ...WELL, samples })).toEqual([]);
});
