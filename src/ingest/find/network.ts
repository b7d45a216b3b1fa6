/** A layer of tanh units and a linear one over it; figures as they were fitted. */
export interface NetworkWeights {
  /** One row of weights for each hidden unit. */
  readonly hidden: readonly (readonly number[])[];
  readonly output: readonly number[];
  /** Straight from the features to the score. */
  readonly direct: readonly number[];
}

export type Network = (features: Float64Array) => number;

/** Answers the score of a feature vector; the first feature is the constant 1. */
export function networkOf(weights: NetworkWeights): Network {
  const size = weights.direct.length;
  const units = weights.output.length;
  const bySlot = new Float64Array(size * units);
  weights.hidden.forEach((row, unit) => {
    row.forEach((weight, slot) => {
      bySlot[slot * units + unit] = weight;
    });
  });
  const sums = new Float64Array(units);
  return (features) => {
    if (features.length !== size) {
      throw new Error(`The network was fitted on ${size} features and got ${features.length}`);
    }
    let score = 0;
    sums.fill(0);
    for (let slot = 0; slot < size; slot += 1) {
      const value = features[slot]!;
      if (value === 0) continue;
      score += value * weights.direct[slot]!;
      for (let unit = 0, at = slot * units; unit < units; unit += 1, at += 1)
        sums[unit]! += value * bySlot[at]!;
    }
    for (let unit = 0; unit < units; unit += 1) score += weights.output[unit]! * Math.tanh(sums[unit]!);
    return score;
  };
}
