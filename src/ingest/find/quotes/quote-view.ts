import { isSpeech } from '../clues.ts';
import { plainToken, type Scene } from '../scene.ts';
import { tokenIndexAt } from '../tokens.ts';
import { type Governor, governorOf } from './governor.ts';

/** What is known about a quotation, whoever is asked about. */
export interface QuoteView {
  readonly quote: number;
  readonly item: number;
  readonly sentence: number;
  readonly paragraph: number;
  /** No word of the article's own voice in its sentence. */
  readonly lone: boolean;
  readonly endsWithComma: boolean;
  readonly opensLower: boolean;
  /** Its sentence holds a verb of speech outside marks. */
  readonly sentenceSays: boolean;
  readonly governor: Governor;
  /** Words and signs within the marks. */
  readonly length: number;
  /** "I", "my" within the marks. */
  readonly ownVoice: boolean;
  /** "we", "our" within the marks. */
  readonly jointVoice: boolean;
  /** The names within the marks, in lower case, at most as many as the first 200 tokens hold. */
  readonly namesInside: ReadonlySet<string>;
}

const LONGEST_LOOK = 200;

export function quoteViewOf(scene: Scene, quote: number): QuoteView {
  const item = scene.narrative.itemOfQuote[quote]!;
  const { sentence, paragraph } = scene.narrative.items[item]!;
  const { start, end } = scene.quotes[quote]!.words;
  const [from, to] = [
    scene.narrative.sentenceStarts[sentence]!,
    scene.narrative.sentenceStarts[sentence + 1]!,
  ];
  let words = 0;
  let sentenceSays = false;
  for (let index = from; index < Math.min(to, from + 400); index += 1) {
    const token = plainToken(scene, index);
    if (token && token.shape !== 'sign') words += 1;
    if (isSpeech(scene.clues.cues[index] ?? null) || scene.clues.accordingTo[index] === 1)
      sentenceSays = true;
  }
  return {
    quote,
    item,
    sentence,
    paragraph,
    sentenceSays,
    lone: words === 0,
    endsWithComma: scene.text[end - 1] === ',' || scene.text[end + 1] === ',',
    opensLower: /^\p{Ll}/u.test(scene.text.slice(start, start + 2)),
    governor: governorOf(scene, item),
    ...wordsWithin(scene, start, end),
  };
}

function wordsWithin(scene: Scene, start: number, end: number) {
  const from = tokenIndexAt(scene.tokens, start);
  const namesInside = new Set<string>();
  let ownVoice = false;
  let jointVoice = false;
  let index = from;
  for (; index < scene.tokens.length && index < from + LONGEST_LOOK; index += 1) {
    const { lower, shape, start: at } = scene.tokens[index]!;
    if (at >= end) break;
    if (shape === 'capital') namesInside.add(lower);
    if (/^(?:i|i'm|i've|i'd|i'll|me|my|mine|myself)$/.test(lower)) ownVoice = true;
    else if (/^(?:we|we're|we've|we'll|us|our|ours)$/.test(lower)) jointVoice = true;
  }
  return { namesInside, ownVoice, jointVoice, length: index - from };
}
