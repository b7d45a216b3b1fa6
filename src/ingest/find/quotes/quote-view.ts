import { isSpeech } from '../clues.ts';
import { plainToken, type Scene } from '../scene.ts';

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
}

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
  };
}
