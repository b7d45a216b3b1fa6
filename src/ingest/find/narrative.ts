import type { Span } from '../reading.ts';
import type { MarkedSpan } from './quotes/quotes.ts';
import type { Token } from './tokens.ts';

/** One step of the article's own voice: a token, or a whole quotation taken as one. */
export interface NarrativeItem {
  /** Index of the token; of the quotation's first token where `quote` is set. */
  readonly token: number;
  /** Index of the quotation; -1 for a plain token. */
  readonly quote: number;
  readonly sentence: number;
  readonly paragraph: number;
}

/** The text as its author tells it: what others say is folded into one item each. */
export interface Narrative {
  readonly items: readonly NarrativeItem[];
  /** Per token: index of its item; -1 inside quotations, and of doubled apostrophes. */
  readonly itemOfToken: Int32Array;
  /** Per quotation: index of its item. */
  readonly itemOfQuote: Int32Array;
  /** Per sentence: index of its first item, and one more at the end. */
  readonly sentenceStarts: readonly number[];
}

export function narrativeOf(
  text: string,
  tokens: readonly Token[],
  quotes: readonly MarkedSpan[],
  paragraphs: readonly Span[],
): Narrative {
  const items: NarrativeItem[] = [];
  const itemOfToken = new Int32Array(tokens.length).fill(-1);
  const itemOfQuote = new Int32Array(quotes.length).fill(-1);
  const sentenceStarts: number[] = [0];
  const place = { paragraph: 0, quote: 0, sentence: 0 };
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    while (place.quote < quotes.length && quotes[place.quote]!.end <= token.start) place.quote += 1;
    const quote = quotes[place.quote];
    const inside = quote !== undefined && token.start >= quote.start;
    if (inside ? itemOfQuote[place.quote] !== -1 : isDoubled(text, token)) continue;
    const paragraph = paragraphAt(paragraphs, place, token.start);
    const previous = items.at(-1);
    const step = { token: index, quote: inside ? place.quote : -1 };
    if (
      previous &&
      (previous.paragraph !== paragraph || endsSentence(text, tokens, quotes, previous, step))
    ) {
      place.sentence += 1;
      sentenceStarts.push(items.length);
    }
    if (inside) itemOfQuote[place.quote] = items.length;
    else itemOfToken[index] = items.length;
    items.push({ token: step.token, quote: step.quote, sentence: place.sentence, paragraph });
  }
  sentenceStarts.push(items.length);
  return { items, itemOfToken, itemOfQuote, sentenceStarts };
}

/** Half of '', which stands for a mark in the files of some archives: no sign of the sentence. */
function isDoubled(text: string, { start, end, text: mark }: Token): boolean {
  return mark === "'" && (text[start - 1] === "'" || text[end] === "'");
}

function paragraphAt(paragraphs: readonly Span[], place: { paragraph: number }, offset: number): number {
  while (place.paragraph + 1 < paragraphs.length && paragraphs[place.paragraph + 1]!.start <= offset) {
    place.paragraph += 1;
  }
  return place.paragraph;
}

type Step = Pick<NarrativeItem, 'token' | 'quote'>;

function endsSentence(
  text: string,
  tokens: readonly Token[],
  quotes: readonly MarkedSpan[],
  previous: Step,
  next: Step,
): boolean {
  const opensLower = next.quote < 0 && tokens[next.token]!.shape === 'lower';
  if (previous.quote >= 0) return !opensLower && quoteEnds(text, tokens, quotes[previous.quote]!, next);
  const token = tokens[previous.token]!;
  if (!/^[.?!…]$/.test(token.text)) return false;
  if (next.quote >= 0) return true;
  return !opensLower && !/^[.?!…)\]]$/.test(tokens[next.token]!.text);
}

/** A quotation that closes with a full stop ends the sentence, unless its speaker still follows: “Go!” the mayor said. */
function quoteEnds(text: string, tokens: readonly Token[], quote: MarkedSpan, next: Step): boolean {
  const closing = text[quote.words.end - 1] ?? '';
  if (quote.missing === 'close') return true;
  if (next.quote >= 0) return /[.?!…]/.test(closing);
  if (!/[.?!…]/.test(closing) || tokens[next.token]!.shape === 'sign') return false;
  return !nameSaysNext(tokens, next.token);
}

function nameSaysNext(tokens: readonly Token[], from: number): boolean {
  for (let index = from; index < Math.min(tokens.length, from + 5); index += 1) {
    const { lower, shape, afterBreak } = tokens[index]!;
    if (index > from && afterBreak) return false;
    if (/^(?:said|says|asked|told|added|wrote|replied|tweeted)$/.test(lower)) return true;
    if (shape !== 'capital' && !/^[’']s$/.test(lower)) return false;
  }
  return false;
}
