import type { BylineRole, DocumentByline } from '../document.ts';
import { isName, isOutletName } from '../scraped/bylines.ts';

const BY =
  /^\s*(?:by|von|par|av|af|de|por|di|door|photo(?:graph)?s?(?: by)?|foto|bild|text|words by|written by)\s*[:.]?\s+(?=\p{Lu})/iu;
const PICTURE = /^\s*(?:photo(?:graph)?s?|foto|bild)\b/i;
const SEPARATOR = /\s*(?:[,;&|/·•]|\s(?:and|und|et|och|og|y|with|in|for|at|of)\s)\s*/iu;
/** What agencies of pictures are called, beside the words of `isOutletName`. */
const HOUSE =
  /\b(?:images?|photos?|pictures|agence|agencia|agentur|redaktion|pool|handout|getty|epa|database|desk)\b/i;
const LONGEST_CHARS = 400;

/** The people of an agency's byline ("Ada Renn and Joss Vale/Kestrel Wire"); houses, roles and places are left out. */
export function agencyByline(byline: string, role: BylineRole): DocumentByline[] {
  if (byline.length > LONGEST_CHARS) return [];
  const names = byline
    .replace(/\([^()]*\)/g, ' ')
    .replace(BY, '')
    .split(SEPARATOR)
    .map((piece) => piece.trim().replace(/\s+/g, ' '))
    .filter(isPerson);
  const made = PICTURE.test(byline) ? 'photographer' : role;
  return names.map((name) => ({ name, role: made }));
}

/** By its form: several capitalised words, and none of those that outlets and agencies are called. */
export function isPerson(name: string): boolean {
  return isName(name) && !isOutletName(name) && !HOUSE.test(name);
}

/** Each name once, in the order given: who is named twice has the first role. */
export function uniqueBylines(bylines: readonly DocumentByline[]): DocumentByline[] {
  const found = new Map<string, DocumentByline>();
  for (const byline of bylines) if (!found.has(byline.name)) found.set(byline.name, byline);
  return [...found.values()];
}
