import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLLocalDate, GraphQLURL } from 'graphql-scalars';
import type { Moment } from '../db/tables.ts';
import { clientError } from './errors.ts';

/**
 * Moments come out of Postgres as text in UTC and leave as RFC 3339 in UTC with milliseconds. They come in as RFC 3339
 * with any offset.
 */
export const DateTime = new GraphQLScalarType<Moment, string>({
  ...GraphQLDateTime.toConfig(),
  description:
    'A moment as RFC 3339 text with its offset, such as 2026-03-03T14:05:00.000Z; served in UTC with milliseconds.',
  serialize: (value) => rfc3339(value as Moment),
  parseValue: (value) => inPostgres(GraphQLDateTime.parseValue(value) as Date),
  parseLiteral: (node) => inPostgres(GraphQLDateTime.parseLiteral(node, {}) as Date),
});

export const LocalDate = new GraphQLScalarType<string, string>({
  ...GraphQLLocalDate.toConfig(),
  description: 'A day as YYYY-MM-DD in the calendar of the place that the news is from, without a time zone.',
  parseValue: (value) => inCalendar(GraphQLLocalDate.parseValue(value) as string),
  parseLiteral: (node) => inCalendar(GraphQLLocalDate.parseLiteral(node, {}) as string),
});

export const Url = new GraphQLScalarType<string, string>({
  ...GraphQLURL.toConfig(),
  description: 'An absolute http or https address (RFC 3986).',
  serialize: (value) => String(value),
  parseValue: webAddress,
  parseLiteral: (node) => webAddress('value' in node ? node.value : null),
});

function webAddress(value: unknown): string {
  if (typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value)) return value;
  const got = JSON.stringify(value)?.slice(0, 80);
  throw clientError('BAD_INPUT', `Wanted an absolute http or https address; got ${got}.`);
}

/** Postgres has no year 0, and a year of five figures is a slip. */
function inPostgres(moment: Date): string {
  const year = moment.getUTCFullYear();
  if (year < 1 || year > 9999) {
    throw clientError('BAD_INPUT', `Wanted a moment in the years 1 to 9999 in UTC; got the year ${year}.`);
  }
  return moment.toISOString();
}

function inCalendar(day: string): string {
  if (day.startsWith('0000'))
    throw clientError('BAD_INPUT', `Wanted a day in the years 1 to 9999; got ${day}.`);
  return day;
}

/** `2025-10-22 13:38:00.123456+00` to `2025-10-22T13:38:00.123Z`. */
function rfc3339(moment: Moment): string {
  const [, day, time, fraction = ''] = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(moment) ?? [];
  if (!day || !time)
    throw new Error(`Wanted a moment as Postgres prints it in UTC; got ${JSON.stringify(moment)}.`);
  return `${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}
