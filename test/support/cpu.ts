/** Of this process alone, so that a busy machine counts for nothing; in milliseconds of the machine on which limits are set. */
export function cpuMs(run: () => unknown, longMs = 1_000): number {
  let least = Number.POSITIVE_INFINITY;
  // What is slow is slow again; a collection of what other tests left behind is not.
  for (let tries = 0; tries < 3 && least > longMs; tries++) {
    const ms = once(run);
    least = Math.min(least, ms > longMs ? ms / slowness() : ms);
  }
  return least;
}

const TEXT = 'The quick brown fox jumps over the lazy dog. '.repeat(20_000);
/** What `reference` takes there. */
const REFERENCE_MS = 22;
const reference = () => TEXT.replace(/\b(\w)(\w*)\b/g, '$2$1');

/** How many times as long as there it takes here at the moment, where others share the caches and the cores; at least 1. */
export function slowness(): number {
  reference();
  return Math.max(1, once(reference) / REFERENCE_MS);
}

function once(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
