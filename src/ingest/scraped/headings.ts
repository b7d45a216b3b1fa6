import type { Token } from '../find/tokens.ts';

const FEWEST_WORDS = 4;
const SHARE_OF_CAPITALS = 0.75;

/** Per token: 1 where it stands in a line that capitalises nearly every word, so that capitals there tell nothing. */
export function headingTokens(tokens: readonly Token[]): Uint8Array {
  const inside = new Uint8Array(tokens.length);
  let from = 0;
  for (let index = 1; index <= tokens.length; index += 1) {
    if (index < tokens.length && !tokens[index]!.afterBreak) continue;
    if (isHeading(tokens.slice(from, index))) inside.fill(1, from, index);
    from = index;
  }
  return inside;
}

function isHeading(line: readonly Token[]): boolean {
  const shouted = line.every(({ text }) => text === text.toUpperCase());
  if (line.length > 40 || (!shouted && /^[.?!”"]$/.test(line.at(-1)?.text ?? ''))) return false;
  const heavy = line.filter(
    ({ lower, shape }) => lower.length > 3 && (shape === 'capital' || shape === 'lower'),
  );
  const capitals = heavy.filter(({ shape }) => shape === 'capital').length;
  return heavy.length >= FEWEST_WORDS && capitals >= heavy.length * SHARE_OF_CAPITALS;
}
