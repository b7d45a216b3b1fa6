import { type Chrono, en, type ParsedResult } from 'chrono-node';
import { addDays, type Day, dayOf, daysBetween, isRealDay, weekdayOf, weekOf, yearOf } from './calendar.ts';
import type { DateReference, RawDate } from './date-reference.ts';
import { type Tense, tenseAround } from './tense.ts';

// chrono finds and takes apart; which week or year is meant is decided here, by the tense of the clause.
const chrono: Chrono = en.casual.clone();

/** Single days and ranges of days ("Aug. 10-12") in a sentence. */
export function daysIn(reference: DateReference): RawDate[] {
  const today = reference.today ?? '2000-01-01';
  const instant = new Date(`${today}T12:00:00Z`);
  return piecesOf(reference.sentence).flatMap(({ start, end }) => {
    if (reference.today === null && !FULL_YEAR.test(reference.sentence.slice(start, end))) return [];
    const words = reference.sentence.slice(start, end).replace(FROM_A_DAY, (from) => ' '.repeat(from.length));
    const results = chrono.parse(words, { instant, timezone: 0 });
    return results.flatMap((result) => dayOfResult(result, start, reference));
  });
}

/** Without a day to count from only what prints its year is a day: see `resolvedDay`. */
const FULL_YEAR = /\d{4}/;

function dayOfResult(result: ParsedResult, offset: number, reference: DateReference): RawDate[] {
  const words = trimmed(result, offset);
  if (words === null || !isDay(words, reference.sentence)) return [];
  const days = resolved(result, words, reference);
  if (days === null) return [];
  const found: RawDate = { start: words.start, end: words.end, ...days, precision: 'day' };
  return [withSecondDay(found, reference.sentence)];
}

