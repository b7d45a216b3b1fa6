import { isRealDay } from './find/dates/calendar.ts';
import { offsetIn, offsetOf, printedTimesOf } from './scraped/printed-time.ts';

/** A moment as a source states it. */
export interface Moment {
  /** RFC 3339 with an offset. */
  readonly at: string;
  /** True where it names no zone, and the caller's was assumed. */
  readonly zoneAssumed: boolean;
}

const ISO =
  /^(?<day>[0-9]{4}-[01]?\d-[0-3]?\d)(?:(?:T|\s+|,\s*)(?<hour>\d{1,2}):?(?<minute>\d\d)(?::?(?<second>\d\d)(?<fraction>[.,]\d{1,9})?)?\s*(?<zone>Z|UTC|GMT|[A-Z]{2,4}|[+-]\d\d(?::?\d\d)?)?(?:\[[\w/]+\])?)?$/i;
const BASIC = /^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/i;
const RFC_2822 =
  /^(?:[a-z]{3},?\s+)?(\d{1,2}\s+[a-z]{3,9}\s+\d{4}\s+\d{1,2}:\d\d(?::\d\d)?(?:\s+(?:[+-]\d{4}|[a-z]{1,4}))?)$/i;
const LONGEST = 80;

/** Reads ISO 8601 in the forms that are seen, RFC 2822, seconds or milliseconds since 1970, and printed times. */
export function readMoment(value: unknown, timeZone: string): Moment | null {
  if (typeof value === 'number') return sinceEpoch(value);
  if (typeof value !== 'string' || value.length > LONGEST) return null;
  const text = value.trim();
  if (/^\d{10}(?:\d{3})?$/.test(text)) return sinceEpoch(Number(text));
  const basic = BASIC.exec(text);
  const iso = ISO.exec(basic ? fromBasic(basic) : text)?.groups;
  if (iso) return ofIso(iso, timeZone);
  const mail = RFC_2822.exec(text)?.[1];
  const [time] = printedTimesOf(mail ?? text, timeZone)?.times ?? [];
  return time ? { at: time.at, zoneAssumed: time.zoneAssumed } : null;
}

function fromBasic([, year, month, day, hour, minute, second = '00', zone = '']: RegExpExecArray): string {
  const date = `${year}-${month}-${day}`;
  return hour === undefined ? date : `${date}T${hour}:${minute}:${second}${zone}`;
}

const EARLIEST_SECONDS = 86_400 * 365;
const LATEST_SECONDS = 32_503_680_000;

function sinceEpoch(value: number): Moment | null {
  const seconds = value > LATEST_SECONDS ? value / 1000 : value;
  if (!(seconds > EARLIEST_SECONDS && seconds < LATEST_SECONDS)) return null;
  return { at: new Date(seconds * 1000).toISOString(), zoneAssumed: false };
}

type Groups = Partial<Record<string, string>>;

function ofIso({ day = '', hour, minute, second, fraction, zone }: Groups, timeZone: string): Moment | null {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const clock = [hour, minute, second].map((part) => Number(part ?? 0)) as [number, number, number];
  if (!isRealDay(year, month, date) || clock[0] > 23 || clock[1] > 59 || clock[2] > 59) return null;
  const two = (part: number) => String(part).padStart(2, '0');
  const local = `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}T${clock.map(two).join(':')}`;
  const offset = zone === undefined ? null : offsetOf(zone, local);
  const at = `${local}${(fraction ?? '').replace(',', '.')}${offset ?? offsetIn(timeZone, local)}`;
  return { at, zoneAssumed: offset === null };
}
