import { existsSync, readFileSync } from 'node:fs';
import { rulesExtractor } from '../../src/ingest/find/rules.ts';
import { calibrationError } from './calibration.ts';
import { figureOf, type Judgement, judge, unmarked } from './indirect-scores.ts';
import { halfInterval } from './intervals.ts';
import type { GoldAttribution } from './report-choices.ts';

interface GoldArticle {
  readonly id: string;
  readonly text: string;
  readonly quotes: readonly { readonly start: number; readonly end: number }[];
}

const FOLDER = new URL('../../../shared/eval/quotes/', import.meta.url);
const AT_LEAST = { overlapF1: 71, overlapPrecision: 84.5, wordsF1: 69.5, exactF1: 43.5, source: 92.5 };
const AT_MOST_ECE = 0.04;
const WORST = 6;

if (!existsSync(new URL('polnear-dev-attributions.json', FOLDER))) {
  console.error(
    'NOTHING WAS MEASURED: the gold attributions are not there. Expected ../shared/eval/quotes beside the project.',
  );
  process.exit(1);
}
const read = (name: string) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
const articles = read('polnear-dev.json') as GoldArticle[];
const attributions = read('polnear-dev-attributions.json') as Record<string, GoldAttribution[]>;
const judged = articles.map(({ id, text, quotes }) => {
  const gold = unmarked(attributions[id] ?? [], quotes);
  const reading = rulesExtractor.read({ text, publishedAt: null, headline: null, language: 'en' });
  return judge(
    text,
    gold,
    reading.quotes.filter(({ kind }) => kind === 'indirect'),
  );
});

/**
 * Over attributions that meet no annotated marked words: `overlap` counts a quote as found if more than half of the
 * shorter one's words are shared (the rule of the given scorer), `share` counts the shared part of each, `words` is
 * the plain union of words, `exact` the same first and last word but for a leading "that".
 */
for (const measure of ['overlap', 'share', 'words', 'exact'] as const) {
  const [precision, recall, f1] = figureOf(judged, measure);
  const half = halfInterval(judged, (some) => figureOf(some, measure)[2]);
  console.log(
    `${measure.padEnd(12)} P ${precision.toFixed(1)} R ${recall.toFixed(1)} F1 ${f1.toFixed(1)} ± ${half.toFixed(1)}`,
  );
}
const sourceRight = (some: readonly Judgement[]) => {
  const matched = some.flatMap(({ sources }) => sources);
  return (100 * matched.filter(Boolean).length) / matched.length;
};
console.log(
  `source       ${sourceRight(judged).toFixed(1)} ± ${halfInterval(judged, sourceRight).toFixed(1)}`,
);
const named = judged.flatMap((one) => one.named);
console.log(
  `named        ${((100 * named.filter(Boolean).length) / named.length).toFixed(1)} (of those whose source the article names)`,
);
const error = calibrationError(judged.flatMap(({ stated }) => stated));
console.log(`calibration  ${error.toFixed(3)} (ECE; right is: found, and the source too)`);
worst(
  'missed',
  judged.flatMap(({ missed }) => missed),
);
worst(
  'not there',
  judged.flatMap(({ invented }) => invented),
);

const figures = {
  overlapF1: figureOf(judged, 'overlap')[2],
  overlapPrecision: figureOf(judged, 'overlap')[0],
  wordsF1: figureOf(judged, 'words')[2],
  exactF1: figureOf(judged, 'exact')[2],
  source: sourceRight(judged),
};
const failures = Object.entries(AT_LEAST).filter(
  ([name, least]) => figures[name as keyof typeof figures] < least,
);
for (const [name, least] of failures)
  console.error(`BELOW: ${name} is ${figures[name as keyof typeof figures].toFixed(1)}, wanted ${least}`);
if (error > AT_MOST_ECE)
  console.error(`BELOW: calibration error is ${error.toFixed(3)}, wanted at most ${AT_MOST_ECE}`);
process.exit(failures.length > 0 || error > AT_MOST_ECE ? 1 : 0);

function worst(title: string, cases: Judgement['missed']): void {
  for (const { weight, text } of [...cases].sort((a, b) => b.weight - a.weight).slice(0, WORST))
    console.log(`${title} (${weight.toFixed(2)}): ${text.replace(/\s+/g, ' ').slice(0, 160)}`);
}
