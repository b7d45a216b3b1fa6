import { isRealDay } from '../find/dates/calendar.ts';
import { monthNumber } from '../scraped/calendar-words.ts';
import { offsetIn, offsetOf, printedTimesOf } from '../scraped/printed-time.ts';

export interface FeedDate {
  /** RFC 3339 with an offset. */
  readonly at: string;
  /** It was written without a zone, or with one that nobody knows. */
  readonly zoneAssumed: boolean;
}

const CLOCK = '(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?<fraction>\\.\\d{1,9})?)?';
const ZONE = '(?<zone>Z|[A-Za-z]{1,5}|(?:GMT|UTC)?[+-]\\d{1,2}:?(?:\\d\\d)?)';
/** https://www.rfc-editor.org/rfc/rfc822#section-5, and as feeds bend it: full names, years of two and four digits. */
const RFC_822 = new RegExp(
  `^(?:\\p{L}{2,10}\\.?,?\\s+)?(?<day>\\d{1,2})[\\s-](?<month>\\p{L}{3,10})\\.?[\\s-](?<year>\\d{4}|\\d{2})(?:,?\\s+${CLOCK}(?:\\s*${ZONE})?(?:\\s*\\([^()]{1,40}\\))?)?$`,
  'u',
);
/** https://www.rfc-editor.org/rfc/rfc3339 and the forms of ISO 8601 around it. */
const ISO = new RegExp(
  `^(?<year>\\d{4})-(?<mm>\\d\\d)-(?<day>\\d\\d)(?:(?:[Tt]|\\s+)${CLOCK}(?:\\s*${ZONE})?)?$`,
);
const LONGEST = 100;

/** The moment that a feed states in any of the forms in use; null for what is none of them, or no day of the calendar. */
export function feedDate(text: string, timeZone: string): FeedDate | null {
  const words = text.trim().replace(/\s+/g, ' ');
  if (words.length > LONGEST) return null;
  const groups = (RFC_822.exec(words) ?? ISO.exec(words))?.groups;
  if (groups) return dateOf(groups, timeZone);
  const [printed] = printedTimesOf(words, timeZone)?.times ?? [];
  return printed ? { at: printed.at, zoneAssumed: printed.zoneAssumed } : null;
}

function dateOf(groups: Partial<Record<string, string>>, timeZone: string): FeedDate | null {
  const { year = '', month, mm, day = '', hour = '0', minute = '00', second = '00', fraction = '' } = groups;
  const monthAt = mm === undefined ? monthOf(month ?? '') : Number(mm);
  const fullYear = year.length === 2 ? (Number(year) < 70 ? 2000 : 1900) + Number(year) : Number(year);
  if (!isRealDay(fullYear, monthAt, Number(day)) || fullYear === 0) return null;
  // A leap second is the last one that most clocks have.
  const seconds = second === '60' ? '59' : second;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(seconds) > 59) return null;
  const two = (value: string | number) => String(value).padStart(2, '0');
  const day10 = `${String(fullYear).padStart(4, '0')}-${two(monthAt)}-${two(day)}`;
  const local = `${day10}T${two(hour)}:${minute}:${seconds}`;
  const zone = groups.zone === undefined ? null : zoneOf(groups.zone, local);
  return { at: `${local}${fraction}${zone ?? offsetIn(timeZone, local)}`, zoneAssumed: zone === null };
}

/** Feeds misspell months, behind their first letters. */
function monthOf(word: string): number {
  return monthNumber(word) || monthNumber(word.slice(0, 3));
}

/** Null for letters that name no zone, and for an offset that no place on Earth has. */
function zoneOf(printed: string, local: string): string | null {
  const offset = /^ut$/i.test(printed) ? 'Z' : offsetOf(printed, local);
  return offset !== null && /^(?:Z|[+-](?:0\d|1[0-5]):[0-5]\d)$/.test(offset) ? offset : null;
}
