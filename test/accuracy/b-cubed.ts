/** A mention on both sides, or on one: who or what it means in the gold, and in what was stored. */
export interface Linked {
  readonly gold: string | null;
  readonly found: string | null;
}

export interface BCubed {
  /** For each mention, the share of those stored with it that belong with it; null where nothing was found. */
  readonly precision: number | null;
  /** The share of those that belong with it that are stored with it; null where the gold has none. */
  readonly recall: number | null;
}

/**
 * Bagga and Baldwin's B³, mention by mention. A mention that only one side has is wrong there: what was found and is none counts
 * 0 for precision, what was missed counts 0 for recall.
 */
export function bCubed(all: readonly Linked[]): BCubed[] {
  const sizes = { gold: countBy(all, ({ gold }) => gold), found: countBy(all, ({ found }) => found) };
  const both = countBy(all, ({ gold, found }) =>
    gold !== null && found !== null ? JSON.stringify([gold, found]) : null,
  );
  return all.map(({ gold, found }) => {
    const shared = gold !== null && found !== null ? both.get(JSON.stringify([gold, found]))! : 0;
    return {
      precision: found === null ? null : shared / sizes.found.get(found)!,
      recall: gold === null ? null : shared / sizes.gold.get(gold)!,
    };
  });
}

function countBy(all: readonly Linked[], key: (linked: Linked) => string | null): Map<string, number> {
  const counts = new Map<string, number>();
  for (const linked of all) {
    const at = key(linked);
    if (at !== null) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return counts;
}

export interface Figures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** In percent. */
export function figuresOf(judged: readonly BCubed[]): Figures {
  const mean = (values: readonly (number | null)[]) => {
    const counted = values.filter((value) => value !== null);
    return (100 * counted.reduce((sum, value) => sum + value, 0)) / Math.max(1, counted.length);
  };
  const precision = mean(judged.map((each) => each.precision));
  const recall = mean(judged.map((each) => each.recall));
  return { precision, recall, f1: (2 * precision * recall) / Math.max(1e-9, precision + recall) };
}
