import { describe, expect, it } from 'vitest';
import { binaryNetworkOf, binOf, slotGroups } from '../../../src/ingest/find/binary-network.ts';

describe('a binary network', () => {
  it('adds the weights of the slots that are set, in hundredths, and what its units make of them', () => {
    const network = binaryNetworkOf({ output: [200], slots: { 0: [50, 100], 2: [25] } }, 4);
    expect(network([2])).toBeCloseTo(0.25);
    expect(network([0, 2])).toBeCloseTo(0.75 + 2 * Math.tanh(1));
  });
  it('counts slots without weights for nothing', () => {
    expect(binaryNetworkOf({ output: [100], slots: {} }, 4)([0, 3])).toBe(0);
  });
});

it('slot groups lie one behind the other', () => {
  expect(slotGroups({ one: 3, two: 4 })).toEqual({ one: 0, two: 3, size: 7 });
});

it.each([
  [0, 0],
  [1, 0],
  [2, 1],
  [9, 2],
])('%i falls in bin %i of those that end at 1 and 3', (value, bin) => {
  expect(binOf(value, [1, 3])).toBe(bin);
});
