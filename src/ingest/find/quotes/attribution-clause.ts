import { firstItemOf, lastItemOf, plainToken, type Scene } from '../scene.ts';
import type { SetFeature } from './attribution-feature-names.ts';
import type { Candidate } from './candidates.ts';
import type { QuoteView } from './quote-view.ts';
import { countIn, sceneCounts } from './scene-counts.ts';

const FARTHEST = 40;

/** Where a candidate stands in the clauses before the quotation: does it do what the quotation hangs on? */
export function describeClause(scene: Scene, view: QuoteView, candidate: Candidate, set: SetFeature): void {
  const first = firstItemOf(scene, candidate);
  const { sentence } = scene.narrative.items[first]!;
  describeQuotePlace(scene, view, set);
  if (sentence !== view.sentence || first > view.item) return;
  const { governor } = view;
  if (governor.item < 0) set('no-governor', 1);
  else if (governor.subject === candidate.index) {
    set('governor-subject', 1);
    set(`governor-subject-${governor.cue?.class ?? 'plain'}`, 1);
    set(`governor-${governor.path}`, 1);
  } else if (governor.subject >= 0) set('governor-else', 1);
  set('after-governor', governor.item >= 0 && first > governor.item);
  describeWay(scene, view, lastItemOf(scene, candidate), set);
  set('main-subject', isMainSubject(scene, candidate, sentence));
}

function describeWay(scene: Scene, view: QuoteView, last: number, set: SetFeature): void {
  const counts = sceneCounts(scene);
  const [from, to] = [Math.max(last + 1, view.item - FARTHEST), view.item];
  set('verbs-between', Math.min(4, countIn(counts.verbStart, from, to)) / 4);
  set('that-between', countIn(counts.that, from, to) > 0);
  set('who-between', countIn(counts.who, from, to) > 0);
  set('commas-between', Math.min(3, countIn(counts.comma, from, to)) / 3);
}

/** What stands right before the quotation. */
function describeQuotePlace(scene: Scene, view: QuoteView, set: SetFeature): void {
  const before = plainToken(scene, view.item - 1);
  if (!before || scene.narrative.items[view.item - 1]!.sentence !== view.sentence) return;
  set('quote-after-to', before.lower === 'to');
  set('quote-after-of', before.lower === 'of');
  set('quote-after-as', before.lower === 'as');
  set('quote-after-article', /^(?:a|an|the|his|her|their|its)$/.test(before.lower));
  set('quote-after-comma', before.text === ',');
  set('quote-after-colon', before.text === ':');
  set('quote-after-word', before.shape === 'lower');
}

/** The first of its sentence that no preposition goes before. */
function isMainSubject(scene: Scene, candidate: Candidate, sentence: number): boolean {
  const from = scene.candidateFrom[scene.narrative.sentenceStarts[sentence]!]!;
  for (let index = from; index <= candidate.index; index += 1) {
    const other = scene.candidates[index]!;
    const before = plainToken(scene, firstItemOf(scene, other) - 1)?.lower ?? '';
    if (/^(?:of|to|with|about|for|from|in|at|on|against|by|as|after|before|during|than|like)$/.test(before))
      continue;
    return index === candidate.index;
  }
  return false;
}
