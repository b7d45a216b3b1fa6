/** A feed is polled sooner while it tells something new, and later while it does not. */
export function nextInterval(intervalS: number, news: boolean, { min, max }: Bounds): number {
  return clamp(Math.round(news ? intervalS / 2 : intervalS * 1.5), min, max);
}

/** After so many failures in a row: doubled each time, so that a host that is down for long is not asked for long. */
export function intervalAfterFailures(intervalS: number, failures: number, { max }: Bounds): number {
  return Math.min(intervalS * 2 ** Math.min(failures, 16), Math.max(max, intervalS));
}

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

const HOUR_S = 3_600;
/** After its publication an article is looked at again, ever more seldom: most corrections come within hours. */
const CHECKS_AFTER_S = [1 * HOUR_S, 6 * HOUR_S, 24 * HOUR_S, 7 * 24 * HOUR_S] as const;
/** Where a check is due in less than that, the one after it is enough. */
const TOO_SOON_S = 600;

/** Seconds from now to the next look; null after the last one. */
export function nextCheckInS(publishedAt: Date, now: Date): number | null {
  const ageS = Math.max(0, (now.getTime() - publishedAt.getTime()) / 1_000);
  const next = CHECKS_AFTER_S.find((afterS) => afterS - ageS > TOO_SOON_S);
  return next === undefined ? null : next - ageS;
}

/** A tenth more or less, so that what came together does not come together again. */
export function jittered(seconds: number, random: () => number = Math.random): number {
  return seconds * (0.9 + random() * 0.2);
}

/** Seconds for a host that asked to be left alone so long: never sooner, a fifth later at most. */
export function notSooner(waitMs: number, random: () => number = Math.random): number {
  return (waitMs / 1_000) * (1 + random() * 0.2);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
