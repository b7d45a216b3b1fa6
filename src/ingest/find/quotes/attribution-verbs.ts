import { isSpeech, takesHearer } from '../clues.ts';
import { firstItemOf, lastItemOf, plainToken, type Scene } from '../scene.ts';
import type { SetFeature } from './attribution-feature-names.ts';
import { type Candidate, isNamed } from './candidates.ts';
import type { QuoteView } from './quote-view.ts';
import type { SubjectLink } from './subject-link.ts';

/** What the verb beside a candidate says about it as a speaker. */
export function describeVerbs(
  scene: Scene,
  view: QuoteView,
  candidate: Candidate,
  link: SubjectLink,
  set: SetFeature,
): void {
  const first = firstItemOf(scene, candidate);
  const here = scene.narrative.items[first]!.sentence === view.sentence;
  if (link.verb) describeVerbBehind(scene, view, candidate, link, set);
  if (link.inverted) {
    const { inverted } = link;
    const behind = first > view.item;
    const close = behind && first - view.item <= 4;
    set(
      `verb-before-${inverted.class === 'say' || inverted.class === 'speech' ? inverted.class : 'other'}`,
      1,
    );
    set('quote-verb-cand', close);
    set('quote-verb-cand-named', close && isNamed(candidate.type));
    set('verb-before-after-quote', behind && here);
    set('hearer', takesHearer(inverted));
  }
  set('according', link.accordingTo);
  set('according-same-sentence', link.accordingTo && here);
}

function describeVerbBehind(
  scene: Scene,
  view: QuoteView,
  candidate: Candidate,
  { verb, verbItem }: SubjectLink,
  set: SetFeature,
): void {
  const first = firstItemOf(scene, candidate);
  const last = lastItemOf(scene, candidate);
  const toQuote = view.item - verbItem;
  const near = toQuote > 0 && toQuote <= 8 && isSpeech(verb);
  const naming = verb?.class === 'naming' && toQuote > 0 && toQuote <= 6;
  if (verb) set(`verb-after-${verb.class}`, 1);
  set('verb-after-participle', verb?.form === 'participle');
  set('verb-after-far', verbItem - last > 3);
  set('verb-after-adjacent', verbItem - last === 1);
  set('quote-then-cand', first > view.item && first - view.item <= 3 && isSpeech(verb));
  set('naming-near', naming);
  set('naming-near-what', naming && followsWhat(scene, first));
  set('any-verb-near', toQuote > 0 && toQuote <= 4);
  set('cand-verb-quote', near && toQuote <= 3);
  set('cand-verb-quote-named', near && toQuote <= 3 && isNamed(candidate.type));
  set('cand-verb-colon-quote', near && plainToken(scene, view.item - 1)?.text === ':');
  set('cand-verb-that-quote', near && plainToken(scene, verbItem + 1)?.lower === 'that');
}

/** "what the ministry calls “…”": the marked words are the ministry's, whoever else speaks. */
export function followsWhat(scene: Scene, first: number): boolean {
  const before = plainToken(scene, first - 1)?.lower;
  return before === 'what' || (before === 'the' && plainToken(scene, first - 2)?.lower === 'what');
}
