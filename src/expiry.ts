import type { Moment } from '../db/tables.ts';

const UNITS_MS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const WANTED = 'Wanted a time to come, such as 90d, 12h, 2027-01-31, 2027-01-31T12:00:00Z, or never.';
const LATEST_MS = Date.UTC(10_000, 0);

/** When something ends that was given so long, or until then; null: never. */
export function expiryOf(text: string, nowMs: number): Moment | null | { readonly wanted: string } {
  if (text === 'never') return null;
  const endMs = endOf(text, nowMs);
  return endMs > nowMs && endMs < LATEST_MS ? new Date(endMs).toISOString() : { wanted: WANTED };
}

/** Milliseconds since 1970; NaN for what is neither. */
function endOf(text: string, nowMs: number): number {
  const [, count, unit = ''] = /^(\d{1,6})([hdw])$/.exec(text) ?? [];
  if (count) return nowMs + Number(count) * (UNITS_MS[unit] as number);
  const [day] = /^\d{4}-\d\d-\d\d(?=$|T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$)/.exec(text) ?? [];
  return day && isDay(day) ? Date.parse(text) : Number.NaN;
}

/** `Date.parse` takes the 31st of February for a day in March. */
function isDay(day: string): boolean {
  const ms = Date.parse(day);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}
