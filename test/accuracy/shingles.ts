/** Shares of one page's shingles: found and right, found and wrong, missed. They sum to 1. */
export interface Matched {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

export interface BodyScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

const SHINGLE_WORDS = 4;

/** As the article-extraction-benchmark has it: runs of four words, counted as often as they stand. */
export function matchShingles(wanted: string, got: string): Matched {
  const [left, right] = [shinglesOf(wanted), shinglesOf(got)];
  let [both, wrong, missed] = [0, 0, 0];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [a, b] = [left.get(key) ?? 0, right.get(key) ?? 0];
    both += Math.min(a, b);
    wrong += Math.max(0, b - a);
    missed += Math.max(0, a - b);
  }
  const sum = both + wrong + missed || 1;
  return { right: both / sum, wrong: wrong / sum, missed: missed / sum };
}

/** Precision and recall are means over the pages; F1 is of these means. */
export function scoreOf(pages: readonly Matched[]): BodyScore {
  const precision = mean(
    pages.filter(({ right, wrong }) => right + wrong > 0).map(({ right, wrong }) => right / (right + wrong)),
  );
  const recall = mean(
    pages
      .filter(({ right, missed }) => right + missed > 0)
      .map(({ right, missed }) => right / (right + missed)),
  );
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function shinglesOf(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let at = 0; at < Math.max(1, words.length - SHINGLE_WORDS + 1); at++) {
    const shingle = words.slice(at, at + SHINGLE_WORDS).join(' ');
    if (shingle !== '') counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}
