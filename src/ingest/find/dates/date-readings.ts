import type { DatePrecision } from '../../reading.ts';
import {
  addDays,
  type DayRange,
  dayOf,
  monthOf,
  monthRange,
  shiftMonth,
  weekdayOf,
  weekOf,
  yearOf,
  yearRange,
} from './calendar.ts';
import type { Tense } from './tense.ts';

interface Period extends DayRange {
  readonly precision: DatePrecision;
}
type Groups = Partial<Record<string, string>>;
/** What the words of a period mean; null where they mean none that is sure. The tense is asked for where it matters. */
export type ReadPeriod = (groups: Groups, today: string | null, tense: () => Tense | null) => Period | null;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

export function readMonth(
  { month = '', year, which, event }: Groups,
  today: string | null,
  tense: () => Tense | null,
): Period | null {
  const number = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  if (year !== undefined) return inMonth(Number(year), number);
  if (today === null) return null;
  const past = yearOf(today) - (number > monthOf(today) ? 1 : 0);
  const coming = yearOf(today) + (number < monthOf(today) ? 1 : 0);
  if (which === 'last' || which === 'this past')
    return inMonth(number === monthOf(today) ? past - 1 : past, number);
  if (which === 'next') return inMonth(number === monthOf(today) ? coming + 1 : coming, number);
  if (which === 'this') return inMonth(yearOf(today), number);
  const told = tense();
  if (told === 'future' || told === 'once planned') return inMonth(coming, number);
  // Without a verb to tell, and for "April's election", it is the nearer one.
  const monthsAgo = (monthOf(today) - number + 12) % 12;
  const nearer = told === null || event !== undefined;
  return inMonth(nearer && monthsAgo > HALF_A_YEAR ? coming : past, number);
}

const HALF_A_YEAR = 6;

function inMonth(year: number, month: number): Period {
  return { ...monthRange(year, month), precision: 'month' };
}

const SHIFTS: Readonly<Record<string, number>> = {
  last: -1,
  past: -1,
  'this past': -1,
  'the previous': -1,
  next: 1,
  'the coming': 1,
};

export function readUnit(
  { which = 'this', unit = '', words = '' }: Groups,
  today: string | null,
  tense: () => Tense | null,
) {
  if (today === null || which.toLowerCase() === 'that same') return null;
  // "The past year" is a length of time that ends now, not the calendar year before.
  if (/^(?:past|the previous)$/i.test(which) && unit !== 'weekend') return null;
  const shift = SHIFTS[which.toLowerCase()] ?? 0;
  if (unit.toLowerCase() === 'weekend')
    return weekend(today, /^(?:the|that) /i.test(words) ? 0 : shift, tense());
  // On a Sunday "this week" is over, unless the clause looks back.
  const coming = shift === 0 && weekdayOf(today) === 0 && tense() === 'future';
  if (unit.toLowerCase() === 'week')
    return { ...weekOf(addDays(today, coming ? 7 : shift * 7)), precision: 'week' as const };
  if (unit.toLowerCase() === 'month') return shiftedMonth(today, shift);
  return { ...yearRange(yearOf(today) + shift), precision: 'year' as const };
}

function shiftedMonth(today: string, shift: number): Period {
  const { year, month } = shiftMonth(yearOf(today), monthOf(today) + shift);
  return inMonth(year, month);
}

/** Saturday and Sunday: the latest begun, unless the clause looks ahead or the words say which. */
function weekend(today: string, shift: number, tense: Tense | null): Period {
  const saturday = addDays(weekOf(today).earliest, 5);
  const ahead = shift > 0 || (shift === 0 && tense === 'future');
  const earliest = shift < 0 || (!ahead && saturday > today) ? addDays(saturday, -7) : saturday;
  const next = shift > 0 && earliest <= today ? addDays(earliest, 7) : earliest;
  return { earliest: next, latest: addDays(next, 1), precision: 'week' };
}

