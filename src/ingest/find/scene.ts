import type { Span } from '../reading.ts';
import { type Clues, cluesOf } from './clues.ts';
import type { TaggedName } from './names/names.ts';
import { type Narrative, narrativeOf } from './narrative.ts';
import { type Candidate, candidatesOf } from './quotes/candidates.ts';
import type { MarkedSpan } from './quotes/quotes.ts';
import type { Token } from './tokens.ts';

/** All that attribution looks at: the text's tokens, its quotations, who might speak and the words around them. */
export interface Scene {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly names: readonly TaggedName[];
  readonly quotes: readonly MarkedSpan[];
  readonly paragraphs: readonly Span[];
  readonly narrative: Narrative;
  readonly clues: Clues;
  readonly candidates: readonly Candidate[];
  /** Per narrative item: index of the first candidate that starts there or later. */
  readonly candidateFrom: Int32Array;
}

export function sceneOf(
  text: string,
  tokens: readonly Token[],
  names: readonly TaggedName[],
  quotes: readonly MarkedSpan[],
  paragraphs: readonly Span[],
): Scene {
  const narrative = narrativeOf(text, tokens, quotes, paragraphs);
  const candidates = candidatesOf(tokens, names, narrative);
  const clues = cluesOf(tokens, narrative);
  const candidateFrom = new Int32Array(narrative.items.length + 1).fill(candidates.length);
  for (let index = candidates.length - 1; index >= 0; index -= 1) {
    candidateFrom[narrative.itemOfToken[candidates[index]!.first]!] = index;
  }
  for (let item = narrative.items.length - 1; item >= 0; item -= 1) {
    candidateFrom[item] = Math.min(candidateFrom[item]!, candidateFrom[item + 1]!);
  }
  return { text, tokens, names, quotes, paragraphs, narrative, clues, candidates, candidateFrom };
}

export function firstItemOf(scene: Scene, candidate: Candidate): number {
  return scene.narrative.itemOfToken[candidate.first]!;
}

export function lastItemOf(scene: Scene, candidate: Candidate): number {
  const last = scene.narrative.itemOfToken[candidate.last]!;
  return last >= 0 ? last : firstItemOf(scene, candidate) + (candidate.last - candidate.first);
}

export function candidateSpan(scene: Scene, candidate: Pick<Candidate, 'first' | 'last'>): Span {
  return { start: scene.tokens[candidate.first]!.start, end: scene.tokens[candidate.last]!.end };
}

/** The token of a narrative item; null for a quotation and beyond the ends. */
export function plainToken(scene: Scene, item: number): Token | null {
  const found = scene.narrative.items[item];
  return found === undefined || found.quote >= 0 ? null : scene.tokens[found.token]!;
}
