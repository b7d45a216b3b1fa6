import type { FoundMention } from '../../reading.ts';

const BEHIND = /,? (?:aged |age )?(\d{1,3})(?=[,.;]|\s*$)/y;
const STATED = /^,? (?:aged|age) /;
const BEFORE = /\b(\d{1,3})-year-old(?: [\p{L}’'-]+){0,3} $/u;
const AHEAD_CHARS = 60;
const [YOUNGEST, OLDEST] = [10, 110];

/** How old the text says that people are ("Ada Brisk, 54, said"), by actor; in years. */
export function agesOf(text: string, mentions: readonly FoundMention[]): ReadonlyMap<number, number> {
  const ages = new Map<number, number>();
  for (const { kind, actor, span } of mentions) {
    if (kind !== 'person' || actor === null || ages.has(actor)) continue;
    const age = ageBehind(text, span.end) ?? ageBefore(text, span.start);
    if (age !== null && age >= YOUNGEST && age <= OLDEST) ages.set(actor, age);
  }
  return ages;
}

/** Without a comma or "aged" it is a score or a number on a shirt. */
function ageBehind(text: string, end: number): number | null {
  BEHIND.lastIndex = end;
  const found = BEHIND.exec(text);
  if (!found || !(found[0].startsWith(',') || STATED.test(found[0]))) return null;
  return Number(found[1]);
}

function ageBefore(text: string, start: number): number | null {
  const found = BEFORE.exec(text.slice(Math.max(0, start - AHEAD_CHARS), start));
  return found ? Number(found[1]) : null;
}
