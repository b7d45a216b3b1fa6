import { describe, expect, it } from 'vitest';
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

describe('half an hour', () => {
  /** What the collector leaves comes and goes by 20 MB. */
  const noise = (i: number) => 10 * Math.sin(i * 2.4);
  const soaked = (rssMb: (minute: number, i: number) => number) => ({
    ...WELL,
    samples: Array.from({ length: 120 }, (_, i) => sampleAt(15 * i, { rssMb: rssMb(i / 4, i) + noise(i) })),
  });

  it.each<[string, number]>([
    ['stays', 0],
    ['goes up by less than can be told', 0.3],
  ])('of memory that %s is well', (_, mbAMinute) => {
    expect(faultsOf(soaked((minute) => 300 + mbAMinute * minute))).toEqual([]);
  });

  it('of memory that creeps up is not', () => {
    expect(faultsOf(soaked((minute) => 300 + 2 * minute))).toEqual([
      expect.stringMatching(/^RSS creeps up by (1\.9|2\.0|2\.1) MB a minute$/),
    ]);
  });

  it('of memory that has grown and stays is well, as is one that shrinks in leaps', () => {
    expect(faultsOf(soaked((minute) => Math.min(400, 300 + 10 * minute)))).toEqual([]);
    expect(faultsOf(soaked((_, i) => (i % 40 === 0 ? 450 : 400)))).toEqual([]);
  });
});
