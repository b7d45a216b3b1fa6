import type { NetworkWeights } from '../../src/ingest/find/network.ts';

/** Alternatives of which the `right` ones should score highest; the constant 0 competes too, and is right where `right` is empty. */
export interface Choice {
  /** The features of each: all values, or the slots of those that are there. */
  readonly options: readonly (Float64Array | readonly number[])[];
  readonly right: readonly number[];
}

export interface FitOptions {
  /** How many slots there are, and how many of them the hidden units see; as many as the first option has where left out. */
  readonly size?: number;
  readonly deep?: number;
  readonly hiddenUnits: number;
  readonly rounds: number;
  readonly rate: number;
  readonly decay: number;
  readonly seed: number;
}

interface Parameters {
  readonly size: number;
  readonly deep: number;
  readonly units: number;
  readonly values: Float64Array;
}

/** A choice with the slots of each option that aren't 0. */
interface SparseChoice {
  readonly options: readonly { readonly slots: Int16Array; readonly values: Float64Array }[];
  readonly right: readonly number[];
}

/** The mean of networks that began at different points: one wider network, steadier than any of them. */
export function fitMany(
  choices: readonly Choice[],
  options: Omit<FitOptions, 'seed'>,
  seeds: readonly number[],
): NetworkWeights {
  const fits = seeds.map((seed) => fitChoices(choices, { ...options, seed }));
  const share = (value: number) => Math.round((value / fits.length) * 10_000) / 10_000;
  return {
    direct: fits[0]!.direct.map((_, slot) => share(fits.reduce((sum, fit) => sum + fit.direct[slot]!, 0))),
    output: fits.flatMap(({ output }) => output.map(share)),
    hidden: fits.flatMap(({ hidden }) => hidden),
  };
}

/** Fits the network by Adam on the log likelihood of the right options. The same seed gives the same figures. */
export function fitChoices(choices: readonly Choice[], options: FitOptions): NetworkWeights {
  const size = options.size ?? choices.find((choice) => choice.options.length > 0)!.options[0]!.length;
  const random = randomFrom(options.seed);
  const parameters = startingPoint(size, options.deep ?? size, options.hiddenUnits, random);
  const sparse = choices.map(sparseChoice);
  const gradient = new Float64Array(parameters.values.length);
  const [mean, square] = [new Float64Array(gradient.length), new Float64Array(gradient.length)];
  const order = choices.map((_, index) => index);
  const batch = 32;
  let step = 0;
  for (let round = 0; round < options.rounds; round += 1) {
    shuffle(order, random);
    const rate = options.rate * (1 - round / options.rounds) + options.rate * 0.02;
    for (let at = 0; at < order.length; at += batch) {
      gradient.fill(0);
      for (const index of order.slice(at, at + batch)) addGradient(parameters, sparse[index]!, gradient);
      step += 1;
      for (let slot = 0; slot < gradient.length; slot += 1) {
        const slope = gradient[slot]! / batch;
        mean[slot] = 0.9 * mean[slot]! + 0.1 * slope;
        square[slot] = 0.999 * square[slot]! + 0.001 * slope * slope;
        const adapted =
          mean[slot]! / (1 - 0.9 ** step) / (Math.sqrt(square[slot]! / (1 - 0.999 ** step)) + 1e-8);
        parameters.values[slot]! -= rate * (adapted + options.decay * parameters.values[slot]!);
      }
    }
  }
  return weightsFrom(parameters);
}

function sparseChoice({ options, right }: Choice): SparseChoice {
  const sparse = options.map((option) => {
    if (!(option instanceof Float64Array))
      return { slots: Int16Array.from(option), values: new Float64Array(option.length).fill(1) };
    const slots = Int16Array.from([...option.keys()].filter((slot) => option[slot] !== 0));
    return { slots, values: Float64Array.from(slots, (slot) => option[slot]!) };
  });
  return { options: sparse, right };
}

function startingPoint(size: number, deep: number, units: number, random: () => number): Parameters {
  const values = new Float64Array(size + units + deep * units);
  for (let slot = size; slot < values.length; slot += 1) values[slot] = (random() - 0.5) * 0.3;
  return { size, deep, units, values };
}

/** Layout: direct weights, output weights, then for each slot one weight for each hidden unit. */
function addGradient(parameters: Parameters, choice: SparseChoice, gradient: Float64Array): void {
  const { size, deep, units, values } = parameters;
  const states = choice.options.map((option) => forward(parameters, option));
  const all = states.map(({ score }) => score);
  const highest = Math.max(0, ...all);
  const weights = all.map((score) => Math.exp(score - highest));
  const sum = weights.reduce((total, one) => total + one, Math.exp(-highest));
  const good = choice.right.reduce((total, index) => total + weights[index]!, 0) || Math.exp(-highest);
  const inner = new Float64Array(units);
  choice.options.forEach(({ slots, values: inputs }, index) => {
    const right = choice.right.includes(index) ? weights[index]! / good : 0;
    const slope = weights[index]! / sum - right;
    if (Math.abs(slope) < 1e-6) return;
    const { hidden } = states[index]!;
    for (let unit = 0; unit < units; unit += 1) {
      gradient[size + unit]! += slope * hidden[unit]!;
      inner[unit] = slope * values[size + unit]! * (1 - hidden[unit]! ** 2);
    }
    for (let at = 0; at < slots.length; at += 1) {
      const row = size + units + slots[at]! * units;
      gradient[slots[at]!]! += slope * inputs[at]!;
      if (slots[at]! >= deep) continue;
      for (let unit = 0; unit < units; unit += 1) gradient[row + unit]! += inner[unit]! * inputs[at]!;
    }
  });
}

function forward(
  { size, deep, units, values }: Parameters,
  { slots, values: inputs }: SparseChoice['options'][number],
) {
  const hidden = new Float64Array(units);
  let score = 0;
  for (let at = 0; at < slots.length; at += 1) {
    const row = size + units + slots[at]! * units;
    score += values[slots[at]!]! * inputs[at]!;
    if (slots[at]! >= deep) continue;
    for (let unit = 0; unit < units; unit += 1) hidden[unit]! += values[row + unit]! * inputs[at]!;
  }
  for (let unit = 0; unit < units; unit += 1) {
    hidden[unit] = Math.tanh(hidden[unit]!);
    score += values[size + unit]! * hidden[unit]!;
  }
  return { score, hidden };
}

function weightsFrom({ size, deep, units, values }: Parameters): NetworkWeights {
  const round = (value: number) => Math.round(value * 1000) / 1000;
  const rowOf = (unit: number) =>
    Array.from({ length: deep }, (_, slot) => round(values[size + units + slot * units + unit]!));
  return {
    direct: Array.from(values.slice(0, size), round),
    output: Array.from(values.slice(size, size + units), round),
    hidden: Array.from({ length: units }, (_, unit) => rowOf(unit)),
  };
}

export function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
}

export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