const COUNTS = [
  '',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

export function readAgo({ count = '', unit = '' }: Groups, today: string | null): Period | null {
  if (today === null) return null;
  const word = count.toLowerCase();
  const number = word === 'a' ? 1 : /\d/.test(word) ? Number(word) : COUNTS.indexOf(word);
  if (unit.toLowerCase() === 'week') return { ...weekOf(addDays(today, -7 * number)), precision: 'week' };
  if (unit.toLowerCase() === 'month') return shiftedMonth(today, -number);
  if (unit.toLowerCase() === 'year') return { ...yearRange(yearOf(today) - number), precision: 'year' };
  return null;
}

/** Some days, but less than a week. */
export function readFewDaysAgo({ count = '' }: Groups, today: string | null): Period | null {
  if (today === null) return null;
  const most = count.toLowerCase() === 'few' ? 6 : 3;
  return { earliest: addDays(today, -most), latest: addDays(today, -2), precision: 'week' };
}

const LONGEST_LENGTH = 99;

/** "Over the past nine months": the length of time that ends today. How many "several" are is not said. */
export function readLength({ count = 'one', unit = '' }: Groups, today: string | null): Period | null {
  const number = /\d/.test(count) ? Number(count) : COUNTS.indexOf(count.toLowerCase());
  if (today === null || number < 1 || number > LONGEST_LENGTH) return null;
  const precision = unit.toLowerCase();
  if (precision === 'day') return { earliest: addDays(today, -number), latest: today, precision: 'week' };
  if (precision === 'week') return { earliest: addDays(today, -7 * number), latest: today, precision };
  const months = { month: 1, year: 12, decade: 120 }[precision] ?? 0;
  const { year, month } = shiftMonth(yearOf(today), monthOf(today) - months * number);
  const last = Number(monthRange(year, month).latest.slice(-2));
  const day = Math.min(Number(today.slice(-2)), last);
  return {
    earliest: dayOf(year, month, day),
    latest: today,
    precision: precision as 'month' | 'year' | 'decade',
  };
}

const FIRST_MONTH: Readonly<Record<string, number>> = {
  spring: 3,
  summer: 6,
  autumn: 9,
  fall: 9,
  winter: 12,
};

/** Meteorological seasons of the northern half; the winter of a year begins in its December. */
export function readSeason(
  { season = '', year, which }: Groups,
  today: string | null,
  tense: () => Tense | null,
): Period | null {
  const first = FIRST_MONTH[season.toLowerCase()] ?? 1;
  if (year !== undefined) return seasonOf(Number(year), first);
  if (today === null) return null;
  const shifts = [-2, -1, 0, 1, 2].map((shift) => seasonOf(yearOf(today) + shift, first));
  const begun = shifts.filter((each) => each.earliest <= today);
  const over = shifts.filter((each) => each.latest < today);
  const ahead = shifts.filter((each) => each.earliest > today);
  const word = which?.toLowerCase();
  if (word === 'last' || word === 'past' || word === 'this past') return over.at(-1) ?? null;
  if (word === 'next' || word === 'the coming') return ahead[0] ?? null;
  if (word === 'this') return seasonOf(yearOf(today) - (first === 12 && monthOf(today) < 6 ? 1 : 0), first);
  return (tense() === 'future' ? ahead[0] : begun.at(-1)) ?? null;
}

function seasonOf(year: number, first: number): Period {
  const last = shiftMonth(year, first + 2);
  return {
    earliest: dayOf(year, first, 1),
    latest: monthRange(last.year, last.month).latest,
    precision: 'season',
  };
}

export function readYear({ year = '' }: Groups): Period {
  return { ...yearRange(Number(year)), precision: 'year' };
}

export function readDecade({ decade, short = '' }: Groups): Period {
  const first = decade === undefined ? 1900 + Number(short) : Number(decade) * 10;
  return { earliest: dayOf(first, 1, 1), latest: dayOf(first + 9, 12, 31), precision: 'decade' };
}
