import { listOf, matching, moment, object, oneOf, text, whole } from './check.ts';

/** A year, a month, a day or a moment. */
const TRUNCATED =
  /^-?(?:[1-9]\d*)?\d{4}(?:-(?:1[0-2]|0[1-9])(?:-(?:3[01]|0[1-9]|[12]\d)(?:T(?:2[0-3]|[01]\d):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:2[0-3]|[01]\d):[0-5]\d)?)?)?)?$/;
const truncated = matching(TRUNCATED, 'a date as YYYY, YYYY-MM, YYYY-MM-DD or with a time');

const recurrenceRule = object({
  fields: {
    frequency: oneOf('secondly', 'minutely', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'),
    ...{ interval: whole(), until: moment, count: whole() },
  },
});

const STARTS = ['startDate', 'expectedStartDate'];
const ENDS = ['endDate', 'expectedEndDate'];

/** When an event or a coverage is: a start that is known or expected, or an end, but not known and expected at once. */
export const datesOf = object({
  fields: {
    ...{ startDate: moment, endDate: moment, expectedStartDate: truncated, expectedEndDate: truncated },
    expectedDuration: text,
    recurrence: object({
      fields: { recurrenceDates: listOf(truncated), recurrenceRules: listOf(recurrenceRule) },
    }),
  },
  rule: (value) => {
    const there = (names: readonly string[]) => names.filter((name) => Object.hasOwn(value, name));
    if (there(STARTS).length === 1 || there(ENDS).length === 1) return null;
    const got = [...there(STARTS), ...there(ENDS)].join(' and ') || 'none';
    return {
      path: [],
      wanted: `one of ${STARTS.join(', ')}, or one of ${ENDS.join(', ')}`,
      got,
      fault: 'rule',
    };
  },
});
