/** Scores features that are there or not, given as the slots of those that are. */
export type BinaryNetwork = (slots: readonly number[]) => number;

/** A layer of tanh units and a linear one over it, in hundredths. A slot that was too rare to fit is not listed. */
export interface BinaryWeights {
  readonly output: readonly number[];
  /** By slot: its weight straight to the score, then one for each hidden unit, where it has any. */
  readonly slots: Readonly<Record<string, readonly number[]>>;
}

const SCALE = 0.01;

export function binaryNetworkOf({ output, slots }: BinaryWeights, size: number): BinaryNetwork {
  const units = output.length;
  const straight = new Float64Array(size);
  const hidden = new Float64Array(size * units);
  for (const [slot, [direct, ...row]] of Object.entries(slots)) {
    straight[Number(slot)] = direct! * SCALE;
    row.forEach((weight, unit) => {
      hidden[Number(slot) * units + unit] = weight * SCALE;
    });
  }
  const outputs = output.map((weight) => weight * SCALE);
  const sums = new Float64Array(units);
  return (set) => {
    let score = 0;
    sums.fill(0);
    for (let index = 0; index < set.length; index += 1) {
      const slot = set[index]!;
      score += straight[slot]!;
      for (let unit = 0, at = slot * units; unit < units; unit += 1, at += 1) sums[unit]! += hidden[at]!;
    }
    for (let unit = 0; unit < units; unit += 1) score += outputs[unit]! * Math.tanh(sums[unit]!);
    return score;
  };
}

/** Where each group of slots begins, and how many there are in all. */
export type SlotGroups<Name extends string> = Readonly<Record<Name | 'size', number>>;

export function slotGroups<Name extends string>(sizes: Readonly<Record<Name, number>>): SlotGroups<Name> {
  let size = 0;
  const starts: Record<string, number> = {};
  for (const [name, count] of Object.entries(sizes) as [Name, number][]) {
    starts[name] = size;
    size += count;
  }
  return { ...starts, size } as SlotGroups<Name>;
}

/** Which of the bins a count falls in: 0 up to the first bound, and so on. */
export function binOf(value: number, bounds: readonly number[]): number {
  let bin = 0;
  while (bin < bounds.length && value > bounds[bin]!) bin += 1;
  return bin;
}
