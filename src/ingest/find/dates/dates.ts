import type { FoundDate, Span } from '../../reading.ts';
import { sentencesOf } from '../sentences.ts';
import type { Day } from './calendar.ts';
import { daysIn } from './date-days.ts';
import { periodsIn } from './date-periods.ts';
import type { DateReference, RawDate } from './date-reference.ts';

/** No date expression needs more context than this; it bounds the work on text without full stops. */
const WINDOW = 2_000;
/** More than the longest chronicle names. What a text names beyond is left unread. */
const MOST_DATES = 5_000;

/**
 * The days and periods that a text names, in order and disjoint. Relative ones ("Friday", "last week") are resolved
 * against the local day of `publishedAt`, in the offset printed in it; without it only full dates are found.
 */
export function datesOf(
  text: string,
  publishedAt: string | null,
  sentences: readonly Span[] = sentencesOf(text),
): FoundDate[] {
  const today = publishedAt === null ? null : localDayOf(publishedAt);
  const found: FoundDate[] = [];
  for (const sentence of sentences) {
    for (let start = sentence.start; start < sentence.end && found.length < MOST_DATES; start += WINDOW) {
      const words = text.slice(start, Math.min(sentence.end, start + WINDOW));
      const reference: DateReference = { today, sentence: words };
      for (const date of disjoint([...daysIn(reference), ...periodsIn(reference)])) {
        found.push(placed(date, start, text));
      }
    }
  }
  return found;
}

/** The calendar day on the clock whose offset is printed in the moment. */
export function localDayOf(moment: string): Day | null {
  return /^(\d{4}-\d{2}-\d{2})(?:T|$)/.exec(moment)?.[1] ?? null;
}

function placed(date: RawDate, offset: number, text: string): FoundDate {
  const span = { start: offset + date.start, end: offset + date.end };
  return {
    span,
    text: text.slice(span.start, span.end),
    earliest: date.earliest,
    latest: date.latest,
    precision: date.precision,
  };
}

/** The longer of two that overlap wins: "Friday, Aug. 15, 2025" over "2025". */
function disjoint(dates: readonly RawDate[]): RawDate[] {
  const kept: RawDate[] = [];
  const byLength = [...dates].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  for (const date of byLength) {
    if (kept.every((other) => date.end <= other.start || date.start >= other.end)) kept.push(date);
  }
  return kept.sort((a, b) => a.start - b.start);
}
