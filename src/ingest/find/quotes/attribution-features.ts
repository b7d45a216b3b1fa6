import { isSpeech } from '../clues.ts';
import { firstItemOf, lastItemOf, plainToken, type Scene } from '../scene.ts';
import { describeClause } from './attribution-clause.ts';
import { ATTRIBUTION_FEATURES, type SetFeature, SLOT } from './attribution-feature-names.ts';
import { describeMemory, type PreviousSpeaker } from './attribution-memory.ts';
import { describeVerbs, followsWhat } from './attribution-verbs.ts';
import type { Candidate } from './candidates.ts';
import { SPEECH_NOUNS } from './cues.ts';
import type { QuoteView } from './quote-view.ts';
import { countIn, sceneCounts } from './scene-counts.ts';
import { type SubjectLink, subjectLink } from './subject-link.ts';

export const FEATURE_COUNT = ATTRIBUTION_FEATURES.length;

const PREPOSITIONS = new Set(
  'of to with about for from in at on against into over toward towards between behind under among than like as including without near'.split(
    ' ',
  ),
);
const CLAUSE_WORDS = new Set(
  'and but that when while as after before because if so though although which where then'.split(' '),
);

/** A vector of `FEATURE_COUNT` numbers, filled and answered; no feature knows a word of the text, but for our own cue lists. */
export function featuresOf(
  scene: Scene,
  view: QuoteView,
  candidate: Candidate,
  previous: PreviousSpeaker | null,
  vector = new Float64Array(FEATURE_COUNT),
): Float64Array {
  vector.set(ownFeaturesOf(scene, candidate));
  const set = setterOf(vector);
  const link = subjectLink(scene, candidate);
  describePlace(scene, view, candidate, set);
  describeVerbs(scene, view, candidate, link, set);
  describeChain(scene, view, candidate, previous, set);
  describeSentences(scene, view, candidate, link, set);
  describeClause(scene, view, candidate, set);
  describeMemory(scene, view, candidate, previous, set);
  return vector;
}

const OWN_FEATURES = new WeakMap<Scene, (Float64Array | undefined)[]>();

/** Of the candidate, whatever quotation is asked about: worked out once. */
function ownFeaturesOf(scene: Scene, candidate: Candidate): Float64Array {
  let known = OWN_FEATURES.get(scene);
  if (!known) {
    known = new Array<Float64Array | undefined>(scene.candidates.length).fill(undefined);
    OWN_FEATURES.set(scene, known);
  }
  let vector = known[candidate.index];
  if (!vector) {
    vector = new Float64Array(FEATURE_COUNT);
    known[candidate.index] = vector;
    const set = setterOf(vector);
    set('bias', 1);
    describeKind(scene, candidate, set);
    describeSyntax(scene, candidate, set);
  }
  return vector;
}

function setterOf(vector: Float64Array): SetFeature {
  return (name, value) => {
    if (value) vector[SLOT[name]] = Number(value);
  };
}

function describeKind(scene: Scene, candidate: Candidate, set: SetFeature): void {
  if (candidate.type === 'pronoun') {
    const word = scene.tokens[candidate.first]!.lower;
    if (/^(?:he|she)$/.test(word)) set('he-she', 1);
    else if (word === 'they') set('they', 1);
    else if (/^(?:it|we|i)$/.test(word)) set('it-we', 1);
    else if (word === 'who') set('who', 1);
    else if (/^(?:his|her|him)$/.test(word)) set('poss-pronoun', 1);
    else set('other-pronoun', 1);
    return;
  }
  set(candidate.type, 1);
  const article = candidate.described?.article;
  if (article === 'definite' || article === 'indefinite' || article === 'owned') set(article, 1);
  if (article === 'none') set('bare', 1);
}

function describePlace(scene: Scene, view: QuoteView, candidate: Candidate, set: SetFeature): void {
  const first = firstItemOf(scene, candidate);
  const { sentence, paragraph } = scene.narrative.items[first]!;
  const before = first < view.item;
  const steps = paragraph - view.paragraph;
  set(before ? 'before' : 'after', 1);
  if (sentence === view.sentence) set(before ? 'before-same-sentence' : 'after-same-sentence', 1);
  set('same-sentence', sentence === view.sentence);
  set('previous-sentence', sentence === view.sentence - 1 && steps === 0);
  set('next-sentence', sentence === view.sentence + 1 && steps === 0);
  set('same-paragraph', steps === 0);
  set('previous-paragraph', steps === -1);
  set('next-paragraph', steps === 1);
  set('far-paragraph', steps < -1 || steps > 1);
  const gap = before ? view.item - lastItemOf(scene, candidate) : first - view.item;
  set('log-distance', Math.log2(Math.max(1, gap)) / 4);
  const low = before ? lastItemOf(scene, candidate) + 1 : view.item + 1;
  const high = before ? view.item : first;
  const between = scene.candidateFrom[high]! - scene.candidateFrom[low]!;
  set('candidates-between', Math.min(5, Math.max(0, between)) / 5);
  set(before ? 'nearest-before' : 'nearest-after', between <= 0);
  const quoteBetween = countIn(sceneCounts(scene).quote, low, Math.min(high, low + 80)) > 0;
  set('pronoun-between', pronounBetween(scene, low, high));
  set('quote-between', quoteBetween);
  set('quote-between-same-paragraph', quoteBetween && steps === 0);
  set('paragraph-first', first === 0 || scene.narrative.items[first - 1]!.paragraph !== paragraph);
}

