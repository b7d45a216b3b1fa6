import { type Network, networkOf } from '../network.ts';
import { firstItemOf, type Scene } from '../scene.ts';
import { FEATURE_COUNT, featuresOf } from './attribution-features.ts';
import type { PreviousSpeaker } from './attribution-memory.ts';
import { followsWhat } from './attribution-verbs.ts';
import weights from './attribution-weights.json' with { type: 'json' };
import type { Candidate } from './candidates.ts';
import { type QuoteView, quoteViewOf } from './quote-view.ts';
import { subjectLink } from './subject-link.ts';

export interface Ranked {
  readonly candidate: Candidate;
  readonly confidence: number;
}

/** Who is taken for the speaker of a quotation, and who came second; how sure, if the words quote anybody. */
export interface Attribution {
  readonly candidate: Candidate | null;
  readonly confidence: number;
  /** How likely it is that nobody of these speaks: the words may quote no one. */
  readonly nobody: number;
  readonly runnersUp: readonly Ranked[];
}

/** Found by counting: of a hundred quotations so many have their speaker among the candidates. */
const AMONG_THEM = 0.985;
const SURE_OF_EMBEDDED = 0.6;
const MOST_BEFORE = 40;
const MOST_AFTER = 16;
const PARAGRAPHS_BEFORE = 3;
const MOST_REMEMBERED = 4;
const RUNNERS_UP = 5;

let network: Network | null = null;

/** One attribution for each quotation of the scene, in order; each decision sees the one before. */
export function attributionsOf(scene: Scene): Attribution[] {
  network ??= networkOf(weights);
  const score = network;
  const attributions: Attribution[] = [];
  scene.quotes.forEach((_, quote) => {
    const speakers = attributions.slice(-MOST_REMEMBERED).map(({ candidate }) => candidate);
    const previous = previousSpeaker(quote, speakers);
    attributions.push(attribute(scene, quoteViewOf(scene, quote), previous, score));
  });
  return attributions;
}

/** `speakers`: of the quotations right before this one, in the order of the text. */
export function previousSpeaker(
  quote: number,
  speakers: readonly (Candidate | null)[],
): PreviousSpeaker | null {
  if (quote === 0) return null;
  const [candidate = null, ...earlier] = speakers.slice(-MOST_REMEMBERED).reverse();
  return { quote: quote - 1, candidate, earlier };
}

function attribute(
  scene: Scene,
  view: QuoteView,
  previous: PreviousSpeaker | null,
  score: Network,
): Attribution {
  const candidates = speakersNear(scene, view, previous);
  const vector = new Float64Array(FEATURE_COUNT);
  const scores = candidates.map((candidate) => score(featuresOf(scene, view, candidate, previous, vector)));
  const highest = Math.max(...scores, 0);
  const weightsOfAll = scores.map((one) => Math.exp(one - highest));
  const sum = weightsOfAll.reduce((total, one) => total + one, 0);
  const nobody = Math.exp(-highest) / (sum + Math.exp(-highest));
  const ranked = candidates
    .map((candidate, index) => ({ candidate, confidence: (AMONG_THEM * weightsOfAll[index]!) / sum }))
    .sort((a, b) => b.confidence - a.confidence);
  const named = embeddedIn(scene, view, ranked);
  const best = named ?? ranked[0];
  if (!best) return { candidate: null, confidence: 0, nobody, runnersUp: [] };
  const others = ranked.filter(
    ({ candidate, confidence }) => candidate !== best.candidate && confidence > 0.02,
  );
  return { ...best, nobody, runnersUp: others.slice(0, RUNNERS_UP) };
}

/** In "Vell rejected what the ministry calls “…”" the marked words are the ministry's; annotators disagree, hence the figure. */
function embeddedIn(scene: Scene, view: QuoteView, ranked: readonly Ranked[]): Ranked | null {
  for (const { candidate, confidence } of ranked) {
    const first = firstItemOf(scene, candidate);
    if (candidate.type === 'pronoun' || first > view.item || view.item - first > 12) continue;
    if (!followsWhat(scene, first)) continue;
    const { verb, verbItem } = subjectLink(scene, candidate);
    if (verb?.class !== 'naming' || view.item - verbItem > 4) continue;
    return { candidate, confidence: Math.max(confidence, SURE_OF_EMBEDDED) };
  }
  return null;
}

/** The candidates close enough to speak, and the last speaker wherever named. Nobody at all stands for the score 0. */
export function speakersNear(scene: Scene, view: QuoteView, previous: PreviousSpeaker | null): Candidate[] {
  const { items } = scene.narrative;
  const from = scene.candidateFrom[view.item]!;
  const near: Candidate[] = [];
  for (let index = from - 1; index >= Math.max(0, from - MOST_BEFORE); index -= 1) {
    const candidate = scene.candidates[index]!;
    const { paragraph } = items[scene.narrative.itemOfToken[candidate.first]!]!;
    if (paragraph < view.paragraph - PARAGRAPHS_BEFORE) break;
    near.push(candidate);
  }
  for (let index = from; index < Math.min(scene.candidates.length, from + MOST_AFTER); index += 1) {
    const candidate = scene.candidates[index]!;
    const { paragraph } = items[scene.narrative.itemOfToken[candidate.first]!]!;
    if (paragraph > view.paragraph + 1) break;
    near.push(candidate);
  }
  if (previous?.candidate && !near.includes(previous.candidate)) near.push(previous.candidate);
  return near;
}
