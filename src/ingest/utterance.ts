import { createHash } from 'node:crypto';

const FEWEST_WORDS = 5;

/**
 * Equal where the same speaker is quoted with the same letters and figures, whatever the marks, case and accents; hex. Null
 * for words so few that two may have said them apart.
 */
export function utteranceHash(speakerId: string, words: string): string | null {
  const folded = words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const parts = folded.replace(/[’'‘]/g, '').match(/[\p{L}\p{N}]+/gu) ?? [];
  if (parts.length < FEWEST_WORDS) return null;
  return createHash('sha256')
    .update(`${speakerId} ${parts.join('')}`)
    .digest('hex');
}
