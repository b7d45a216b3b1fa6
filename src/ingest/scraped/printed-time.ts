import { isRealDay } from '../find/dates/calendar.ts';

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

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?';
const WEEKDAY = '(?:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\\.?,?\\s+)?';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const CLOCK = '(?<hour>\\d{1,2})(?:[:.h](?<minute>\\d\\d)(?::\\d\\d)?)?\\s*(?<half>[ap]\\.?m\\.?)?';
const ZONE = '(?:\\s*\\(?(?<zone>Z|[A-Z]{2,4}|(?:GMT|UTC)?[+-]\\d{1,2}(?::?\\d\\d)?)\\)?)?';
const LABEL =
  '(?:(?<label>(?:first |last |originally )?(?:published|posted|updated|modified|issued|filed|date))(?: on| at)?:?\\s*)?';
const GLUE = '(?:\\s*(?:,|at|@|-|–|—)?\\s*)';

const FORMS = [
  new RegExp(`^${LABEL}${WEEKDAY}${MONTH}\\s+${DAY},?\\s+(?<year>\\d{4})(?:${GLUE}${CLOCK}${ZONE})?$`, 'i'),
  new RegExp(`^${LABEL}${WEEKDAY}${DAY}\\s+${MONTH},?\\s+(?<year>\\d{4})(?:${GLUE}${CLOCK}${ZONE})?$`, 'i'),
  new RegExp(
    `^${LABEL}${CLOCK}${ZONE},?\\s+(?:on\\s+)?${WEEKDAY}${DAY}\\s+${MONTH},?\\s+(?<year>\\d{4})$`,
    'i',
  ),
  new RegExp(
    `^${LABEL}${CLOCK}${ZONE},?\\s+(?:on\\s+)?${WEEKDAY}${MONTH}\\s+${DAY},?\\s+(?<year>\\d{4})$`,
    'i',
  ),
  new RegExp(
    `^${LABEL}(?<year>\\d{4})[-/](?<mm>\\d\\d)[-/](?<day>\\d\\d)(?:(?:T|${GLUE})${CLOCK}(?:\\.\\d+)?${ZONE})?$`,
    'i',
  ),
  new RegExp(
    `^${LABEL}${WEEKDAY}(?<day>\\d{1,2})\\.(?<mm>\\d{1,2})\\.(?<year>\\d{4})(?:${GLUE}${CLOCK}${ZONE})?$`,
    'i',
  ),
];
const SEPARATOR = /\s*[|·•]\s*|\s+[/–—]\s+(?=\p{Lu}|\d)/u;
const SECOND_TIME = /[\s,;(]+(?=(?:(?:first|last|originally) )?(?:published|posted|updated|modified)\b)/i;
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
    const label = /updated|modified/i.test(groups.label ?? '') ? 'updated' : 'published';
    return { at: `${local}${zone ?? offsetIn(timeZone, local)}`, zoneAssumed: zone === null, label };
  }
  return null;
}

type Groups = Partial<Record<string, string>>;

function localTime({ year, month, mm, day, ...time }: Groups): string | null {
  const { hour = '0', minute = '00', half } = time;
  if (time.hour !== undefined && time.minute === undefined && half === undefined) return null;
  const monthNumber =
    mm === undefined ? MONTHS.indexOf((month ?? '').slice(0, 3).toLowerCase()) + 1 : Number(mm);
  const afternoon = half !== undefined && /^p/i.test(half);
  const clock = half === undefined ? Number(hour) : (Number(hour) % 12) + (afternoon ? 12 : 0);
  if (!isRealDay(Number(year), monthNumber, Number(day)) || clock > 23 || Number(minute) > 59) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(monthNumber)}-${two(Number(day))}T${two(clock)}:${minute}:00`;
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