// The parser's time grows with the square of what it is given: it gets the words around a day, and no more.
const TRIGGER =
  /(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\b(?:[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Tt]his (?:morning|afternoon|evening)|[Ll]ast night|days? ago)\b|\d{4}-\d\d-\d\d|\d\/\d{4}/g;
const AROUND_CHARS = 24;
// "From 3 to 6 May": before its "from" the parser takes the first for no day.
const FROM_A_DAY = /\bfrom (?=\d{1,2} (?:to|until) \d{1,2} [A-Z])/g;
const PIECE_CHARS = 200;

function piecesOf(sentence: string): { start: number; end: number }[] {
  const pieces: { start: number; end: number }[] = [];
  for (const match of sentence.matchAll(TRIGGER)) {
    const end = Math.min(sentence.length, match.index + match[0].length + AROUND_CHARS);
    const last = pieces.at(-1);
    if (last && match.index - AROUND_CHARS < last.end && end - last.start <= PIECE_CHARS) last.end = end;
    else pieces.push({ start: Math.max(last?.end ?? 0, match.index - AROUND_CHARS), end });
  }
  return pieces;
}

interface Words {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

// Prepositions and the time of day stand around a day and are no part of it.
const LEAD =
  /^[\s,(]*(?:(?:on|at|in|from|by|of|until|since)\s+)?(?:\d{1,2}(?::\d\d|(?=\s*[ap]\.?m\b)|(?=\s*o['’]clock))\s*(?:[ap]\.?m\.?|o['’]clock)?,?\s+)?(?:on\s+)?/i;
const CLOCK_BEHIND =
  /,?\s+(?:at\s+)?(?:\d{1,2}(?:[:.]\d\d\s*(?:[ap]\.?m\.?)?|\s*[ap]\.?m\.?)|midnight|noon|dawn)$/i;

function trimmed(result: ParsedResult, offset: number): Words | null {
  const lead = LEAD.exec(result.text)?.[0].length ?? 0;
  const text = result.text
    .slice(lead)
    .replace(CLOCK_BEHIND, '')
    .replace(/[\s,)]+$/, '');
  const start = offset + result.index + lead;
  return text === '' ? null : { start, end: start + text.length, text };
}

const WEEKDAY =
  /^(?:(?:[Tt]his past|[Tt]his coming|[Tt]his|[Ll]ast|[Pp]ast|[Nn]ext|[Cc]oming)\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day/;
const MONTH =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)/;
const NAMED_DAY = /^(?:today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening)|last night)\b/i;
const DAYS_AGO = /^(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|a) days? ago$/i;
const NUMERIC = /^\d{4}-\d{2}-\d{2}\b|^\d{1,2}\/\d{1,2}\/\d{4}$/;

// "Every Friday" is no day, nor are "Black Friday" and the "Sunday Times".
const NO_DAY_AFTER =
  /\b(?:every|each|any|most|some|one|many|another|on an?|Black|Cyber|Super|Ruby|Fat|Bloody|Sheffield|Casual)\s+$/;
const NO_DAY_BEFORE = /^ (?:Times|Mirror|Telegraph|Express|Independent|Night (?:Live|Football)|school)\b/;

// "Seen by Halvary Today": a name.
const NAME_BEFORE = /[\p{L}’'] $/u;

function isDay({ text, start, end }: Words, sentence: string): boolean {
  const forms = [WEEKDAY, NAMED_DAY, DAYS_AGO, NUMERIC];
  if (!forms.some((form) => form.test(text)) && !(MONTH.test(text) && /\d/.test(text))) return false;
  if (/^To[dn]/.test(text) && NAME_BEFORE.test(sentence.slice(0, start))) return false;
  return (
    !NO_DAY_AFTER.test(sentence.slice(Math.max(0, start - 12), start)) &&
    !NO_DAY_BEFORE.test(sentence.slice(end, end + 16))
  );
}

const AND_DAY = /^ and (\d{1,2})(?![\d,:.]\d|\d|%)(?=[\s,.;]|$)/;

/** "June 3 and 4": the second day, of which the parser knows nothing. */
function withSecondDay(found: RawDate, sentence: string): RawDate {
  const second = AND_DAY.exec(sentence.slice(found.end));
  const day = `${found.latest.slice(0, 8)}${(second?.[1] ?? '').padStart(2, '0')}`;
  const follows =
    second && /\d$/.test(sentence.slice(found.start, found.end)) && daysBetween(found.latest, day) === 1;
  return follows ? { ...found, end: found.end + second[0].length, latest: day } : found;
}

function resolved(result: ParsedResult, words: Words, reference: DateReference) {
  const { start, end } = result;
  if (!start.isCertain('day') && !start.isCertain('weekday')) return null;
  const earliest = resolvedDay(start, words, reference);
  if (earliest === null) return null;
  if (!end || !(end.isCertain('day') || end.isCertain('weekday'))) return { earliest, latest: earliest };
  const ends = resolvedDay(end, words, reference);
  if (ends === null) return null;
  const latest = ends < earliest && end.isCertain('weekday') ? addDays(ends, 7) : ends;
  return latest < earliest ? null : { earliest, latest };
}

type Components = ParsedResult['start'];

function resolvedDay(parts: Components, words: Words, { today, sentence }: DateReference): Day | null {
  const [year, month, day] = [parts.get('year') ?? 0, parts.get('month') ?? 0, parts.get('day') ?? 0];
  if (!isRealDay(year, month, day)) return null;
  if (today === null && !FULL_YEAR.test(words.text)) return null;
  // Printed, or counted from today ("two days ago").
  if (parts.isCertain('year') || today === null) return dayOf(year, month, day);
  if (NAMED_DAY.test(words.text)) return dayOf(year, month, day);
  const tense = tenseAround(sentence, words.start, words.end);
  if (parts.isCertain('day')) return nearestYear(today, month, day, tense);
  return weekday(today, parts.get('weekday') ?? 0, words.text, tense);
}

// A year is printed with a day long gone, so a past verb is the weaker evidence.
const WRONG_SIDE_DAYS: Readonly<Record<Tense, number>> = {
  future: 1_000,
  past: 200,
  'once planned': 0,
  cancelled: 0,
};

/** A month and day without a year: the nearest on the side that the clause tells. */
function nearestYear(today: Day, month: number, day: number, tense: Tense | null): Day | null {
  const years = [-1, 0, 1]
    .map((shift) => yearOf(today) + shift)
    .filter((year) => isRealDay(year, month, day));
  const days = years.map((year) => dayOf(year, month, day));
  const near = (each: Day) =>
    Math.abs(daysBetween(today, each)) +
    (isOnSide(each, today, tense) ? 0 : WRONG_SIDE_DAYS[tense ?? 'past']);
  return [...days].sort((a, b) => near(a) - near(b))[0] ?? null;
}

function isOnSide(day: Day, today: Day, tense: Tense | null): boolean {
  if (tense === 'future') return day >= today;
  return tense !== 'past' || day <= today;
}

/** What is cancelled is ahead, or was to be just now. */
const JUST_OVER_DAYS = 2;

function weekday(today: Day, wanted: number, words: string, tense: Tense | null): Day {
  const back = (weekdayOf(today) - wanted + 7) % 7;
  if (/^(?:last|past|this past)\b/i.test(words)) return addDays(today, back === 0 ? -7 : -back);
  if (/^next\b/i.test(words)) return addDays(addDays(weekOf(today).earliest, 7), (wanted + 6) % 7);
  if (tense === 'cancelled') return addDays(today, back <= JUST_OVER_DAYS ? -back : 7 - back);
  const saysAhead = /^(?:coming|this coming)\b/i.test(words) || (/^this\b/i.test(words) && tense !== 'past');
  const ahead = saysAhead || tense === 'future' || tense === 'once planned';
  return addDays(today, ahead ? (7 - back) % 7 : -back);
}
