import type { Token } from '../tokens.ts';

export type NameKind = 'person' | 'organization' | 'place' | 'unknown';

/** A name in the text: the tokens from `first` to `last`, both included, titles left out. */
export interface TaggedName {
  readonly first: number;
  readonly last: number;
  readonly kind: NameKind;
  readonly confidence: number;
}

/** Finds names. The rules in `name-rules.ts` are one tagger; a trained one can take their place. */
export interface NameTagger {
  readonly name: string;
  /** In order, disjoint. */
  tag(tokens: readonly Token[]): TaggedName[];
}
