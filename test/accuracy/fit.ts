import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fittedTagger } from '../../src/ingest/find/names/fitted/fitted-tagger.ts';
import { networkOf } from '../../src/ingest/find/network.ts';
import { previousSpeaker, speakersNear } from '../../src/ingest/find/quotes/attribution.ts';
import { featuresOf } from '../../src/ingest/find/quotes/attribution-features.ts';
import type { Candidate } from '../../src/ingest/find/quotes/candidates.ts';
import { quotationFeatures } from '../../src/ingest/find/quotes/quotation-features.ts';
import { quotationContext } from '../../src/ingest/find/quotes/quotations.ts';
import { quoteViewOf } from '../../src/ingest/find/quotes/quote-view.ts';
import { type MarkedSpan, markedSpansOf } from '../../src/ingest/find/quotes/quotes.ts';
import { withSpeakingNames } from '../../src/ingest/find/quotes/speaking-names.ts';
import { candidateSpan, type Scene, sceneOf } from '../../src/ingest/find/scene.ts';
import { paragraphsOf } from '../../src/ingest/find/sentences.ts';
import { tokensOf } from '../../src/ingest/find/tokens.ts';
import { type Choice, fitChoices, fitMany } from './network-fit.ts';

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
const POSSIBLE = 0.12;
const SEEDS = [1, 2, 3];

if (!existsSync(TRAIN)) {
  console.error('No training data found: nothing was fitted, the committed figures stay.');
  process.exit(1);
}
const articles = JSON.parse(readFileSync(TRAIN, 'utf8')) as GoldArticle[];
fitAttribution(articles, fitQuotations(articles));

/** Answers, for each article, the marked spans that may be quotations. */
function fitQuotations(all: readonly GoldArticle[]): MarkedSpan[][] {
  const marked = all.map(({ text, quotes }) => {
    const paragraphs = paragraphsOf(text);
    const spans = markedSpansOf(text, paragraphs);
    const context = quotationContext(text, tokensOf(text), spans, paragraphs);
    return spans.map((span, index) => ({ span, choice: quotationChoice(context, index, span, quotes) }));
  });
  const choices = marked.flatMap((spans) => spans.map(({ choice }) => choice));
  const weights = fitChoices(choices, { hiddenUnits: 8, rounds: 12, rate: 0.01, decay: 0.01, seed: 1 });
  writeFileSync(new URL('quotation-weights.json', WEIGHTS), `${JSON.stringify(weights)}\n`);
  console.log(`quotations: fitted on ${choices.length} marked spans`);
  const score = networkOf(weights);
  const least = Math.log(POSSIBLE / (1 - POSSIBLE));
  return marked.map((spans) =>
    spans.flatMap(({ span, choice }) =>
      choice.right.length > 0 || span.continues || score(Float64Array.from(choice.options[0]!)) >= least
        ? [span]
        : [],
    ),
  );
}

function quotationChoice(
  context: ReturnType<typeof quotationContext>,
  index: number,
  span: MarkedSpan,
  quotes: readonly GoldQuote[],
): Choice {
  return { options: [quotationFeatures(context, index)], right: goldFor(span, quotes) ? [0] : [] };
}

/** Marked words that quote nobody are among the examples: there, nobody is the right answer. */
function fitAttribution(all: readonly GoldArticle[], spans: readonly MarkedSpan[][]): void {
  const choices = all.flatMap((article, index) => choicesOf(article, spans[index]!));
  const answerable = choices.filter(({ right }) => right.length > 0).length;
  const options = { hiddenUnits: 10, rounds: 20, rate: 0.006, decay: 0.03 };
  const weights = fitMany(choices, options, SEEDS);
  writeFileSync(new URL('attribution-weights.json', WEIGHTS), `${JSON.stringify(weights)}\n`);
  console.log(`attribution: fitted on ${choices.length} marked spans, a speaker is right in ${answerable}`);
}

function choicesOf({ text, quotes }: GoldArticle, spans: readonly MarkedSpan[]): Choice[] {
  const tokens = tokensOf(text);
  const names = withSpeakingNames(tokens, fittedTagger.tag(tokens));
  const scene = sceneOf(text, tokens, names, spans, paragraphsOf(text));
  const speakers: (Candidate | null)[] = [];
  return spans.map((span, quote) => {
    const gold = goldFor(span, quotes);
    const view = quoteViewOf(scene, quote);
    const previous = previousSpeaker(quote, speakers);
    const near = speakersNear(scene, view, previous);
    const right = gold ? rightAmong(scene, near, gold) : [];
    speakers.push(near[right[0] ?? -1] ?? null);
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
