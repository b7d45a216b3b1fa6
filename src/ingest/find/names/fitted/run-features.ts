import { type FeatureList, featureList, spanFeatures, tokenFeatures } from './features.ts';
import { LONGEST } from './lattice.ts';
import type { NameView, Run } from './name-view.ts';

/** Sees each token of the run, then each span that may be a name. The list is reused: take what you need. */
export interface RunVisitor {
  token(at: number, features: FeatureList): void;
  span(first: number, length: number, features: FeatureList): void;
}

const list = featureList();

export function visitRun(view: NameView, run: Run, visitor: RunVisitor): void {
  const size = run.last - run.first + 1;
  for (let at = 0; at < size; at += 1) {
    list.count = 0;
    tokenFeatures(view, run.first + at, list);
    visitor.token(at, list);
  }
  for (let first = 0; first < size; first += 1) {
    if (!mayEnd(view, run.first + first)) continue;
    for (let length = 1; length <= LONGEST && first + length <= size; length += 1) {
      if (!mayEnd(view, run.first + first + length - 1)) continue;
      list.count = 0;
      spanFeatures(view, run.first + first, run.first + first + length - 1, list);
      visitor.span(first, length, list);
    }
  }
}

/** "of", "and", a sign: inside a name at most. */
function mayEnd({ tokens }: NameView, at: number): boolean {
  const { shape, text } = tokens[at]!;
  return shape === 'capital' || (shape === 'number' && /^\d+\p{L}/u.test(text)) || text === ')';
}
