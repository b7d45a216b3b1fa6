import type { Moment } from '../../db/tables.ts';
import type { NewsDocument } from './document.ts';

/** Clocks go wrong by hours, and zones are mistaken for one another. */
const AHEAD_MS = 24 * 60 * 60 * 1_000;

/**
 * Its place in lists: when it was published, as far as that can be. A later time than its coming, or than the end of its embargo, is a
 * mistake or an attempt to stay on top; then it keeps the place that it `had`, or has that of its coming.
 */
export function listedAtOf(
  { publishedAt, embargoedUntil }: Pick<NewsDocument, 'publishedAt' | 'embargoedUntil'>,
  had: Moment | null,
  now: Moment,
): Moment {
  const latest = (moment: string) => Date.parse(moment) + AHEAD_MS;
  const isPossible = (moment: string) =>
    Date.parse(moment) <= latest(now) ||
    (embargoedUntil !== null && Date.parse(moment) <= latest(embargoedUntil));
  if (publishedAt !== null && isPossible(publishedAt)) return publishedAt;
  return had !== null && isPossible(had) ? had : now;
}
