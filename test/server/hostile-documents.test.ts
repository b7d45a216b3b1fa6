import { describe, expect, it } from 'vitest';
import { checkVariables, VARIABLE_LIMITS } from '../../src/server/variable-limits.ts';
import { cpuMs } from '../support/cpu.ts';
import { hostileCosts, MOST_CPU_MS } from '../support/hostile-cpu.ts';

describe('no hostile document', () => {
  it('costs over 50 ms of CPU before it is refused', () => {
    const costs = hostileCosts('public', [1]);
    const over = costs.filter((cost) => cost.cpuMs > MOST_CPU_MS);
    expect(over).toEqual([]);
    // They go as far as the limits take, and beyond: else they would prove nothing.
    const codes = new Set(costs.map(({ code }) => code));
    expect(codes).toEqual(new Set([null, 'LIMIT_EXCEEDED', 'PARSE_FAILED', 'VALIDATION_FAILED']));
  });
});

describe('variables', () => {
  const nested = (levels: number): unknown =>
    JSON.parse(`${'[{"and":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`);
  const { levels, values } = VARIABLE_LIMITS;

  it('may be as deep and as many as the limits say', () => {
    expect(() => checkVariables({ a: nested(levels) })).not.toThrow();
    expect(() => checkVariables({ ids: Array(values - 1).fill('a') })).not.toThrow();
    expect(() => checkVariables(undefined)).not.toThrow();
  });

  it('may not be deeper or more', () => {
    expect(() => checkVariables({ a: nested(levels + 2) })).toThrow(`the limit of ${levels} levels`);
    expect(() => checkVariables({ ids: Array(values).fill('a') })).toThrow(`the limit of ${values} values`);
  });

  it('are refused at once, however deep and wide a body of 256 kB makes them', () => {
    for (const variables of [
      { a: nested(50_000) },
      { a: Array(120_000).fill(0) },
      { a: Array(60_000).fill({}) },
    ])
      expect(cpuMs(() => expect(() => checkVariables(variables)).toThrow('limit'), MOST_CPU_MS)).toBeLessThan(
        MOST_CPU_MS,
      );
  });
});
