const MONTH = '(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\\.?';
const DATE = `(?:,\\s*(?:${MONTH}\\s+\\d{1,2}|\\d{1,2}\\s+${MONTH})(?:,?\\s+\\d{4})?)`;
const AGENCY = '(?:\\s*\\([^()]{2,40}\\))';
const DASH = '\\s*(?:—|–|--|-)\\s+';
const CAPITALS =
  "(?<place>\\p{Lu}[\\p{Lu}.’'-]+(?:[ /][\\p{Lu}.’'-]+){0,4})(?:,\\s+\\p{Lu}[\\p{L}. ]{1,20}?)?";
const MIXED = "(?<place>\\p{Lu}[\\p{L}.’'-]+(?: [\\p{L}.’'-]+){0,3})";
const FORMS = [
  new RegExp(`^${CAPITALS}${DATE}?${AGENCY}?${DASH}`, 'u'),
  new RegExp(`^${MIXED}${DATE}${AGENCY}?${DASH}`, 'u'),
  new RegExp(`^${MIXED}${AGENCY}${DASH}`, 'u'),
];

/** The place a story was filed from, and its first paragraph without the prefix; null where there is none. */
export function datelineOf(paragraph: string): { place: string; rest: string } | null {
  for (const form of FORMS) {
    const match = form.exec(paragraph);
    const place = match?.groups?.place;
    if (match && place !== undefined) return { place, rest: paragraph.slice(match[0].length) };
  }
  return null;
}
