const MOST_KEPT = 20_000;
const LONGEST_KEPT = 40;
/** V8 cuts longer words as slices, and a slice keeps its whole text in memory. */
const LONGEST_COPIED = 12;

/**
 * The same few thousand words make up the news: what is asked about one is found out once. For functions of the word
 * alone; their answers are shared.
 */
export function remembered<Answer extends object | string | number | boolean | null>(
  answerFor: (word: string) => Answer,
): (word: string) => Answer {
  const kept = new Map<string, Answer>();
  return (word) => {
    const known = kept.get(word);
    if (known !== undefined) return known;
    if (word.length > LONGEST_KEPT) return answerFor(word);
    const own = word.length > LONGEST_COPIED ? copyOf(word) : word;
    const answer = answerFor(own);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(own, answer);
    return answer;
  };
}

function copyOf(word: string): string {
  return Buffer.from(word, 'utf16le').toString('utf16le');
}
