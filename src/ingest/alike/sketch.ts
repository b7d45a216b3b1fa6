import { ascending, hashOf } from './hash.ts';
import type { Story } from './story.ts';
import { runsOf } from './words.ts';

/** So many words in one order are rarely written twice. */
export const RUN_WORDS = 5;
/** Shorter ones are briefs, which say little and much alike. */
export const FEWEST_STORY_WORDS = 40;
const MOST_MARKS = 32;

/**
 * MinHash by one function: the smallest hashes of its runs of words. Of two texts that share a part of all their runs, about that
 * part of these is equal, however large the texts are (Broder, On the resemblance and containment of documents, 1997). Ascending; none where
 * the words are too few to tell.
 */
export function sketchOf({ words }: Story): bigint[] {
  if (words.length < FEWEST_STORY_WORDS) return [];
  const hashes = [...new Set(runsOf(words, RUN_WORDS))].map(hashOf).sort(ascending);
  return hashes.slice(0, MOST_MARKS);
}
