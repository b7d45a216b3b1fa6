import type { EventSentence } from './event-sentence.ts';

const PLACED =
  /\b(?:in|at|to|near|outside|inside|visit(?:ed|s)?)\s+(?:the\s+)?(?:(?:[\p{L}’'-]+,?\s+){0,2}|(?:[\p{L}-]+\s+){0,3}(?:town|city|village|port|capital|resort|island|province|region|state|suburb|county)\s+(?:of\s+)?)$/iu;
const HOUSES = /\b(White House|Oval Office|Kremlin|Camp David|Downing Street)\b/;

/** The first place that a stretch of a sentence tells as one ("in Port Lethany"). */
export function placeBetween(sentence: EventSentence, from: number, to: number): string | null {
  const { text, places } = sentence;
  const isPlaced = (start: number) => PLACED.test(text.slice(Math.max(0, start - 40), start));
  const inside = places.filter((each) => each.start >= from && each.end <= to && isPlaced(each.start));
  return inside.sort((a, b) => a.start - b.start)[0]?.name ?? null;
}

/** "The Alaska summit", "a White House meeting"; else the first place told behind the noun. */
export function placeOfNoun(
  sentence: EventSentence,
  phrase: number,
  noun: number,
  to: number,
): string | null {
  const before = sentence.places.find((each) => each.start >= phrase && each.end <= noun);
  const house = HOUSES.exec(sentence.text.slice(phrase, noun))?.[1];
  return before?.name ?? house ?? placeBetween(sentence, noun, to);
}
