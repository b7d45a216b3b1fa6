import type { Span } from '../../reading.ts';
import { type Network, networkOf } from '../network.ts';
import type { Token } from '../tokens.ts';
import { type QuotationContext, quotationFeatures } from './quotation-features.ts';
import weights from './quotation-weights.json' with { type: 'json' };
import type { MarkedSpan } from './quotes.ts';

/** A marked span that may quote somebody. */
export interface PossibleQuotation {
  readonly span: MarkedSpan;
  /** Log odds that it does, as far as its own shape and the words around it tell. */
  readonly odds: number;
  /** Opened before, goes on in the next paragraph, is set off as a block, or ends a heading: no title and no word at arm's length does. */
  readonly certain: boolean;
}

/** Below it (one in eight) a marked span is a title, a nickname or a word at arm's length, whoever is near. */
const POSSIBLE = Math.log(0.12 / 0.88);

const LONGEST_HEADING = 120;

let network: Network | null = null;

export function possibleQuotations(
  text: string,
  tokens: readonly Token[],
  spans: readonly MarkedSpan[],
  paragraphs: readonly Span[],
): PossibleQuotation[] {
  network ??= networkOf(weights);
  const score = network;
  const found = quotationContext(text, tokens, spans, paragraphs);
  const context = { ...found, spans: inTextsOwnStyle(text, spans) };
  return spans
    .map((span, index) => ({
      span,
      odds: score(quotationFeatures(context, index)),
      certain:
        span.continues ||
        spans[index - 1]?.continues === true ||
        text[span.start] === '>' ||
        endsHeading(text, context, index, span),
    }))
    .filter(({ odds, certain }) => certain || odds >= POSSIBLE);
}

/** "Mayor: ‘No more bridges until …’", "Band to split ‘with love and …’": a line without a full stop that ends with words in single marks. */
function endsHeading(
  text: string,
  { paragraphOf }: QuotationContext,
  index: number,
  span: MarkedSpan,
): boolean {
  const { start, end } = paragraphOf[index]!;
  if (span.family !== 'single' || end !== span.end || end - start > LONGEST_HEADING) return false;
  const words = text.slice(span.words.start, span.words.end);
  return !/[.?!]$/.test(words) && words.split(' ').length >= 4 && span.start > start;
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
