import { isSpeech } from '../clues.ts';
import { firstItemOf, plainToken, type Scene } from '../scene.ts';
import type { Attribution } from './attribution.ts';

const LONGEST_BETWEEN = 40;
/** A speech of thousands of paragraphs would take the square of their number. */
const MOST_PIECES = 12;

/** Indexes of quotations that are pieces of one: broken by their attribution, or re-opened in the next paragraph. */
export function piecesOf(scene: Scene, attributions: readonly Attribution[]): number[][] {
  const groups: number[][] = [];
  scene.quotes.forEach((_, quote) => {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last !== undefined && isOne(scene, attributions, group, quote)) group.push(quote);
    else groups.push([quote]);
  });
  return groups;
}

function isOne(
  scene: Scene,
  attributions: readonly Attribution[],
  group: readonly number[],
  right: number,
): boolean {
  const left = group.at(-1)!;
  if (scene.quotes[left]!.continues) return !isAttributedAnew(scene, attributions, group, right);
  const [from, to] = [scene.narrative.itemOfQuote[left]!, scene.narrative.itemOfQuote[right]!];
  const { items } = scene.narrative;
  if (items[from]!.paragraph !== items[to]!.paragraph || to - from > LONGEST_BETWEEN) return false;
  if (sameSpeaker(scene, attributions[left]!, attributions[right]!) === false) return false;
  return onlyAttribution(scene, from, to) && !ownAttribution(scene, right);
}

/** “…,” she said. “… / “…,” she went on: both halves have a clause of their own that says who speaks. */
function isAttributedAnew(
  scene: Scene,
  attributions: readonly Attribution[],
  group: readonly number[],
  right: number,
): boolean {
  if (!ownAttribution(scene, right)) return false;
  const { items, itemOfQuote } = scene.narrative;
  return group.slice(-MOST_PIECES).some((quote) => {
    const { candidate } = attributions[quote]!;
    return (
      candidate && items[firstItemOf(scene, candidate)]!.sentence === items[itemOfQuote[quote]!]!.sentence
    );
  });
}

function sameSpeaker(scene: Scene, left: Attribution, right: Attribution): boolean {
  if (!left.candidate || !right.candidate) return false;
  if (left.candidate === right.candidate) return true;
  const [a, b] = [left.candidate, right.candidate];
  return a.name >= 0 && b.name >= 0 && scene.tokens[a.last]!.lower === scene.tokens[b.last]!.lower;
}

/** Between the pieces stands one clause with a verb of speech, and at most one sentence ends. */
function onlyAttribution(scene: Scene, from: number, to: number): boolean {
  const sentences = scene.narrative.items[to]!.sentence - scene.narrative.items[from]!.sentence;
  if (sentences > 1 || (sentences === 1 && !startsSentence(scene, to))) return false;
  let says = false;
  for (let item = from + 1; item < to; item += 1) {
    const cue = scene.clues.cues[item] ?? null;
    if (isSpeech(cue) || scene.clues.accordingTo[item] === 1) says = true;
  }
  const whole = startsSentence(scene, from) || from === 0;
  const direct = sentences === 1 || /^[,;—–]$/.test(plainToken(scene, to - 1)?.text ?? '');
  return (
    says &&
    direct &&
    (whole || scene.text[scene.quotes[scene.narrative.items[from]!.quote]!.words.end - 1] === ',')
  );
}

function startsSentence(scene: Scene, item: number): boolean {
  return scene.narrative.sentenceStarts[scene.narrative.items[item]!.sentence] === item;
}

/** The later piece has a clause of its own behind it that says who speaks: a quotation by itself. */
function ownAttribution(scene: Scene, quote: number): boolean {
  const item = scene.narrative.itemOfQuote[quote]!;
  const { sentence } = scene.narrative.items[item]!;
  const end = Math.min(scene.narrative.sentenceStarts[sentence + 1]!, item + 12);
  if (!startsSentence(scene, item)) return false;
  for (let at = item + 1; at < end; at += 1) {
    const cue = scene.clues.cues[at] ?? null;
    if (isSpeech(cue) && cue!.form !== 'participle') return true;
    if (scene.narrative.items[at]!.quote >= 0) return false;
  }
  return false;
}
