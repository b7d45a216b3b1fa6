const RESAMPLES = 1_000;

/** Half the width of the 95 % interval of a figure, by resampling its pages. The same at every run. */
export function halfInterval<Page>(
  pages: readonly Page[],
  figure: (pages: readonly Page[]) => number,
): number {
  const random = seeded(1);
  const figures = Array.from({ length: RESAMPLES }, () =>
    figure(pages.map(() => pages[Math.floor(random() * pages.length)] as Page)),
  );
  const mean = figures.reduce((sum, value) => sum + value, 0) / figures.length;
  const variance = figures.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (figures.length - 1);
  return 1.96 * Math.sqrt(variance);
}

/** Wilson's 95 % interval of a share: no wider than 0 to 1, and no point where all are right. */
export function wilson(right: number, all: number): readonly [number, number] {
  const z = 1.96;
  const share = right / all;
  const middle = share + z ** 2 / (2 * all);
  const spread = z * Math.sqrt((share * (1 - share)) / all + z ** 2 / (4 * all ** 2));
  const whole = 1 + z ** 2 / all;
  return [Math.max(0, (middle - spread) / whole), Math.min(1, (middle + spread) / whole)];
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
