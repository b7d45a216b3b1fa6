import { type Moment, readMoment } from '../moment.ts';

const MONTH = '(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\\.?';
const WEEKDAY = '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\\s+)?';
const DATE = `(?:,\\s*${WEEKDAY}(?<date>(?:${MONTH}\\s+\\d{1,2}|\\d{1,2}\\s+${MONTH})(?:,?\\s+\\d{4})?))`;
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

export interface Dateline {
  /** The place a story was filed from. */
  readonly place: string;
  /** As printed, mostly without its year; null where there is none. */
  readonly date: string | null;
  /** The paragraph without the prefix. */
  readonly rest: string;
}

/** What the first paragraph of a story opens with; null where that is no dateline. */
export function datelineOf(paragraph: string): Dateline | null {
  for (const form of FORMS) {
    const match = form.exec(paragraph);
    const { place, date = null } = match?.groups ?? {};
    if (match && place !== undefined) return { place, date, rest: paragraph.slice(match[0].length) };
  }
  return null;
}

/** The day that a dateline prints. Its year stands there or in the article's address ("/2026/03/04/…"), else nothing is told. */
export function dayOfDateline(date: string, url: string | null, timeZone: string): Moment | null {
  if (/\d{4}$/.test(date)) return readMoment(date, timeZone);
  const [, year, month] = /\/((?:19|20)\d\d)[/-]?([01]\d)(?:[/-]|[0-3]\d\b)/.exec(url ?? '') ?? [];
  const day = year === undefined ? null : readMoment(`${date} ${year}`, timeZone);
  return day?.at.slice(5, 7) === month ? day : null;
}
