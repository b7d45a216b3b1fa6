import type { DatePrecision, EventKind } from '../reading.ts';

/** A known event that a found one may be. */
export interface EventCandidate {
  /** Of the found event. */
  readonly index: number;
  readonly id: string;
  readonly sameName: boolean;
  readonly samePlace: boolean;
  readonly otherPlace: boolean;
  readonly sameDays: boolean;
  /** The found one's days are a week or month ("last week's summit") around the known one's day. */
  readonly wider: boolean;
  readonly sharedParticipants: number;
  /** Both have participants, and none in common. */
  readonly otherParticipants: boolean;
  /** The most that the text of one article about it names in common with this one. */
  readonly sharedActors: number;
  /** A former version of the same article told of it. */
  readonly former: boolean;
}

/** Of these there is one a day in one story; of meetings, calls and statements there are many. */
const ONE_A_DAY: ReadonlySet<EventKind> = new Set<EventKind>([
  'summit',
  'vote',
  'election',
  'trial',
  'disaster',
  'agreement',
]);
/** Of these there is one a day in one place; of votes and trials there may be many. */
const ONE_A_PLACE: ReadonlySet<EventKind> = new Set<EventKind>([
  'summit',
  'election',
  'disaster',
  'protest',
  'conference',
  'ceremony',
]);
/** So many people and organizations in common: two articles of one story. */
const ONE_STORY_ACTORS = 3;
/** Where the place is the same, too. */
const ONE_SCENE_ACTORS = 2;

/**
 * For each found event the known one that it is, or null for a new one; no known event twice. All candidates are of the
 * found one's kind and either of its days or of the article's former version.
 */
export function chooseEvents(
  kinds: readonly EventKind[],
  candidates: readonly EventCandidate[],
): (string | null)[] {
  const chosen: (string | null)[] = kinds.map(() => null);
  const taken = new Set<string>();
  const same = candidates.filter((candidate) => isSame(candidate, kinds[candidate.index]!));
  // "Last month's summit" is one of two that were held then, or neither.
  const inWider = Map.groupBy(
    same.filter(({ wider }) => wider),
    ({ index }) => index,
  );
  const likely = same
    .filter(({ wider, index }) => !wider || inWider.get(index)?.length === 1)
    .toSorted(surestFirst);
  for (const { index, id } of likely) {
    if (chosen[index] !== null || taken.has(id)) continue;
    chosen[index] = id;
    taken.add(id);
  }
  return chosen;
}

/** What of two found events tells whether they may be one. */
interface Comparable {
  readonly kind: EventKind;
  readonly precision: DatePrecision | null;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly participants: readonly string[];
}

/** Whether `chooseEvents` could take either for the other, once that one is stored. `shareActors`: their articles name somebody in common. */
export function mayMeet(one: Comparable, other: Comparable, shareActors: boolean): boolean {
  if (one.kind !== other.kind || !isDated(one) || !isDated(other)) return false;
  if (one.earliest! > other.latest! || other.earliest! > one.latest!) return false;
  if (one.participants.some((id) => other.participants.includes(id))) return true;
  return isToldByActors(one.kind) && shareActors;
}

function isDated({ precision }: Comparable): boolean {
  return precision === 'day' || precision === 'week' || precision === 'month';
}

/** Whom their articles name tells of such events whether they are one. */
export function isToldByActors(kind: EventKind): boolean {
  return ONE_A_DAY.has(kind) || ONE_A_PLACE.has(kind);
}

function isSame(candidate: EventCandidate, kind: EventKind): boolean {
  const { sharedParticipants, samePlace, sameName, former, sharedActors } = candidate;
  const contradicted = candidate.otherPlace || candidate.otherParticipants;
  if (candidate.wider && !former) {
    const told = sharedParticipants >= 2 || (samePlace && sharedActors >= ONE_SCENE_ACTORS);
    return ONE_A_DAY.has(kind) && told && !contradicted;
  }
  if (sharedParticipants >= 2 || (sharedParticipants === 1 && samePlace) || (former && sameName)) return true;
  if (!candidate.sameDays || contradicted) return false;
  if (ONE_A_PLACE.has(kind) && samePlace && sharedActors >= 1) return true;
  return ONE_A_DAY.has(kind) && sharedActors >= ONE_STORY_ACTORS;
}

function surestFirst(a: EventCandidate, b: EventCandidate): number {
  return (
    Number(b.former) - Number(a.former) ||
    Number(b.sameName) - Number(a.sameName) ||
    b.sharedParticipants - a.sharedParticipants ||
    Number(b.samePlace) - Number(a.samePlace) ||
    b.sharedActors - a.sharedActors ||
    a.index - b.index ||
    (BigInt(a.id) < BigInt(b.id) ? -1 : 1)
  );
}
