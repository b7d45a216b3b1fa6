import { createHash } from 'node:crypto';
import { ascending, hashOf } from './hash.ts';
import { bared, foldedWords, runsOf, WORD } from './words.ts';

/** Words that a speaker is quoted with, in the forms in which they compare. */
export interface Said {
  readonly speakerId: string;
  readonly text: string;
  readonly wordCount: number;
  /** Equal for equal words of one speaker, whatever the marks, case and accents; hex. */
  readonly hash: string;
  /** Two wordings that share five words in a row share a key. */
  readonly keys: readonly string[];
  /** Words, and `GAP` where some were left out or put in by the outlet. */
  readonly words: readonly string[];
}

export const GAP = '…';
const FEWEST_WORDS = 5;
const RUN_WORDS = 3;
const WINDOW_RUNS = 3;

/** Null for words so few that two may have been said apart. */
export function saidBy(speakerId: string, text: string): Said | null {
  const all = foldedWords(text);
  if (all.length < FEWEST_WORDS) return null;
  const words = wordsAndGaps(text);
  return {
    speakerId,
    text,
    wordCount: all.length,
    hash: createHash('sha256')
      .update(`${speakerId} ${all.join(' ')}`)
      .digest('hex'),
    keys: keysOf(speakerId, words).map(String),
    words,
  };
}

const WORD_OR_GAP = new RegExp(`${GAP}|${WORD.source}`, 'gv');

function wordsAndGaps(text: string): string[] {
  // NFKD makes three full stops of an ellipsis.
  const marked = bared(text)
    .toLowerCase()
    .replace(/\[[^\][]{0,80}\]|\(?\.\s?\.\s?\.\)?/g, ` ${GAP} `);
  const found: string[] = marked.match(WORD_OR_GAP) ?? [];
  const first = found.findIndex((word) => word !== GAP);
  return found.slice(Math.max(first, 0), found.findLastIndex((word) => word !== GAP) + 1);
}

/**
 * Of every few runs of words the one with the smallest hash: winnowing (Schleimer, Wilkerson and Aiken, Winnowing: local algorithms for
 * document fingerprinting, 2003). Where texts share so many runs in a row, they choose the same one of them. The speaker comes in
 * once it is chosen: what is near to what would else hang on the ids that a database draws.
 */
function keysOf(speakerId: string, words: readonly string[]): bigint[] {
  const hashed = runsOf(words, RUN_WORDS).map((run) => ({ run, hash: hashOf(run) }));
  const chosen = new Set<string>();
  for (let at = 0; at === 0 || at + WINDOW_RUNS <= hashed.length; at++) {
    const [smallest] = hashed.slice(at, at + WINDOW_RUNS).sort((a, b) => ascending(a.hash, b.hash));
    if (smallest !== undefined) chosen.add(smallest.run);
  }
  return [...chosen].map((run) => hashOf(`${speakerId} ${run}`));
}
