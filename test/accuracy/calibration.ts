export interface Judged {
  readonly confidence: number;
  readonly right: boolean;
}

const BINS = 10;

/** Expected calibration error: how far the stated confidence is from the share that was right, over ten equal bins. */
export function calibrationError(judged: readonly Judged[]): number {
  const bins = Array.from({ length: BINS }, (): Judged[] => []);
  for (const one of judged) bins[Math.min(BINS - 1, Math.floor(one.confidence * BINS))]!.push(one);
  return bins.reduce((error, bin) => {
    const stated = bin.reduce((sum, { confidence }) => sum + confidence, 0);
    const right = bin.filter((one) => one.right).length;
    return error + Math.abs(stated - right) / Math.max(1, judged.length);
  }, 0);
}
