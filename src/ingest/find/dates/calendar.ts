/** Days of the proleptic Gregorian calendar as `YYYY-MM-DD`. */
export type Day = string;

const MS_A_DAY = 86_400_000;

export function dayOf(year: number, month: number, day: number): Day {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.toISOString().slice(0, 10);
}

export function isRealDay(year: number, month: number, day: number): boolean {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= lastDayOf(year, month);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * MS_A_DAY).toISOString().slice(0, 10);
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MS_A_DAY);
}

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(day).getUTCDay();
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** 1 is January. */
export function monthOf(day: Day): number {
  return Number(day.slice(5, 7));
}

export interface DayRange {
  readonly earliest: Day;
  readonly latest: Day;
}

/** Monday to Sunday, as ISO 8601 has it. */
export function weekOf(day: Day): DayRange {
  const earliest = addDays(day, -((weekdayOf(day) + 6) % 7));
  return { earliest, latest: addDays(earliest, 6) };
}

export function monthRange(year: number, month: number): DayRange {
  return { earliest: dayOf(year, month, 1), latest: dayOf(year, month, lastDayOf(year, month)) };
}

export function yearRange(year: number): DayRange {
  return { earliest: dayOf(year, 1, 1), latest: dayOf(year, 12, 31) };
}

/** Months may lie outside 1 to 12: month 0 of 2026 is December 2025. */
export function shiftMonth(year: number, month: number): { year: number; month: number } {
  const index = year * 12 + month - 1;
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
}

function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}
