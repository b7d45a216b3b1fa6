import type { BinaryWeights } from '../../src/ingest/find/binary-network.ts';
import { END_DEEP, END_SLOTS, START_DEEP, START_SLOTS } from '../../src/ingest/find/quotes/report-bounds.ts';
import { CUE_DEEP, CUE_SLOTS } from '../../src/ingest/find/quotes/report-cue-features.ts';
import { REST_SLOTS } from '../../src/ingest/find/quotes/report-rest.ts';
import { SOURCE_SLOTS } from '../../src/ingest/find/quotes/report-source.ts';
import { type Choice, fitChoices } from './network-fit.ts';
import type { ReportChoices } from './report-choices.ts';

const FEWEST_SEEN = 6;
export const SHAPES = {
  cue: { size: CUE_SLOTS.size, deep: CUE_DEEP, hiddenUnits: 8, rounds: 8, rate: 0.004, decay: 0.03, seed: 1 },
  start: {
    size: START_SLOTS.size,
    deep: START_DEEP,
    hiddenUnits: 8,
    rounds: 8,
    rate: 0.004,
    decay: 0.03,
    seed: 1,
  },
  end: { size: END_SLOTS.size, deep: END_DEEP, hiddenUnits: 8, rounds: 8, rate: 0.004, decay: 0.03, seed: 1 },
  source: {
    size: SOURCE_SLOTS.size,
    deep: SOURCE_SLOTS.size,
    hiddenUnits: 8,
    rounds: 8,
    rate: 0.004,
    decay: 0.03,
    seed: 1,
  },
  rest: {
    size: REST_SLOTS.size,
    deep: REST_SLOTS.size,
    hiddenUnits: 4,
    rounds: 12,
    rate: 0.004,
    decay: 0.03,
    seed: 1,
  },
} as const;

export type ReportWeights = Record<keyof typeof SHAPES, BinaryWeights>;

/** Fits one of the four choices; slots that hardly ever turn up are left out. */
export function fitReportChoice(name: keyof typeof SHAPES, choices: ReportChoices): BinaryWeights {
  const shape = SHAPES[name];
  const seen = new Uint32Array(shape.size);
  for (const { options } of choices[name])
    for (const option of options) for (const slot of option) seen[slot]! += 1;
  const common = choices[name].map(
    ({ options, right }): Choice => ({
      options: options.map((option) => Array.from(option).filter((slot) => seen[slot]! >= FEWEST_SEEN)),
      right,
    }),
  );
  const { direct, hidden, output } = fitChoices(common, shape);
  const hundredths = (value: number) => Math.round(value * 100);
  const slots: Record<string, number[]> = {};
  direct.forEach((weight, slot) => {
    if (seen[slot]! < FEWEST_SEEN) return;
    const row = slot < shape.deep ? hidden.map((unit) => hundredths(unit[slot]!)) : [];
    slots[slot] = [hundredths(weight), ...row];
  });
  return { output: output.map(hundredths), slots };
}
