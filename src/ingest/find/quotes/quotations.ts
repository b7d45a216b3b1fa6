import type { Span } from '../../reading.ts';
import { type Network, networkOf } from '../network.ts';
import type { Token } from '../tokens.ts';
import { type QuotationContext, quotationFeatures } from './quotation-features.ts';
import weights from './quotation-weights.json' with { type: 'json' };
import type { MarkedSpan } from './quotes.ts';

/** Found by measuring: below it a marked span is more often a title or a word at arm's length. */
const LIKELY_ENOUGH = 0.42;

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
  const context = { ...found, spans: inTextsOwnStyle(text, spans) };
  const sure = spans.map(
    (_, index) => likelihood(network!(quotationFeatures(context, index))) >= LIKELY_ENOUGH,
  );
  return spans.filter((span, index) => sure[index] || span.continues || spans[index - 1]?.continues);
}

/** Single marks count like double ones in a text that quotes with them, as many British ones do. */
function inTextsOwnStyle(text: string, spans: readonly MarkedSpan[]): readonly MarkedSpan[] {
  const singles = spans.filter(({ family, start }) => family === 'single' && text[start - 1] !== "'").length;
  if (singles < 2 || singles * 2 <= spans.length) return spans;
  return spans.map((span): MarkedSpan => (span.family === 'single' ? { ...span, family: 'double' } : span));
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
