import type { DatePrecision } from '../db/tables.ts';
import { builder } from './builder.ts';

export const DatePrecisionEnum = builder.enumType('DatePrecision', {
  description: 'How exactly an article dates something.',
  values: {
    DAY: { value: 'day', description: 'To the day: “Friday”, “March 3”.' },
    WEEK: { value: 'week', description: 'To the week, Monday to Sunday: “last week”.' },
    MONTH: { value: 'month', description: 'To the month: “in August”.' },
    SEASON: { value: 'season', description: 'To the season: “this spring”.' },
    YEAR: { value: 'year', description: 'To the year: “in 2024”.' },
    DECADE: { value: 'decade', description: 'To the decade: “the 1990s”.' },
  } as const,
});

export interface DateSpanShape {
  readonly earliest: string;
  readonly latest: string;
  readonly precision: DatePrecision;
}

export const DateSpan = builder.objectRef<DateSpanShape>('DateSpan').implement({
  description:
    'When something took place or is to take place: the days between which it lies, both included, as far as the articles say. A relative date (“on Friday”) is resolved against the time of publication.',
  fields: (t) => ({
    earliest: t.expose('earliest', { type: 'LocalDate', description: 'The first day on which it can lie.' }),
    latest: t.expose('latest', { type: 'LocalDate', description: 'The last day on which it can lie.' }),
    precision: t.expose('precision', {
      type: DatePrecisionEnum,
      description: 'How exactly the article dates it.',
    }),
  }),
});

/** Null where the source does not say. */
export function dateSpan(
  earliest: string | null,
  latest: string | null,
  precision: DatePrecision | null,
): DateSpanShape | null {
  return earliest && latest && precision ? { earliest, latest, precision } : null;
}

export const DateTimeRange = builder.inputType('DateTimeRange', {
  description: 'The moments from one up to another. Either end may be left out.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'Included.' }),
    before: t.field({ type: 'DateTime', description: 'Not included.' }),
  }),
});
