import type { Said } from './said.ts';
import { type Nearness, sameWords } from './same-words.ts';

/** An utterance that is known, or one to be made; its fullest wording stands for all. */
export interface Place {
  readonly id: string | null;
  fullest: Said;
  /** The one that it turned out to be. */
  into: Place | null;
}

export function settled(place: Place): Place {
  return place.into ? settled(place.into) : place;
}

/**
 * Where words belong: to the place whose fullest wording is nearest. Where they are fuller than several places to which they
 * belong, those were parts of them and become one, unless they are to be `keptApart`. A new place where they belong to none.
 */
export function placeAmong(said: Said, candidates: readonly Place[], keptApart = false): Place {
  const near = [...new Set(candidates.map(settled))].flatMap((place) => {
    const nearness = sameWords(said, place.fullest);
    return nearness ? [{ place, nearness }] : [];
  });
  const [nearest] = near.toSorted((a, b) => byNearness(a.nearness, b.nearness));
  if (!nearest) return { id: null, fullest: said, into: null };
  const fuller = near.every(({ place }) => place.fullest.wordCount <= said.wordCount);
  const place = fuller && !keptApart ? joined(near.map((each) => each.place)) : nearest.place;
  if (fuller) place.fullest = fullerOf(place.fullest, said);
  return place;
}

/** Into the one that is known longest. */
function joined(places: readonly Place[]): Place {
  const [first, ...others] = places.toSorted((a, b) => ageOf(a) - ageOf(b));
  for (const other of others) {
    other.into = first!;
    first!.fullest = fullerOf(first!.fullest, other.fullest);
  }
  return first!;
}

/** Of equal ones the first, as the database has it. */
function fullerOf(first: Said, second: Said): Said {
  return second.wordCount > first.wordCount ? second : first;
}

function ageOf({ id }: Place): number {
  return id === null ? Number.MAX_SAFE_INTEGER : Number(id);
}

function byNearness(a: Nearness, b: Nearness): number {
  return b.equal - a.equal || a.changed - b.changed;
}
