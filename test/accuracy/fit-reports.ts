import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { BinaryWeights } from '../../src/ingest/find/binary-network.ts';
import { type GoldAttribution, type ReportChoices, reportChoicesOf } from './report-choices.ts';
import { fitReportChoice, SHAPES } from './report-fit.ts';

const FOLDER = new URL('../../../shared/eval/quotes/', import.meta.url);
const WEIGHTS = new URL('../../src/ingest/find/quotes/report-weights.json', import.meta.url);

if (!existsSync(new URL('polnear-train-attributions.json', FOLDER))) {
  console.error('No training data found: nothing was fitted, the committed figures stay.');
  process.exit(1);
}
const read = (name: string) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
const articles = read('polnear-train.json') as { readonly id: string; readonly text: string }[];
const attributions = read('polnear-train-attributions.json') as Record<string, GoldAttribution[]>;

/** Those that are fitted anew; the rest keep their weights. All, where none is named. */
const asked = process.argv.slice(2) as (keyof ReportChoices)[];
const all: ReportChoices = { cue: [], start: [], end: [], source: [], rest: [] };
const names = Object.keys(SHAPES) as (keyof ReportChoices)[];
for (const { id, text } of articles) {
  const choices = reportChoicesOf(text, attributions[id] ?? []);
  for (const name of names) all[name].push(...choices[name]);
}
const weights = JSON.parse(readFileSync(WEIGHTS, 'utf8')) as Record<keyof ReportChoices, BinaryWeights>;
for (const name of asked.length > 0 ? asked : names) {
  weights[name] = fitReportChoice(name, all);
  console.log(`reports: ${name} fitted on ${all[name].length} choices`);
}
writeFileSync(WEIGHTS, `${JSON.stringify(weights)}\n`);
