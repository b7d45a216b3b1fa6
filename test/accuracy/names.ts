import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nameWeights } from '../../src/ingest/find/names/fitted/weights.ts';
import { rulesExtractor } from '../../src/ingest/find/rules.ts';
import { halfInterval } from './intervals.ts';
import { countNames, type NameSpan, scoreNames } from './name-scores.ts';

interface GoldArticle {
  readonly id: string;
  readonly text: string;
  readonly mentions: readonly { readonly start: number; readonly end: number; readonly type: string }[];
}

const GOLD = fileURLToPath(new URL('../../../shared/eval/names/conll03-testa.json', import.meta.url));
const KIND_OF: Readonly<Record<string, string>> = { PER: 'person', ORG: 'organization', LOC: 'place' };
/** F1 in percent. */
const AT_LEAST: Readonly<Record<string, number>> = { person: 92, organization: 73, place: 89 };
const AT_MOST_LOAD_MS = 300;
const WORST = 8;

if (!existsSync(GOLD)) {
  console.error(
    'NOTHING WAS MEASURED: the gold names are not there. Expected ../shared/eval/names beside the project.',
  );
  process.exit(1);
}

const articles = JSON.parse(readFileSync(GOLD, 'utf8')) as GoldArticle[];
const loadBegan = performance.now();
nameWeights();
const loadMs = performance.now() - loadBegan;
const began = performance.now();
const read = articles.map(({ id, text, mentions }) => ({
  id,
  text,
  gold: mentions.flatMap(({ start, end, type }) =>
    KIND_OF[type] ? [{ start, end, kind: KIND_OF[type] }] : [],
  ),
  found: foundIn(text),
}));
const seconds = (performance.now() - began) / 1000;
const characters = articles.reduce((sum, { text }) => sum + text.length, 0);

const failures = Object.keys(AT_LEAST).flatMap(kindFailures);
console.log(`weights        loaded in ${loadMs.toFixed(0)} ms`);
if (loadMs > AT_MOST_LOAD_MS)
  failures.push(`the weights took ${loadMs.toFixed(0)} ms, wanted ${AT_MOST_LOAD_MS}`);
console.log(
  `speed          ${(characters / seconds / 1000).toFixed(0)} thousand characters a second, read whole`,
);
printWorst();
for (const failure of failures) console.error(`BELOW: ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);

function foundIn(text: string): NameSpan[] {
  const { mentions } = rulesExtractor.read({ text, publishedAt: null, headline: null, language: 'en' });
  return mentions.filter(({ kind }) => kind !== 'event').map(({ kind, span }) => ({ kind, ...span }));
}

function kindFailures(kind: string): string[] {
  const counts = read.map(({ gold, found }) => countNames(gold, found, kind));
  const { precision, recall, f1 } = scoreNames(counts);
  const half = halfInterval(counts, (some) => scoreNames(some).f1);
  console.log(
    `${kind.padEnd(14)} F1 ${percent(f1)} ± ${percent(half)}  precision ${percent(precision)}  recall ${percent(recall)}`,
  );
  const least = AT_LEAST[kind]!;
  return f1 * 100 >= least ? [] : [`${kind} F1 is ${percent(f1)}, wanted ${least}`];
}

/** The texts with the most names wrong or missed, to read. */
function printWorst(): void {
  const errors = read.map(({ id, text, gold, found }) => {
    const words = ({ start, end, kind }: NameSpan) => `${text.slice(start, end)} (${kind})`;
    const lacks = (spans: readonly NameSpan[], { start, end, kind }: NameSpan) =>
      !spans.some((span) => span.start === start && span.end === end && span.kind === kind);
    const wrong = found.filter((span) => lacks(gold, span)).map(words);
    const missed = gold.filter((span) => lacks(found, span)).map(words);
    return { id, wrong, missed };
  });
  const size = ({ wrong, missed }: (typeof errors)[number]) => wrong.length + missed.length;
  for (const { id, wrong, missed } of errors.toSorted((a, b) => size(b) - size(a)).slice(0, WORST))
    console.log(`  ${id}\n    wrong:  ${listed(wrong)}\n    missed: ${listed(missed)}`);
}

function listed(names: readonly string[]): string {
  const shown = [...new Set(names)].slice(0, 12).join(', ');
  return `${names.length}: ${shown}`;
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
