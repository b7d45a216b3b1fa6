import type { Span } from '../reading.ts';

const MOST_OF_ONE = 200;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Every place where the words stand by themselves, in order and disjoint; letter by letter, or none. */
export function placesOf(text: string, words: string): Span[] {
  const places: Span[] = [];
  const from = { at: 0 };
  while (places.length < MOST_OF_ONE) {
    const found = nextPlace(text, words, from.at);
    if (!found) break;
    places.push(found);
    from.at = found.end;
  }
  return places;
}

/** The first place at or behind `from`. */
export function nextPlace(text: string, words: string, from: number): Span | null {
  if (words === '') return null;
  for (let start = text.indexOf(words, from); start !== -1; start = text.indexOf(words, start + 1)) {
    const end = start + words.length;
    if (!continues(text, start, words[0]!) && !continues(text, end, words.at(-1)!)) return { start, end };
  }
  return null;
}

/** The place that is nearest to where it should be. */
export function nearestPlace(text: string, words: string, to: Span): Span | null {
  const away = (place: Span) => Math.max(0, place.start - to.end, to.start - place.end);
  return placesOf(text, words).reduce<Span | null>(
    (nearest, place) => (nearest && away(nearest) <= away(place) ? nearest : place),
    null,
  );
}

/** A word goes on across the edge. */
function continues(text: string, at: number, edge: string): boolean {
  const [before, after] = [text[at - 1] ?? '', text[at] ?? ''];
  return LETTER_OR_DIGIT.test(edge) && LETTER_OR_DIGIT.test(before) && LETTER_OR_DIGIT.test(after);
}
