/** A known event that a found one may be. */
export interface EventCandidate {
  /** Of the found event. */
  readonly index: number;
  readonly id: string;
  readonly sameName: boolean;
  readonly samePlace: boolean;
  readonly sharedParticipants: number;
  /** A former version of the same article told of it. */
  readonly former: boolean;
}

/**
 * For each found event the known one that it is, or null for a new one; no known event twice. All candidates are of the
 * found one's kind and either of its days or of the article's former version.
 */
export function chooseEvents(found: number, candidates: readonly EventCandidate[]): (string | null)[] {
  const chosen: (string | null)[] = Array.from({ length: found }, () => null);
  const taken = new Set<string>();
  const likely = candidates.filter(isSame).toSorted(surestFirst);
  for (const { index, id } of likely) {
    if (chosen[index] !== null || taken.has(id)) continue;
    chosen[index] = id;
    taken.add(id);
  }
  return chosen;
}

function isSame({ sharedParticipants, samePlace, sameName, former }: EventCandidate): boolean {
  return sharedParticipants >= 2 || (sharedParticipants === 1 && samePlace) || (former && sameName);
}

function surestFirst(a: EventCandidate, b: EventCandidate): number {
  return (
    Number(b.former) - Number(a.former) ||
    Number(b.sameName) - Number(a.sameName) ||
    b.sharedParticipants - a.sharedParticipants ||
    Number(b.samePlace) - Number(a.samePlace) ||
    a.index - b.index ||
    (BigInt(a.id) < BigInt(b.id) ? -1 : 1)
  );
}
