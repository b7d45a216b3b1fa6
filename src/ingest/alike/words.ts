/** Scripts that part no words by spaces; each of their characters stands for one. */
const UNPARTED =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
export const WORD = new RegExp(`[${UNPARTED}]|[[\\p{L}\\p{N}]--[${UNPARTED}]]+`, 'gv');

/** The text without accents and apostrophes. */
export function bared(text: string): string {
  return text.normalize('NFKD').replace(/[\p{M}’'‘ʼ]/gu, '');
}

/** The words of a text as they compare: without case, accents, marks and apostrophes. */
export function foldedWords(text: string): string[] {
  return bared(text).toLowerCase().match(WORD) ?? [];
}

/** Each word with those behind it, as many together as `length`; none where the words are fewer. */
export function runsOf(words: readonly string[], length: number): string[] {
  const runs: string[] = [];
  for (let at = 0; at + length <= words.length; at++) runs.push(words.slice(at, at + length).join(' '));
  return runs;
}
