import { offsetIn } from '../scraped/printed-time.ts';

export interface ReadMoment {
  /** RFC 3339 with an offset. */
  readonly at: string;
  readonly zoneAssumed: boolean;
}

const MOMENT =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-](?:0\d|1[0-5])(?::?[0-5]\d)?)?)?$/i;

/** A moment as agencies write it: with an offset, without one or as a day alone, in the zone given. Null for other text. */
export function momentOf(printed: string | null | undefined, timeZone = 'UTC'): ReadMoment | null {
  const text = printed?.trim() ?? '';
  const [, day, clock = '00:00:00', zone] = MOMENT.exec(text) ?? [];
  if (day === undefined || !isReal(day, clock)) return null;
  const at = `${day}T${clock}`;
  return { at: `${at}${zone ? offsetOf(zone) : offsetIn(timeZone, at)}`, zoneAssumed: zone === undefined };
}

function offsetOf(zone: string): string {
  if (/^z$/i.test(zone)) return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** The first of the moments that can be read. */
export function firstMoment(
  printed: readonly (string | null | undefined)[],
  timeZone?: string,
): ReadMoment | null {
  for (const each of printed) {
    const moment = momentOf(each, timeZone);
    if (moment) return moment;
  }
  return null;
}

/** When an embargo ends. What cannot be read as a moment holds it until further notice: an early release cannot be taken back. */
export function embargoEnd(printed: string | null, timeZone?: string): string | null {
  if (printed === null) return null;
  return momentOf(printed, timeZone)?.at ?? 'infinity';
}

/** Date takes 30 February for 2 March. */
function isReal(day: string, clock: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return false;
  return !day.startsWith('0000') && !Number.isNaN(Date.parse(`${day}T${clock}Z`));
}
