import { isRealDay } from '../find/dates/calendar.ts';
import { MONTH_WORD, monthNumber, WEEKDAY_WORD, weekdayNumber } from './calendar-words.ts';

/** A time as an outlet prints it, and what else stood on its line. */
export interface PrintedTime {
  /** RFC 3339 with an offset. */
  readonly at: string;
  readonly zoneAssumed: boolean;
  readonly label: 'published' | 'updated';
}

export interface PrintedTimes {
  readonly times: readonly PrintedTime[];
  /** The other parts of "Outlet | 16 January 2026 | 08:30". */
  readonly others: readonly string[];
}

const MONTH = `(?:de\\s+)?(?<month>${MONTH_WORD})\\.?`;
const WEEKDAY = `(?:${WEEKDAY_WORD}\\.?,?\\s+)?`;
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th|er|\\.)?';
const YEAR = '(?:de\\s+)?(?<year>\\d{4})';
const CLOCK =
  '(?<hour>\\d{1,2})(?:\\s?[:.h]\\s?(?<minute>\\d\\d)(?::\\d\\d)?)?\\s*(?<half>[ap]\\.?m\\.?)?(?:\\s*(?:Uhr|h))?';
const ZONE = '(?:\\s*\\(?(?<zone>Z|[A-Z]{2,4}|(?:GMT|UTC)?[+-]\\d{1,2}(?::?\\d\\d)?)\\)?)?';
const UPDATED = 'updated|modified|aktualisiert|mis(?:e)? à jour|modifié|actualizado|aggiornato';
const PUBLISHED = 'published|posted|veröffentlicht|publié|publicado|pubblicato';
const LABEL = `(?:(?<label>(?:first |last |originally |zuletzt )?(?:${UPDATED}|${PUBLISHED}|issued|filed|date|erschienen|stand))(?: on| at| am| le| el| il)?:?\\s*)?`;
const GLUE = '(?:\\s*(?:,|at|@|-|–|—|um|à|a las)?\\s*)';

const FORMS = [
  new RegExp(`^${LABEL}${WEEKDAY}${MONTH}\\s+${DAY},?\\s+${YEAR}(?:${GLUE}${CLOCK}${ZONE})?$`, 'i'),
  new RegExp(`^${LABEL}${WEEKDAY}${DAY}\\s+${MONTH},?\\s+${YEAR}(?:${GLUE}${CLOCK}${ZONE})?$`, 'i'),
  new RegExp(`^${LABEL}${CLOCK}${ZONE},?\\s+(?:on\\s+)?${WEEKDAY}${DAY}\\s+${MONTH},?\\s+${YEAR}$`, 'i'),
  new RegExp(`^${LABEL}${CLOCK}${ZONE},?\\s+(?:on\\s+)?${WEEKDAY}${MONTH}\\s+${DAY},?\\s+${YEAR}$`, 'i'),
  new RegExp(
    `^${LABEL}(?<year>\\d{4})[-/](?<mm>\\d\\d)[-/](?<day>\\d\\d)(?:(?:T|${GLUE})${CLOCK}(?:\\.\\d+)?${ZONE})?$`,
    'i',
  ),
  new RegExp(
    `^${LABEL}${WEEKDAY}(?<day>\\d{1,2})\\.(?<mm>\\d{1,2})\\.(?<year>\\d{4})(?:${GLUE}${CLOCK}${ZONE})?$`,
    'i',
  ),
  new RegExp(
    `^${LABEL}(?<weekday>${WEEKDAY_WORD})\\.?,?\\s+(?<first>\\d{1,2})/(?<second>\\d{1,2})/${YEAR}(?:${GLUE}${CLOCK}${ZONE})?$`,
    'i',
  ),
];
const SEPARATOR = /\s*[|·•]\s*|\s+[/–—]\s+(?=\p{Lu}|\d)/u;
const IS_UPDATED = new RegExp(UPDATED, 'i');
const SECOND_TIME = new RegExp(
  `[\\s,;(]+(?=(?:(?:first|last|originally|zuletzt) )?(?:${UPDATED}|${PUBLISHED})(?!\\p{L}))`,
  'iu',
);
const CLOCK_ALONE = new RegExp(`^${CLOCK}${ZONE}$`, 'i');
const LONGEST = 160;

