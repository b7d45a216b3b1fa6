import type { DatePrecision } from '../../reading.ts';
import type { Day } from './calendar.ts';

/** What a date expression is read against. */
export interface DateReference {
  /** The local day of publication; null where the source says none. */
  readonly today: Day | null;
  readonly sentence: string;
}

/** A date with its place in the sentence. */
export interface RawDate {
  readonly start: number;
  readonly end: number;
  readonly earliest: Day;
  readonly latest: Day;
  readonly precision: DatePrecision;
}
