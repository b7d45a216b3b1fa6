import type { Answers } from './load.ts';
import { type Looked, quantile, type Sample } from './samples.ts';

export interface Soaked {
  readonly samples: readonly Sample[];
  readonly answers: Answers;
  /** Before the load, and after it when all clients have gone. */
  readonly before: Looked;
  readonly after: Looked;
  readonly exitCode: number | null;
}

/** What was loaded on first use is no leak; so much is within what the collector leaves from one time to the next. */
const GROWN_RATIO = 1.05;
const GROWN_MB = 16;
const JUDGED_FROM_S = 240;
/** What a server that runs for weeks can't bear, and ten minutes tell from what comes and goes. */
const MB_A_MINUTE = 1;
const TOLD_AFTER_S = 600;

/** Everything that is wrong; empty where all is well. */
export function faultsOf({ samples, answers, before, after, exitCode }: Soaked): string[] {
  const told = [
    // A client of a busy machine may be too slow itself.
    ...faultsAmong(answers.asked, /^(200|408|503 UNAVAILABLE)$/),
    ...faultsAmong(answers.hostile, /^([1-4]\d\d|503 UNAVAILABLE)$/),
  ];
  const exit = exitCode === 0 ? [] : [`The server ended with ${exitCode}`];
  return [...told, ...growthOf(samples), ...creepOf(samples), ...leftOver(before, after), ...exit];
}

function faultsAmong(answers: Readonly<Record<string, number>>, expected: RegExp): string[] {
  const others = Object.entries(answers).filter(([answer]) => !expected.test(answer));
  return others.map(([answer, times]) => `${times} requests were answered ${answer}`);
}

/** True where a run is too short to tell a leak from a beginning. */
export function isTooShort(samples: readonly Sample[]): boolean {
  return (samples.at(-1)?.atS ?? 0) < JUDGED_FROM_S;
}

/** Whether the second half of the last third holds more than its first half. */
function growthOf(samples: readonly Sample[]): string[] {
  if (isTooShort(samples)) return [];
  const third = samples.slice(Math.floor((samples.length * 2) / 3));
  const middle = Math.ceil(third.length / 2);
  return (['rssMb', 'heapMb'] as const).flatMap((what) => {
    // What is left when the collector has been: the rest comes and goes.
    const [from, to] = [third.slice(0, middle), third.slice(middle)].map((part) =>
      Math.min(...part.map((sample) => sample[what])),
    ) as [number, number];
    const grows = to > from * GROWN_RATIO && to > from + GROWN_MB;
    const name = what === 'rssMb' ? 'RSS' : 'heap';
    return grows ? [`${name} still grows: ${from.toFixed(0)} MB, then ${to.toFixed(0)} MB`] : [];
  });
}

/** Whether memory goes up by little, but on and on, in the last half. */
function creepOf(samples: readonly Sample[]): string[] {
  const half = samples.slice(samples.length >> 1);
  if ((half.at(-1)?.atS ?? 0) - (half[0]?.atS ?? 0) < TOLD_AFTER_S) return [];
  const slope = 60 * slopeOf(half.map(({ atS, rssMb }) => [atS, rssMb]));
  return slope > MB_A_MINUTE ? [`RSS creeps up by ${slope.toFixed(1)} MB a minute`] : [];
}

/** The median of the slopes between any two points, which a few that lie far off do not move (Theil and Sen). */
function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes = points.flatMap(([x, y], i) =>
    points.slice(i + 1).map(([laterX, laterY]) => (laterY - y) / (laterX - x)),
  );
  return quantile(slopes, 0.5);
}

/** What is open still when nobody asks any more. */
export function leftOver(before: Looked, after: Looked): string[] {
  const none = (['subscriptions', 'statements', 'backlog'] as const).filter((what) => after[what] > 0);
  // The pool keeps some for a while, and one connection hears of changes for the cache.
  const [sockets, listeners] = [before.sockets + after.backends + 2, Math.max(1, before.listeners)];
  return [
    ...none.map((what) => `${after[what]} ${what} are left over`),
    ...(after.sockets > sockets ? [`${after.sockets} sockets are left over`] : []),
    ...(after.listeners > listeners ? [`${after.listeners} listeners are left over`] : []),
  ];
}
