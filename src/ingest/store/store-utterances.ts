import type { Kysely } from 'kysely';
import { holdLocks } from '../../../db/lock.ts';
import type { Id, Tables } from '../../../db/tables.ts';
import {
  addUtterances,
  addWordings,
  joinUtterances,
  type NearUtterance,
  utterancesNear,
} from '../../../db/utterance-write.ts';
import { type Place, placeAmong, settled } from '../alike/gather.ts';
import { type Said, saidBy } from '../alike/said.ts';

export interface Utterance {
  readonly utterance_id: Id;
  readonly wording_id: Id;
}

interface Placed {
  readonly said: Said;
  readonly place: Place;
  /** Null: to be made. */
  readonly wordingId: Id | null;
}

/**
 * For what each was said, by its hash: the utterance and the wording, made where they are new. Two statements where all are known, up to three more
 * where not. Whoever stores words of the same speakers waits until the transaction ends, so that what two store at the same time becomes one.
 * `keptApart`: of utterances that are known none becomes part of another, so that what is undone later finds them as they were.
 */
export async function utterancesOf(
  db: Kysely<Tables>,
  said: readonly Said[],
  { keptApart = false } = {},
): Promise<ReadonlyMap<string, Utterance>> {
  const distinct = [...new Map(said.map((each) => [each.hash, each])).values()];
  if (distinct.length === 0) return new Map();
  await holdLocks(db, 'utterance', [...new Set(distinct.map((each) => each.speakerId))]);
  const { placed, known } = placeAll(distinct, await utterancesNear(db, distinct), keptApart);
  const absorbed = known.filter((place) => place.into !== null);
  if (absorbed.length > 0) {
    await joinUtterances(
      db,
      absorbed.map((place) => ({ from: place.id!, into: settled(place).id! })),
    );
  }
  const idOf = await madeUtterances(db, placed);
  const fresh = placed.filter(({ wordingId }) => wordingId === null);
  const wordingIds = await madeWordings(db, fresh, idOf);
  return new Map(
    placed.map(({ said: { hash }, place, wordingId }) => [
      hash,
      { utterance_id: idOf(place), wording_id: wordingId ?? wordingIds.get(hash)! },
    ]),
  );
}

/** In the order of the text, so that words which stand in it twice find each other, too. */
function placeAll(
  said: readonly Said[],
  near: readonly (readonly NearUtterance[])[],
  keptApart: boolean,
): { placed: Placed[]; known: Place[] } {
  const known = new Map<Id, Place>();
  const knownPlace = (speakerId: Id, { utterance_id, fullest }: NearUtterance): Place | null => {
    const words = saidBy(speakerId, fullest);
    if (words && !known.has(utterance_id))
      known.set(utterance_id, { id: utterance_id, fullest: words, into: null });
    return known.get(utterance_id) ?? null;
  };
  const placed: Placed[] = [];
  for (const [n, each] of said.entries()) {
    const places = (near[n] ?? []).flatMap((one) => knownPlace(each.speakerId, one) ?? []);
    const wordingId = near[n]?.[0]?.wording_id ?? null;
    const made = placed.map(({ place }) => place);
    const place =
      wordingId !== null && places[0] ? places[0] : placeAmong(each, [...places, ...made], keptApart);
    placed.push({ said: each, place, wordingId });
  }
  return { placed, known: [...known.values()] };
}

/** Makes those that have no row yet, and tells each one's id. */
async function madeUtterances(db: Kysely<Tables>, placed: readonly Placed[]): Promise<(place: Place) => Id> {
  const missing = [...new Set(placed.map(({ place }) => settled(place)))].filter(({ id }) => id === null);
  const rows =
    missing.length > 0
      ? await addUtterances(
          db,
          missing.map(({ fullest }) => fullest.speakerId),
        )
      : [];
  const made = new Map<Place, Id>();
  for (const place of missing) {
    const at = rows.findIndex((row) => row.speaker_id === place.fullest.speakerId);
    made.set(place, rows.splice(at, 1)[0]!.id);
  }
  return (place) => settled(place).id ?? made.get(settled(place))!;
}

async function madeWordings(
  db: Kysely<Tables>,
  fresh: readonly Placed[],
  idOf: (place: Place) => Id,
): Promise<ReadonlyMap<string, Id>> {
  if (fresh.length === 0) return new Map();
  return addWordings(
    db,
    fresh.map(({ said: { text, wordCount, hash, keys }, place }) => ({
      utterance_id: idOf(place),
      text,
      word_count: wordCount,
      hash,
      keys,
    })),
  );
}
