import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { difference } from './measure/equal.ts';
import { figuresOf, type Measured, median, percentile, type Window } from './measure/figures.ts';
import { readOptions } from './options.ts';
import { pictureOf } from './report/picture.ts';
import { growthOf, tablesOf } from './report/table.ts';

const window = (requests: number, serverMs: number, postgresMs: number, latenciesMs = [1, 2, 3]): Window => ({
  requests,
  seconds: 2,
  serverNs: serverMs * 1e6,
  postgresNs: postgresMs * 1e6,
  latenciesMs,
});

const ROUNDS = [
  { floor: window(1000, 100, 100), us: window(500, 100, 50, [4, 5]) },
  { floor: window(100, 50, 50), us: window(100, 90, 60, [6, 40]) },
  { floor: window(1000, 200, 200), us: window(500, 150, 50, [4, 5]) },
];

describe('the figures', () => {
  const figures = figuresOf(ROUNDS, { floor: 30, us: 45 });

  it('are medians of CPU a request', () => {
    expect(figures.us).toMatchObject({ serverUs: 300, postgresUs: 100, perSecond: 250, buffers: 45 });
  });

  it('compare within each round, not the medians of different ones', () => {
    // 1.5, 1.5 and 1, where the medians alone would say 400 / 400.
    expect(figures.us).toMatchObject({ toFloor: 1.5, toPostgraphile: null });
    expect(figures.floor).toMatchObject({ toFloor: 1 });
  });

  it('take the latencies of all rounds together', () => {
    expect(figures.us).toMatchObject({ p50Ms: 5, p99Ms: 40 });
  });

  it('know medians and percentiles', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
    expect([percentile(hundred, 50), percentile(hundred, 99), percentile([], 99)]).toEqual([50, 99, 0]);
  });
});

function measured(articles: number, times: number): Measured {
  const of = (server: number, postgres: number, toFloor: number) => ({
    serverUs: server * times,
    postgresUs: postgres * times,
    perSecond: 100,
    p50Ms: 1.25,
    p99Ms: 9.5,
    toFloor,
    toPostgraphile: null,
    toUnwatched: null,
    buffers: 40 * times,
  });
  const further = { serverUs: 500 * times, postgresUs: 100, p50Ms: 2, p95Ms: 3.25, buffers: 7 * times };
  const question = { floor: of(100, 100, 1), us: of(300, 100, 2) };
  return {
    articles,
    questions: { Q1: question, Q2: question, Q3: question, Q4: question },
    memory: { floor: { nowMb: 50, mostMb: 60 }, us: { nowMb: 120, mostMb: 180 } },
    further: { first: further, deep: further, count: further, search: further, filtered: further },
  };
}

describe('the tables', () => {
  it('have a row for each server that ran', () => {
    expect(tablesOf(measured(1000, 1)).slice(0, 6)).toEqual([
      'Q1: one article; 1000 articles',
      '',
      '|  | CPU µs | server + Postgres | ÷ floor | ÷ PostGraphile | ÷ unwatched | p50 ms | p99 ms | a second | buffers |',
      '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
      '| floor: node:http, one statement by hand | 200 | 100 + 100 | 1.00 |  |  | 1.3 | 9.5 | 100 | 40 |',
      '| Newsgraph | 400 | 300 + 100 | 2.00 |  |  | 1.3 | 9.5 | 100 | 40 |',
    ]);
    expect(tablesOf(measured(1000, 1))).toContain('| the 20 newest articles | 500 + 100 | 2.0 | 3.3 | 7 |');
    expect(tablesOf(measured(1000, 1)).at(-2)).toBe('| Newsgraph | 120 | 180 |');
  });

  it('tell the growth from the smallest to the largest size', () => {
    const lines = growthOf([measured(100_000, 1.2), measured(10_000, 1)]);
    expect(lines[0]).toBe('Growth from 10000 to 100000 articles');
    expect(lines).toContain('| Newsgraph, Q4 | 400 | 480 | 1.20 | 40 | 48 | 1.20 |');
    expect(lines).toContain('| Newsgraph, the 20 before the oldest 20 | 600 | 700 | 1.17 | 7 | 8 | 1.20 |');
    expect(growthOf([measured(10_000, 1)])).toEqual([]);
  });
});

describe('the picture', () => {
  const svg = pictureOf(measured(1000, 1), 'a machine with <2> cores & more');
  const texts: string[] = [];
  const bars: { width: number; fill: string }[] = [];
  const parser = new SaxesParser();
  parser.on('text', (text) => texts.push(text));
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'rect') bars.push({ width: Number(attributes.width), fill: String(attributes.fill) });
  });
  parser.write(svg).close();

  it('is well formed, and says what was measured where', () => {
    expect(texts).toEqual(
      expect.arrayContaining([
        'a machine with <2> cores & more',
        'Newsgraph',
        '400 µs',
        '2.00',
        '9.5',
        '180',
      ]),
    );
    expect(texts.filter((text) => text === 'Newsgraph')).toHaveLength(5);
    expect(texts).not.toContain('PostGraphile 5');
  });

  it('draws bars as long as their figures', () => {
    const servers = bars.filter(({ fill }) => fill === '#3b6fb6').slice(1);
    expect(servers).toHaveLength(8);
    expect(servers[1]!.width / servers[0]!.width).toBeCloseTo(3, 1);
  });
});

describe('the options', () => {
  it('take several sizes and some of the servers, in the order of the table', () => {
    expect(
      readOptions(['--articles', '10000,1000000', '--only', 'us,floor', '--seconds', '3']),
    ).toMatchObject({
      articles: [10_000, 1_000_000],
      names: ['floor', 'us'],
      seconds: 3,
      json: false,
    });
  });

  it('say what is wanted', () => {
    expect(() => readOptions(['--only', 'us,hasura'])).toThrow(/postgraphile, .*; got "hasura"/);
    expect(() => readOptions(['--articles', '7'])).toThrow(/from 500 to 10000000; got "7"/);
    expect(() => readOptions(['--seconds', '1.5'])).toThrow(/whole number from 1/);
  });
});

describe('two answers that differ', () => {
  it('are shown where they part', () => {
    const one = { title: 'One', answer: { id: '1', name: 'Ada' } };
    const other = { title: 'Other', answer: { id: '1', name: 'Bela' } };
    expect(difference(one, other)).toBe(
      'One answers …{"id":"1","name":"Ada"}…, Other …{"id":"1","name":"Bela"}…',
    );
  });
});