/** Somebody already taken up by a pronoun on the way to the quotation. */
function pronounBetween(scene: Scene, low: number, high: number): boolean {
  const from = scene.candidateFrom[low]!;
  const to = Math.min(scene.candidateFrom[high]!, from + 8);
  for (let index = from; index < to; index += 1) if (scene.candidates[index]!.type === 'pronoun') return true;
  return false;
}

function describeSyntax(scene: Scene, candidate: Candidate, set: SetFeature): void {
  const first = firstItemOf(scene, candidate);
  const last = lastItemOf(scene, candidate);
  const before = plainToken(scene, first - 1);
  const after = plainToken(scene, last + 1);
  const sentence = scene.narrative.items[first]!.sentence;
  set('opens-sentence', scene.narrative.sentenceStarts[sentence] === first);
  set('preposition', before !== null && PREPOSITIONS.has(before.lower));
  set('by-passive', before?.lower === 'by');
  set('after-comma', before?.text === ',');
  set('after-clause-word', before !== null && CLAUSE_WORDS.has(before.lower));
  set(
    'object',
    before?.shape === 'lower' &&
      scene.clues.verbLike[first - 1] === 1 &&
      scene.clues.cues[first - 1] === null,
  );
  set('possessed', after?.shape === 'possessive');
  set('what-before', followsWhat(scene, first));
  set(
    'claim-of',
    after?.shape === 'possessive' && SPEECH_NOUNS.has(plainToken(scene, last + 2)?.lower ?? ''),
  );
  set('finite-verb-after', scene.clues.verbLike[last + 1] === 1 || scene.clues.light[last + 1] === 1);
  set('in-parentheses', before?.text === '(');
  set('relative-clause', after?.lower === 'who' || plainToken(scene, last + 2)?.lower === 'who');
  set('conjunct', before?.lower === 'and' || after?.lower === 'and');
  set('line-start-colon', after?.text === ':' && scene.narrative.sentenceStarts[sentence] === first);
}

function describeChain(
  scene: Scene,
  view: QuoteView,
  candidate: Candidate,
  previous: PreviousSpeaker | null,
  set: SetFeature,
): void {
  if (!previous?.candidate) return;
  const paragraph = scene.narrative.items[scene.narrative.itemOfQuote[previous.quote]!]!.paragraph;
  const steps = view.paragraph - paragraph;
  if (steps > 2) return;
  if (previous.candidate === candidate) {
    set('chain-same-mention', 1);
    set('chain-same-paragraph', steps === 0);
    set('chain-previous-paragraph', steps === 1);
    set('chain-lone-quote', view.lone);
    set('chain-lone-same-paragraph', view.lone && steps === 0);
    set('chain-quote-with-clue', view.sentenceSays);
  } else if (candidate.name >= 0 && previous.candidate.name >= 0) {
    const last = (one: Candidate) => scene.tokens[one.last]!.lower;
    set('chain-same-name', last(candidate) === last(previous.candidate));
  }
}

function describeSentences(
  scene: Scene,
  view: QuoteView,
  candidate: Candidate,
  link: SubjectLink,
  set: SetFeature,
): void {
  const first = firstItemOf(scene, candidate);
  const last = lastItemOf(scene, candidate);
  const { sentence, paragraph } = scene.narrative.items[first]!;
  const here = sentence === view.sentence;
  set('lone-quote', view.lone);
  set('lone-quote-previous-sentence', view.lone && sentence === view.sentence - 1);
  set('lone-quote-next-sentence', view.lone && sentence === view.sentence + 1);
  const ending = plainToken(scene, view.item - 1)?.text;
  set('colon-sentence-before', ending === ':' && sentence >= view.sentence - 1 && first < view.item);
  set('quote-comma-after', view.endsWithComma && first > view.item && here);
  set('quote-lower-before', view.opensLower && here && first < view.item);
  set('quote-lower-after', view.opensLower && here && first > view.item);
  set('same-sentence-no-say', here && !view.sentenceSays);
  set('inside-quote-sentence-clue', here && view.sentenceSays && isSpeech(link.verb));
  set(
    'previous-has-say',
    sentence === view.sentence - 1 && paragraph === view.paragraph && isSpeech(link.verb),
  );
  set('previous-opens', sentence === view.sentence - 1 && scene.narrative.sentenceStarts[sentence] === first);
  const mark = plainToken(scene, view.item + 1)?.text ?? '';
  set('dash-before-after-quote', /^[—–―-]$/.test(mark) && first - view.item === 2);
  if (first < view.item) describeBetween(scene, view, last, set);
}

function describeBetween(scene: Scene, view: QuoteView, last: number, set: SetFeature): void {
  const from = Math.max(last + 1, view.item - 40);
  const counts = sceneCounts(scene);
  set('say-between', Math.min(2, countIn(counts.speech, from, view.item)) / 2);
  set('participle-between', countIn(counts.participle, from, view.item) > 0);
  set('verb-between-cand-and-quote', countIn(counts.verb, from, view.item) > 0);
  const nearest = scene.clues.cues[view.item - 1] ?? scene.clues.cues[view.item - 2] ?? null;
  set('participle-near-quote-opens', nearest?.form === 'participle' && isSpeech(nearest));
}
