/** A stretch of text with what it names. */
export interface NameSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

/** Of one text: how many names were found as annotated, exactly, with their kind. */
export interface NameCounts {
  readonly right: number;
  readonly found: number;
  readonly gold: number;
}

export function countNames(gold: readonly NameSpan[], found: readonly NameSpan[], kind: string): NameCounts {
  const [wanted, got] = [keysOf(gold, kind), keysOf(found, kind)];
  return {
    right: [...got].filter((key) => wanted.has(key)).length,
    found: got.size,
    gold: wanted.size,
  };
}

/** Precision, recall and F1 over all texts together. */
export function scoreNames(counts: readonly NameCounts[]): {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
} {
  const sum = (of: (one: NameCounts) => number) => counts.reduce((total, one) => total + of(one), 0);
  const [right, found, gold] = [sum((one) => one.right), sum((one) => one.found), sum((one) => one.gold)];
  return {
    precision: found === 0 ? 0 : right / found,
    recall: gold === 0 ? 0 : right / gold,
    f1: found + gold === 0 ? 0 : (2 * right) / (found + gold),
  };
}

function keysOf(spans: readonly NameSpan[], kind: string): Set<string> {
  return new Set(spans.filter((span) => span.kind === kind).map(({ start, end }) => `${start}-${end}`));
}
