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
import type { DateReference, RawDate } from './date-reference.ts';
import type { DatePrecision } from './reading.ts';
import { type Tense, tenseAround } from './tense.ts';

/** Weeks, months, seasons, years and decades in a sentence. */
export function periodsIn(reference: DateReference): RawDate[] {
  const found: RawDate[] = [];
  for (const { pattern, read } of PERIODS) {
    for (const match of reference.sentence.matchAll(pattern)) {
      const words = match.groups?.words ?? match[0];
      const start = match.index + match[0].lastIndexOf(words);
      const tense = () => tenseAround(reference.sentence, start, start + words.length);
      const period = read(match.groups ?? {}, reference.today, tense);
      if (period) found.push({ start, end: start + words.length, ...period });
    }
  }
  return found;
}

interface Period extends DayRange {
  readonly precision: DatePrecision;
}
type Groups = Partial<Record<string, string>>;
type ReadPeriod = (groups: Groups, today: string | null, tense: () => Tense | null) => Period | null;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME =
  '(?<month>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Apr|Aug|Sept|Oct|Nov|Dec)\\.)';
const YEAR = '(?<year>(?:1[6-9]|20)\\d\\d)(?![\\d%])(?![,.]\\d)';
const PART = '(?:(?:early|mid|late|the (?:start|beginning|middle|end) of)[\\s-]+(?:in\\s+)?)?';
const LEAD =
  '(?:in|since|until|till|by|from|during|through|throughout|between|of|before|after|to|and|for|early|mid|late|around|about|as early as)';
// What a number that is no year would count.
const NO_COUNT =
  '(?!\\s+(?:people|persons|men|women|children|workers|jobs|homes|houses|votes|seats|troops|soldiers|tons?|tonnes|miles|kilometers|kilometres|km|meters|metres|feet|pages|times|dollars|euros|pounds|points|cases|residents|students|members|families|others|acres|hectares|square)\\b)';
const NO_NOUN =
  '(?<!\\b(?:for|of|to|and|about|around|with)\\s+\\d{4}(?=\\s+(?!(?:and|to|in|by|when|for|as|at|or|but|until|through|with|after|before|on|because|that|which|who|from|is|was|are|were|had|has)\\b)[a-z]))';
const SEASON = '(?<season>spring|summer|autumn|fall|winter)';
const FORMER_LATTER = '(?<which>this past|last|this|next|past|the coming|the previous|that same)';

const PERIODS: readonly { pattern: RegExp; read: ReadPeriod }[] = [
  { pattern: new RegExp(`\\b(?<words>${PART}${MONTH_NAME},?\\s+(?:of\\s+)?${YEAR})`, 'g'), read: readMonth },
  {
    pattern: new RegExp(
      `\\b(?:${LEAD}|(?<which>this past|last|this|next))[\\s-]+(?<words>${MONTH_NAME})(?![\\w’'-])(?!\\.?\\s+(?:\\d|\\p{Lu}\\p{Ll}))`,
      'gu',
    ),
    read: readMonth,
  },
  {
    pattern: new RegExp(
      `\\b(?:the\\s+)?(?<words>${MONTH_NAME})(?<event>[’']s\\s+\\w|\\s+(?:meeting|summit|vote|election|elections|referendum|attack|raid|flood|floods|storm|strike|talks|deal|agreement|protest|protests|ruling|decision|speech|statement|conference|report|deadline|budget)\\b)`,
      'g',
    ),
    read: readMonth,
  },
  {
    pattern: new RegExp(
      `\\b(?<words>(?:(?:earlier|later|late|early)\\s+)?${FORMER_LATTER}\\s+(?<unit>week|weekend|month|year))\\b(?![’']s?-)`,
      'gi',
    ),
    read: readUnit,
  },
  { pattern: /\b(?:over|on|during|at) (?<words>(?:the|that) (?<unit>weekend))\b/gi, read: readUnit },
  {
    pattern:
      /\b(?<words>(?<count>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|one|\d{1,2}) (?<unit>week|month|year|decade)s? ago)\b/gi,
    read: readAgo,
  },
  {
    pattern: new RegExp(
      `\\b(?<words>(?:${FORMER_LATTER}\\s+)${SEASON})\\b(?!\\s+(?:of\\b|short|apart))`,
      'gi',
    ),
    read: readSeason,
  },
  { pattern: new RegExp(`\\b(?<words>${SEASON}(?:\\s+of|,)?\\s+${YEAR})`, 'gi'), read: readSeason },
  {
    pattern: new RegExp(
      `\\b(?:in|since|until|by) the (?:early |late )?(?<words>${SEASON})(?=[\\s]*(?:[,.;]|$|and\\b|when\\b|after\\b))`,
      'g',
    ),
    read: readSeason,
  },
  {
    pattern: /\b(?:the\s+|early\s+|mid-?|late\s+)?(?<words>(?<decade>(?:1[6-9]|20)\d)0s)\b/gi,
    read: readDecade,
  },
  { pattern: /\bthe (?<words>[’'](?<short>[2-9]0)s)\b/gi, read: readDecade },
  {
    pattern: new RegExp(`\\b${LEAD}[\\s-]+(?<words>${YEAR})${NO_COUNT}(?![\\w’'-])${NO_NOUN}`, 'gi'),
    read: readYear,
  },
  {
    pattern: new RegExp(`\\b(?:the|a) (?<words>${YEAR})(?=\\s+[a-z])${NO_COUNT}`, 'g'),
    read: readYear,
  },
];

function readMonth(
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

function readUnit(
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

function readAgo({ count = '', unit = '' }: Groups, today: string | null): Period | null {
  if (today === null) return null;
  const word = count.toLowerCase();
  const number = word === 'a' ? 1 : /\d/.test(word) ? Number(word) : COUNTS.indexOf(word);
  if (unit.toLowerCase() === 'week') return { ...weekOf(addDays(today, -7 * number)), precision: 'week' };
  if (unit.toLowerCase() === 'month') return shiftedMonth(today, -number);
  if (unit.toLowerCase() === 'year') return { ...yearRange(yearOf(today) - number), precision: 'year' };
  return null;
}

const FIRST_MONTH: Readonly<Record<string, number>> = {
  spring: 3,
  summer: 6,
  autumn: 9,
  fall: 9,
  winter: 12,
};

/** Meteorological seasons of the northern half; the winter of a year begins in its December. */
function readSeason(
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

function readYear({ year = '' }: Groups): Period {
  return { ...yearRange(Number(year)), precision: 'year' };
}

function readDecade({ decade, short = '' }: Groups): Period {
  const first = decade === undefined ? 1900 + Number(short) : Number(decade) * 10;
  return { earliest: dayOf(first, 1, 1), latest: dayOf(first + 9, 12, 31), precision: 'decade' };
}
