import type { NamedText } from './corpus-text.ts';

const MOST_LETTERS = 90;
const FEWEST_LETTERS = 20;

/** The text under a heading made of one of its sentences with a name: shouted, or with every word capitalised. */
export function withHeading(named: NamedText, shouted: boolean): NamedText {
  const sentence = sentenceWithName(named);
  if (!sentence) return named;
  const [from, to] = sentence;
  const words = named.text.slice(from, to);
  const heading = shouted
    ? words.toUpperCase()
    : words.replace(/(?<![\p{L}’'])\p{Ll}(?=\p{L}{3})/gu, (letter) => letter.toUpperCase());
  if (heading.length !== words.length) return named;
  const shift = heading.length + 1;
  const inside = named.names.filter(({ start, end }) => start >= from && end <= to);
  return {
    ...named,
    text: `${heading}\n${named.text}`,
    names: [
      ...inside.map((name) => ({ ...name, start: name.start - from, end: name.end - from })),
      ...named.names.map((name) => ({ ...name, start: name.start + shift, end: name.end + shift })),
    ],
  };
}

function sentenceWithName({ text, names }: NamedText): [number, number] | null {
  for (const match of text.matchAll(/[^.?!\n]+(?=[.?!](?:\s|$))/g)) {
    const from = match.index + (match[0].length - match[0].trimStart().length);
    const to = match.index + match[0].trimEnd().length;
    if (to - from < FEWEST_LETTERS || to - from > MOST_LETTERS) continue;
    if (names.some(({ start, end }) => start >= from && end <= to)) return [from, to];
  }
  return null;
}
