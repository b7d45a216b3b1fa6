/** Names of a run of tokens as a semi-Markov model sees them: every token is outside all names, or in one of a kind. */
export const KINDS = ['person', 'organization', 'place'] as const;
/** Longest name, in tokens. */
export const LONGEST = 9;
/** A token's parts: outside, then per kind at the beginning and further inside. */
export const PARTS = 1 + 2 * KINDS.length;

export interface Lattice {
  readonly size: number;
  /** `PARTS` a token. */
  readonly tokenScores: Float64Array;
  /** Per first token and length, one score a kind; -Infinity where no name can stand: see `spanSlot`. */
  readonly spanScores: Float64Array;
}

/** Where the scores of the span of `length` tokens (1 and up) from `first` begin in `spanScores`. */
export function spanSlot(first: number, length: number): number {
  return (first * LONGEST + length - 1) * KINDS.length;
}

/** Score of each span as a name of each kind: of its words and of itself. Laid out like `spanScores`. */
export function nameScores({ size, tokenScores, spanScores }: Lattice): Float64Array {
  const scores = new Float64Array(spanScores.length).fill(Number.NEGATIVE_INFINITY);
  for (let first = 0; first < size; first += 1) {
    for (let kind = 0; kind < KINDS.length; kind += 1) {
      let sum = tokenScores[first * PARTS + 1 + 2 * kind]!;
      for (let length = 1; length <= LONGEST && first + length <= size; length += 1) {
        if (length > 1) sum += tokenScores[(first + length - 1) * PARTS + 2 + 2 * kind]!;
        const slot = spanSlot(first, length) + kind;
        scores[slot] = sum + spanScores[slot]!;
      }
    }
  }
  return scores;
}

/** How probable each span is as a name of each kind, laid out like `spanScores`; `outside` a token. */
export function marginals(lattice: Lattice): {
  readonly names: Float64Array;
  readonly outside: Float64Array;
  readonly total: number;
} {
  const { size, tokenScores } = lattice;
  const names = nameScores(lattice);
  const forward = new Float64Array(size + 1);
  const backward = new Float64Array(size + 1);
  for (let end = 1; end <= size; end += 1) {
    let sum = forward[end - 1]! + tokenScores[(end - 1) * PARTS]!;
    for (let length = 1; length <= LONGEST && length <= end; length += 1) {
      const slot = spanSlot(end - length, length);
      for (let kind = 0; kind < KINDS.length; kind += 1)
        sum = added(sum, forward[end - length]! + names[slot + kind]!);
    }
    forward[end] = sum;
  }
  for (let first = size - 1; first >= 0; first -= 1) {
    let sum = backward[first + 1]! + tokenScores[first * PARTS]!;
    for (let length = 1; length <= LONGEST && first + length <= size; length += 1) {
      const slot = spanSlot(first, length);
      for (let kind = 0; kind < KINDS.length; kind += 1)
        sum = added(sum, backward[first + length]! + names[slot + kind]!);
    }
    backward[first] = sum;
  }
  const total = forward[size]!;
  const outside = new Float64Array(size);
  for (let at = 0; at < size; at += 1) {
    outside[at] = Math.exp(forward[at]! + tokenScores[at * PARTS]! + backward[at + 1]! - total);
    for (let length = 1; length <= LONGEST && at + length <= size; length += 1) {
      const slot = spanSlot(at, length);
      for (let kind = 0; kind < KINDS.length; kind += 1)
        names[slot + kind] = Math.exp(forward[at]! + names[slot + kind]! + backward[at + length]! - total);
    }
  }
  return { names, outside, total };
}

/** log(e^a + e^b) */
function added(a: number, b: number): number {
  if (b === Number.NEGATIVE_INFINITY) return a;
  const [high, low] = a > b ? [a, b] : [b, a];
  return low < high - 30 ? high : high + Math.log1p(Math.exp(low - high));
}

export interface BestName {
  readonly first: number;
  readonly length: number;
  readonly kind: number;
}

/** The best way to part the run into names and other words. In order, disjoint. */
export function bestNames(lattice: Lattice): BestName[] {
  const { size, tokenScores } = lattice;
  const names = nameScores(lattice);
  const best = new Float64Array(size + 1);
  const came: (BestName | null)[] = [null];
  for (let end = 1; end <= size; end += 1) {
    best[end] = best[end - 1]! + tokenScores[(end - 1) * PARTS]!;
    came[end] = null;
    for (let length = 1; length <= LONGEST && length <= end; length += 1) {
      const slot = spanSlot(end - length, length);
      for (let kind = 0; kind < KINDS.length; kind += 1) {
        const score = best[end - length]! + names[slot + kind]!;
        if (score <= best[end]!) continue;
        best[end] = score;
        came[end] = { first: end - length, length, kind };
      }
    }
  }
  const found: BestName[] = [];
  for (let end = size; end > 0; ) {
    const name = came[end];
    if (name) found.push(name);
    end -= name ? name.length : 1;
  }
  return found.reverse();
}
