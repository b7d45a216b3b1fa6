import { Chrono, en, type ParsedResult } from 'chrono-node';
import { addDays, type Day, dayOf, daysBetween, isRealDay, weekdayOf, weekOf, yearOf } from './calendar.ts';
import type { DateReference, RawDate } from './date-reference.ts';
import { type Tense, tenseAround } from './tense.ts';

// chrono finds and takes apart; which week or year is meant is decided here, by the tense of the clause.
const chrono: Chrono = en.casual.clone();

/** Single days and ranges of days ("Aug. 10-12") in a sentence. */
export function daysIn(reference: DateReference): RawDate[] {
  const today = reference.today ?? '2000-01-01';
  const instant = new Date(`${today}T12:00:00Z`);
  const results = chrono.parse(reference.sentence, { instant, timezone: 0 });
  return results.flatMap((result) => {
    const words = trimmed(result);
    if (words === null || isNoDay(words.text, reference.sentence.slice(words.end))) return [];
    const days = resolved(result, words, reference);
    return days === null ? [] : [{ start: words.start, end: words.end, ...days, precision: 'day' as const }];
  });
}

interface Words {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const LEAD =
  /^[\s,(]*(?:(?:on|at|in|from|by|of|until|since)\s+)?(?:\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\.?|o['’]clock)?\s+(?:on\s+)?(?=[A-Za-z]{3}))?(?:on\s+)?/i;

function trimmed(result: ParsedResult): Words | null {
  const lead =
    /^[a-z]/i.test(result.text) || /^[\s,(]/.test(result.text)
      ? (LEAD.exec(result.text)?.[0].length ?? 0)
      : 0;
  const text = result.text.slice(lead).replace(/[\s,)]+$/, '');
  const start = result.index + lead;
  return text === '' ? null : { start, end: start + text.length, text };
}

const WEEKDAY =
  /^(?:(?:this past|this coming|this|last|past|next|coming)\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day/;
const MONTH =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)/;
const NAMED_DAY = /^(?:today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening)|last night)\b/i;
const DAYS_AGO = /^(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|a) days? ago$/i;
const NUMERIC = /^\d{4}-\d{2}-\d{2}\b|^\d{1,2}\/\d{1,2}\/\d{4}$/;

function isNoDay(text: string, after: string): boolean {
  if (/^[’']s (?:children|child)\b/.test(after)) return true;
  const monthDay = MONTH.test(text) && /\d/.test(text);
  return !(
    WEEKDAY.test(text) ||
    monthDay ||
    NAMED_DAY.test(text) ||
    DAYS_AGO.test(text) ||
    NUMERIC.test(text)
  );
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
  const full = parts.isCertain('year') && !DAYS_AGO.test(words.text) && !NAMED_DAY.test(words.text);
  if (full) return dayOf(year, month, day);
  if (today === null) return null;
  const tense = tenseAround(sentence, words.start, words.end);
  if (parts.isCertain('day') && parts.isCertain('year')) return dayOf(year, month, day);
  if (NAMED_DAY.test(words.text)) return dayOf(year, month, day);
  if (parts.isCertain('day')) return nearestYear(today, month, day, tense);
  return weekday(today, parts.get('weekday') ?? 0, words.text, tense);
}

/** A month and day without a year: the coming one where the clause looks ahead, else the nearest. */
function nearestYear(today: Day, month: number, day: number, tense: Tense | null): Day | null {
  const years = [-1, 0, 1]
    .map((shift) => yearOf(today) + shift)
    .filter((year) => isRealDay(year, month, day));
  const days = years.map((year) => dayOf(year, month, day));
  const allowed = days.filter((each) =>
    tense === 'future' ? each >= today : tense === 'past' ? each <= today : true,
  );
  const near = (each: Day) => Math.abs(daysBetween(today, each));
  return [...(allowed.length > 0 ? allowed : days)].sort((a, b) => near(a) - near(b))[0] ?? null;
}

function weekday(today: Day, wanted: number, words: string, tense: Tense | null): Day {
  const back = (weekdayOf(today) - wanted + 7) % 7;
  if (/^(?:last|past|this past)\b/i.test(words)) return addDays(today, back === 0 ? -7 : -back);
  if (/^next\b/i.test(words)) return addDays(addDays(weekOf(today).earliest, 7), (wanted + 6) % 7);
  const ahead =
    tense === 'future' ||
    /^(?:coming|this coming)\b/i.test(words) ||
    (/^this\b/i.test(words) && tense !== 'past');
  return addDays(today, ahead ? (7 - back) % 7 : -back);
}