/** The times that a whole line states; null for any line that says something else. */
export function printedTimesOf(line: string, timeZone: string): PrintedTimes | null {
  if (line.length > LONGEST || !/\d/.test(line)) return null;
  const others = line
    .replace(/\)$/, '')
    .split(SEPARATOR)
    .flatMap((part) => part.split(SECOND_TIME));
  const times: PrintedTime[] = [];
  for (let width = 2; width > 0; width--) {
    for (let at = 0; at + width <= others.length; at++) {
      const time = readTime(others.slice(at, at + width).join(' '), timeZone);
      if (!time) continue;
      times.push(time);
      others.splice(at, width);
      at -= 1;
    }
  }
  return times.length === 0 ? null : { times, others: others.filter((part) => part !== '') };
}

/** A time of day and nothing else. */
export function isClock(line: string): boolean {
  const groups = CLOCK_ALONE.exec(line)?.groups;
  return groups !== undefined && (groups.minute ?? groups.half) !== undefined;
}

function readTime(words: string, timeZone: string): PrintedTime | null {
  for (const form of FORMS) {
    const groups = form.exec(words)?.groups;
    if (!groups) continue;
    const local = localTime(groups);
    if (local === null) return null;
    const zone = groups.zone === undefined ? null : offsetOf(groups.zone, local);
    const label = IS_UPDATED.test(groups.label ?? '') ? 'updated' : 'published';
    return { at: `${local}${zone ?? offsetIn(timeZone, local)}`, zoneAssumed: zone === null, label };
  }
  return null;
}

type Groups = Partial<Record<string, string>>;

function localTime(groups: Groups): string | null {
  const { year, hour = '0', minute = '00', half } = groups;
  if (groups.hour !== undefined && groups.minute === undefined && half === undefined) return null;
  const day = dayOf(groups);
  const afternoon = half !== undefined && /^p/i.test(half);
  const clock = half === undefined ? Number(hour) : (Number(hour) % 12) + (afternoon ? 12 : 0);
  if (day === null || clock > 23 || Number(minute) > 59) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(day.month)}-${two(day.day)}T${two(clock)}:${minute}:00`;
}

interface DayOfYear {
  readonly month: number;
  readonly day: number;
}

function dayOf({ year, month, mm, day, weekday, first, second }: Groups): DayOfYear | null {
  const found =
    weekday === undefined
      ? { month: mm === undefined ? monthNumber(month ?? '') : Number(mm), day: Number(day) }
      : onWeekday(Number(year), weekdayNumber(weekday), Number(first), Number(second));
  return found && isRealDay(Number(year), found.month, found.day) ? found : null;
}

/** "Thu, 06/11/2026": in the one order in which the day of the week is right; null where it is in none or in both. */
function onWeekday(year: number, weekday: number, first: number, second: number): DayOfYear | null {
  const orders = [
    { month: first, day: second },
    { month: second, day: first },
  ].filter(({ month, day }) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() === weekday);
  return orders.length === 1 || first === second ? (orders[0] ?? null) : null;
}

const ZONES: Readonly<Record<string, string>> = {
  Z: 'UTC',
  UTC: 'UTC',
  GMT: 'UTC',
  BST: '+01:00',
  WET: '+00:00',
  WEST: '+01:00',
  CET: '+01:00',
  CEST: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  MSK: '+03:00',
  ET: 'America/New_York',
  EST: '-05:00',
  EDT: '-04:00',
  CT: 'America/Chicago',
  CST: '-06:00',
  CDT: '-05:00',
  MT: 'America/Denver',
  MST: '-07:00',
  MDT: '-06:00',
  PT: 'America/Los_Angeles',
  PST: '-08:00',
  PDT: '-07:00',
  AKST: '-09:00',
  AKDT: '-08:00',
  HST: '-10:00',
  AEST: '+10:00',
  AEDT: '+11:00',
  NZST: '+12:00',
  NZDT: '+13:00',
  JST: '+09:00',
  HKT: '+08:00',
  SGT: '+08:00',
};

/** Null for letters that name no zone we know: the caller's zone is then assumed, and said to be. */
export function offsetOf(printed: string, local: string): string | null {
  const numeric = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d\d)?$/i.exec(printed);
  if (numeric) return `${numeric[1]}${(numeric[2] ?? '').padStart(2, '0')}:${numeric[3] ?? '00'}`;
  const zone = ZONES[printed.toUpperCase()];
  if (zone === undefined) return null;
  return /^[+-]/.test(zone) ? zone : offsetIn(zone, local);
}

/** The offset of an IANA zone at a local time; "Z" for UTC. */
export function offsetIn(timeZone: string, local: string): string {
  if (timeZone === 'UTC') return 'Z';
  const asUtc = Date.parse(`${local}Z`);
  const first = asUtc - offsetMs(timeZone, asUtc);
  const ms = offsetMs(timeZone, first);
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function offsetMs(timeZone: string, instant: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /^GMT([+-])(\d\d):(\d\d)/.exec(name);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}
