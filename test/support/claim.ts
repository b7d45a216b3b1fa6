/** One thing that the gold says of an article, and whether the reading agrees. */
export interface Claim {
  readonly what: string;
  readonly holds: boolean;
  readonly wanted: string;
  readonly got: string;
}

export function claim(what: string, holds: boolean, wanted: string, got: string): Claim {
  return { what, holds, wanted, got };
}
