import type { NetworkWeights } from '../../src/ingest/find/network.ts';

/** Alternatives of which the `right` ones should score highest; the constant 0 competes too, and is right where `right` is empty. */
export interface Choice {
  readonly options: readonly Float64Array[];
  readonly right: readonly number[];
}

export interface FitOptions {
  readonly hiddenUnits: number;
  readonly rounds: number;
  readonly rate: number;
  readonly decay: number;
  readonly seed: number;
}

interface Parameters {
  readonly size: number;
  readonly units: number;
  readonly values: Float64Array;
}

/** Fits the network by Adam on the log likelihood of the right options. The same seed gives the same figures. */
export function fitChoices(choices: readonly Choice[], options: FitOptions): NetworkWeights {
  const size = choices.find((choice) => choice.options.length > 0)!.options[0]!.length;
  const random = randomFrom(options.seed);
  const parameters = startingPoint(size, options.hiddenUnits, random);
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
      for (const index of order.slice(at, at + batch)) addGradient(parameters, choices[index]!, gradient);
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

function startingPoint(size: number, units: number, random: () => number): Parameters {
  const values = new Float64Array(size + units + size * units);
  for (let slot = size; slot < values.length; slot += 1) values[slot] = (random() - 0.5) * 0.3;
  return { size, units, values };
}

/** Layout: direct weights, output weights, then one row for each hidden unit. */
function addGradient({ size, units, values }: Parameters, choice: Choice, gradient: Float64Array): void {
  const active = choice.options.map((option) => slotsOf(option));
  const states = choice.options.map((option, index) => forward(size, units, values, option, active[index]!));
  const all = states.map(({ score }) => score);
  const highest = Math.max(0, ...all);
  const weights = all.map((score) => Math.exp(score - highest));
  const sum = weights.reduce((total, one) => total + one, Math.exp(-highest));
  const good = choice.right.reduce((total, index) => total + weights[index]!, 0) || Math.exp(-highest);
  choice.options.forEach((option, index) => {
    const right = choice.right.includes(index) ? weights[index]! / good : 0;
    const slope = weights[index]! / sum - right;
    if (Math.abs(slope) < 1e-6) return;
    for (const slot of active[index]!) gradient[slot]! += slope * option[slot]!;
    for (let unit = 0; unit < units; unit += 1) {
      const tanh = states[index]!.hidden[unit]!;
      gradient[size + unit]! += slope * tanh;
      const inner = slope * values[size + unit]! * (1 - tanh * tanh);
      const row = size + units + unit * size;
      for (const slot of active[index]!) gradient[row + slot]! += inner * option[slot]!;
    }
  });
}

function slotsOf(option: Float64Array): number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < option.length; slot += 1) if (option[slot] !== 0) slots.push(slot);
  return slots;
}

function forward(
  size: number,
  units: number,
  values: Float64Array,
  option: Float64Array,
  slots: readonly number[],
) {
  let score = 0;
  for (const slot of slots) score += values[slot]! * option[slot]!;
  const hidden = new Float64Array(units);
  for (let unit = 0; unit < units; unit += 1) {
    let sum = 0;
    const row = size + units + unit * size;
    for (const slot of slots) sum += values[row + slot]! * option[slot]!;
    hidden[unit] = Math.tanh(sum);
    score += values[size + unit]! * hidden[unit]!;
  }
  return { score, hidden };
}

function weightsFrom({ size, units, values }: Parameters): NetworkWeights {
  const round = (value: number) => Math.round(value * 1000) / 1000;
  const row = (from: number) => Array.from(values.slice(from, from + size), round);
  return {
    direct: row(0),
    output: Array.from(values.slice(size, size + units), round),
    hidden: Array.from({ length: units }, (_, unit) => row(size + units + unit * size)),
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
