import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ruleTagger } from '../../src/ingest/find/names/name-rules.ts';
import { speakersNear } from '../../src/ingest/find/quotes/attribution.ts';
import { featuresOf } from '../../src/ingest/find/quotes/attribution-features.ts';
import type { Candidate } from '../../src/ingest/find/quotes/candidates.ts';
import { quotationFeatures } from '../../src/ingest/find/quotes/quotation-features.ts';
import { quotationContext } from '../../src/ingest/find/quotes/quotations.ts';
import { quoteViewOf } from '../../src/ingest/find/quotes/quote-view.ts';
import { type MarkedSpan, markedSpansOf } from '../../src/ingest/find/quotes/quotes.ts';
import { candidateSpan, type Scene, sceneOf } from '../../src/ingest/find/scene.ts';
import { paragraphsOf } from '../../src/ingest/find/sentences.ts';
import { tokensOf } from '../../src/ingest/find/tokens.ts';
import { type Choice, fitChoices } from './network-fit.ts';

interface GoldQuote {
  readonly start: number;
  readonly end: number;
  readonly speakerSpans: readonly (readonly [number, number])[];
}
interface GoldArticle {
  readonly id: string;
  readonly text: string;
  readonly quotes: readonly GoldQuote[];
}

const TRAIN = new URL('../../../shared/eval/quotes/polnear-train.json', import.meta.url);
const WEIGHTS = new URL('../../src/ingest/find/quotes/', import.meta.url);

if (!existsSync(TRAIN)) {
  console.error('No training data found: nothing was fitted, the committed figures stay.');
  process.exit(1);
}
const articles = JSON.parse(readFileSync(TRAIN, 'utf8')) as GoldArticle[];
fitQuotations(articles);
fitAttribution(articles);

function fitQuotations(all: readonly GoldArticle[]): void {
  const choices = all.flatMap(({ text, quotes }) => {
    const paragraphs = paragraphsOf(text);
    const spans = markedSpansOf(text, paragraphs);
    const context = quotationContext(text, tokensOf(text), spans, paragraphs);
    return spans.map(
      (span, index): Choice => ({
        options: [quotationFeatures(context, index)],
        right: quotes.some((gold) => gold.start < span.end && gold.end > span.start) ? [0] : [],
      }),
    );
  });
  const weights = fitChoices(choices, { hiddenUnits: 8, rounds: 12, rate: 0.01, decay: 0.01, seed: 1 });
  writeFileSync(new URL('quotation-weights.json', WEIGHTS), `${JSON.stringify(weights)}\n`);
  console.log(`quotations: fitted on ${choices.length} marked spans`);
}

function fitAttribution(all: readonly GoldArticle[]): void {
  const choices = all.flatMap(choicesOf);
  const answerable = choices.filter(({ right }) => right.length > 0).length;
  const weights = fitChoices(choices, { hiddenUnits: 12, rounds: 25, rate: 0.006, decay: 0.03, seed: 1 });
  writeFileSync(new URL('attribution-weights.json', WEIGHTS), `${JSON.stringify(weights)}\n`);
  console.log(
    `attribution: fitted on ${choices.length} quotations, the speaker is a candidate in ${answerable}`,
  );
}

function choicesOf({ text, quotes }: GoldArticle): Choice[] {
  const paragraphs = paragraphsOf(text);
  const tokens = tokensOf(text);
  const matched = markedSpansOf(text, paragraphs).flatMap((span) => {
    const gold = goldFor(span, quotes);
    return gold ? [{ span, gold }] : [];
  });
  const spans = matched.map(({ span }) => span);
  const scene = sceneOf(text, tokens, ruleTagger.tag(tokens), spans, paragraphs);
  let last: Candidate | null = null;
  return matched.map(({ gold }, quote) => {
    const view = quoteViewOf(scene, quote);
    const previous = quote === 0 ? null : { quote: quote - 1, candidate: last };
    const near = speakersNear(scene, view, previous);
    const right = rightAmong(scene, near, gold);
    last = near[right[0] ?? -1] ?? null;
    return { options: near.map((candidate) => featuresOf(scene, view, candidate, previous)), right };
  });
}

function goldFor(span: MarkedSpan, quotes: readonly GoldQuote[]): GoldQuote | undefined {
  return quotes.find(({ start, end }) => start < span.end && end > span.start);
}

/** Inside the annotated words, the name that is only somebody's possessor is not the speaker. */
function rightAmong(scene: Scene, near: readonly Candidate[], gold: GoldQuote): number[] {
  const touching = near.flatMap((candidate, index) => {
    const { start, end } = candidateSpan(scene, candidate);
    return gold.speakerSpans.some(([from, to]) => start < to && end > from) ? [index] : [];
  });
  const owners = touching.filter((index) => scene.tokens[near[index]!.last + 1]?.shape !== 'possessive');
  return owners.length > 0 ? owners : touching;
}
