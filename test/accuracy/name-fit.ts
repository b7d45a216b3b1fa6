import {
  KINDS,
  type Lattice,
  LONGEST,
  marginals,
  PARTS,
  spanSlot,
} from '../../src/ingest/find/names/fitted/lattice.ts';
import { BUCKETS } from '../../src/ingest/find/names/fitted/weights.ts';
import type { Example } from './name-examples.ts';

export interface NameFitOptions {
  readonly rounds: number;
  readonly rate: number;
  readonly decay: number;
  /** Features seen in fewer places than this say nothing. */
  readonly fewest: number;
  readonly seed: number;
}

/** Weights and the sums of their squared slopes, by which AdaGrad shortens its steps. */
interface Table {
  readonly weights: Float32Array;
  readonly slopes: Float32Array;
  readonly width: number;
}
export interface NameModel {
  readonly tokens: Table;
  readonly spans: Table;
}

/** Fits the semi-Markov model by AdaGrad on the log likelihood of the annotated names. The same seed gives the same figures. */
export function fitNames(all: readonly Example[], options: NameFitOptions): NameModel {
  const examples = withoutRare(all, options.fewest);
  const model = { tokens: tableOf(PARTS), spans: tableOf(KINDS.length) };
  const random = randomFrom(options.seed);
  const order = examples.map((_, index) => index);
  for (let round = 0; round < options.rounds; round += 1) {
    shuffle(order, random);
    const rate = options.rate * (1 - (0.9 * round) / options.rounds);
    for (const index of order) learn(model, examples[index]!, rate, options.decay);
  }
  return model;
}

/** Whole figures from -127 to 127, tokens first, and what one of them stands for. */
export function quantised({ tokens, spans }: NameModel): {
  readonly bytes: Int8Array;
  readonly scale: number;
} {
  const all = [...[tokens, spans].map(({ weights }) => weights)];
  let largest = 0;
  for (const weights of all) for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = Math.round((largest / 127) * 1e6) / 1e6 || 1;
  const bytes = new Int8Array(tokens.weights.length + spans.weights.length);
  tokens.weights.forEach((weight, at) => {
    bytes[at] = clipped(weight / scale);
  });
  spans.weights.forEach((weight, at) => {
    bytes[tokens.weights.length + at] = clipped(weight / scale);
  });
  return { bytes, scale };
}

function clipped(value: number): number {
  return Math.max(-127, Math.min(127, Math.round(value)));
}

function tableOf(width: number): Table {
  return {
    weights: new Float32Array(BUCKETS * width),
    slopes: new Float32Array(BUCKETS * width).fill(1e-3),
    width,
  };
}

function withoutRare(examples: readonly Example[], fewest: number): Example[] {
  const [tokens, spans] = [new Uint32Array(BUCKETS), new Uint32Array(BUCKETS)];
  for (const example of examples) {
    for (const buckets of example.tokens) for (const bucket of buckets) tokens[bucket]! += 1;
    for (const { buckets } of example.spans) for (const bucket of buckets) spans[bucket]! += 1;
  }
  return examples.map((example) => ({
    ...example,
    tokens: example.tokens.map((buckets) => buckets.filter((bucket) => tokens[bucket]! >= fewest)),
    spans: example.spans.map((span) => ({
      ...span,
      buckets: span.buckets.filter((bucket) => spans[bucket]! >= fewest),
    })),
  }));
}

export function latticeOf({ tokens, spans }: NameModel, example: Example): Lattice {
  const tokenScores = new Float64Array(example.size * PARTS);
  const spanScores = new Float64Array(example.size * LONGEST * KINDS.length).fill(Number.NEGATIVE_INFINITY);
  example.tokens.forEach((buckets, at) => {
    addScores(tokens, buckets, tokenScores, at * PARTS);
  });
  for (const { first, length, buckets } of example.spans) {
    const slot = spanSlot(first, length);
    spanScores.fill(0, slot, slot + KINDS.length);
    addScores(spans, buckets, spanScores, slot);
  }
  return { size: example.size, tokenScores, spanScores };
}

function addScores(
  { weights, width }: Table,
  buckets: Uint32Array,
  scores: Float64Array,
  slot: number,
): void {
  for (const bucket of buckets)
    for (let label = 0; label < width; label += 1) scores[slot + label]! += weights[bucket * width + label]!;
}

/** One step down the slope: how probable each part is, less what is annotated. */
function learn(model: NameModel, example: Example, rate: number, decay: number): void {
  const { names, outside } = marginals(latticeOf(model, example));
  const parts = new Float64Array(example.size * PARTS);
  outside.forEach((probability, at) => {
    parts[at * PARTS] = probability - 1;
  });
  for (const { first, length, kind } of example.gold) {
    names[spanSlot(first, length) + kind]! -= 1;
    for (let at = first; at < first + length; at += 1) parts[at * PARTS]! += 1;
  }
  for (const { first, length, buckets } of example.spans) {
    const slot = spanSlot(first, length);
    for (let kind = 0; kind < KINDS.length; kind += 1) {
      const slope = names[slot + kind]!;
      for (let at = first; at < first + length; at += 1)
        parts[at * PARTS + 1 + 2 * kind + (at > first ? 1 : 0)]! += slope;
      step(model.spans, buckets, kind, slope * example.weight, rate, decay);
    }
  }
  example.tokens.forEach((buckets, at) => {
    for (let part = 0; part < PARTS; part += 1)
      step(model.tokens, buckets, part, parts[at * PARTS + part]! * example.weight, rate, decay);
  });
}

function step(
  { weights, slopes, width }: Table,
  buckets: Uint32Array,
  label: number,
  slope: number,
  rate: number,
  decay: number,
): void {
  if (Math.abs(slope) < 1e-4) return;
  for (const bucket of buckets) {
    const at = bucket * width + label;
    const full = slope + decay * weights[at]!;
    slopes[at]! += full * full;
    weights[at]! -= (rate * full) / Math.sqrt(slopes[at]!);
  }
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
