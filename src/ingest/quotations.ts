import { type Network, networkOf } from './network.ts';
import { type QuotationContext, quotationFeatures } from './quotation-features.ts';
import weights from './quotation-weights.json' with { type: 'json' };
import type { MarkedSpan } from './quotes.ts';
import type { Span } from './reading.ts';
import type { Token } from './tokens.ts';

/** Found by measuring: below it a marked span is more often a title or a word at arm's length. */
const LIKELY_ENOUGH = 0.42;

const LONGEST_HEADLINE = 150;

let network: Network | null = null;

/** The marked spans that quote somebody. Titles, nicknames and words held at arm's length are left out. */
export function quotationsAmong(
  text: string,
  tokens: readonly Token[],
  spans: readonly MarkedSpan[],
  paragraphs: readonly Span[],
): MarkedSpan[] {
  network ??= networkOf(weights);
  const found = quotationContext(text, tokens, spans, paragraphs);
  const context = { ...found, spans: inTextsOwnStyle(text, found) };
  const sure = spans.map(
    (_, index) => likelihood(network!(quotationFeatures(context, index))) >= LIKELY_ENOUGH,
  );
  return spans.filter((span, index) => sure[index] || span.continues || spans[index - 1]?.continues);
}

/** Single marks count like double ones in a text that quotes with them, and in headlines. */
function inTextsOwnStyle(text: string, { spans, paragraphOf }: QuotationContext): MarkedSpan[] {
  const singles = spans.filter(({ family, start }) => family === 'single' && text[start - 1] !== "'").length;
  const singleStyle = singles > 1 && singles * 2 > spans.length;
  return spans.map((span, index): MarkedSpan => {
    const words = text.slice(span.words.start, span.words.end);
    const quotes = singleStyle || (isHeadline(text, paragraphOf[index]!) && words.includes(' '));
    return span.family === 'single' && quotes ? { ...span, family: 'double' } : span;
  });
}

function isHeadline(text: string, paragraph: Span): boolean {
  return (
    paragraph.end - paragraph.start < LONGEST_HEADLINE && !/[.?!:”"]/.test(text[paragraph.end - 1] ?? '')
  );
}

export function quotationContext(
  text: string,
  tokens: readonly Token[],
  spans: readonly MarkedSpan[],
  paragraphs: readonly Span[],
): QuotationContext {
  let at = 0;
  const paragraphOf = spans.map((span) => {
    while (at + 1 < paragraphs.length && paragraphs[at]!.end <= span.start) at += 1;
    return paragraphs[at]!;
  });
  return { text, tokens, spans, paragraphOf };
}

function likelihood(score: number): number {
  return 1 / (1 + Math.exp(-score));
}
