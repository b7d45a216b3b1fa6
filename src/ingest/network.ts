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
  const hidden = Float64Array.from(weights.hidden.flat());
  return (features) => {
    if (features.length !== size)
      throw new Error(`The network was fitted on ${size} features and got ${features.length}`);
    let score = 0;
    const active: number[] = [];
    for (let slot = 0; slot < size; slot += 1) {
      if (features[slot] === 0) continue;
      active.push(slot);
      score += features[slot]! * weights.direct[slot]!;
    }
    for (let unit = 0; unit < weights.output.length; unit += 1) {
      let sum = 0;
      for (const slot of active) sum += features[slot]! * hidden[unit * size + slot]!;
      score += weights.output[unit]! * Math.tanh(sum);
    }
    return score;
  };
}
