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
 * For what was said in each article, by its hash: the utterance and the wording, made where they are new. Articles in whose words nothing
 * hangs on each other take two statements where all are known, up to three more where not. Whoever stores words of the same speakers waits until
 * the transaction ends, so that what two store at the same time becomes one. `keptApart`: of utterances that are known none becomes part of
 * another, so that what is undone later finds them as they were.
 */
export async function utterancesOf(
  db: Kysely<Tables>,
  articles: readonly (readonly Said[])[],
  { keptApart = false } = {},
): Promise<ReadonlyMap<string, Utterance>> {
  const speakers = new Set(articles.flatMap((said) => said.map((each) => each.speakerId)));
  if (speakers.size === 0) return new Map();
  await holdLocks(db, 'utterance', [...speakers]);
  const found = new Map<string, Utterance>();
  for (const run of runsOf(articles)) {
    for (const [hash, utterance] of await utterancesOfRun(db, run, keptApart)) found.set(hash, utterance);
  }
  return found;
}

/** The articles in their order, parted before one whose words may be near to words of those before it, or to what these become. */
function runsOf(articles: readonly (readonly Said[])[]): (readonly Said[])[][] {
  const runs: (readonly Said[])[][] = [];
  let [hashes, keys] = [new Set<string>(), new Set<string>()];
  for (const said of articles) {
    if (said.length === 0) continue;
    const hangs = said.some((each) => !hashes.has(each.hash) && each.keys.some((key) => keys.has(key)));
    if (hangs || runs.length === 0) {
      runs.push([]);
      [hashes, keys] = [new Set(), new Set()];
    }
    runs.at(-1)!.push(said);
    for (const each of said) {
      hashes.add(each.hash);
      for (const key of each.keys) keys.add(key);
    }
  }
  return runs;
}

async function utterancesOfRun(
  db: Kysely<Tables>,
  run: readonly (readonly Said[])[],
  keptApart: boolean,
): Promise<ReadonlyMap<string, Utterance>> {
  const distinct = [
    ...new Map(
      run
        .flat()
        .reverse()
        .map((each) => [each.hash, each]),
    ).values(),
  ].reverse();
  const near = new Map((await utterancesNear(db, distinct)).map((each, n) => [distinct[n]!.hash, each]));
  const { placed, known } = placeAll(run, near, keptApart);
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

/** Each wording once. In the order of each text, so that words which stand in it twice find each other, too. */
function placeAll(
  run: readonly (readonly Said[])[],
  near: ReadonlyMap<string, readonly NearUtterance[]>,
  keptApart: boolean,
): { placed: Placed[]; known: Place[] } {
  const known = new Map<Id, Place>();
  const knownPlace = (speakerId: Id, { utterance_id, fullest }: NearUtterance): Place | null => {
    const words = saidBy(speakerId, fullest);
    if (words && !known.has(utterance_id))
      known.set(utterance_id, { id: utterance_id, fullest: words, into: null });
    return known.get(utterance_id) ?? null;
  };
  const placed = new Map<string, Placed>();
  for (const said of run) {
    const made: Place[] = [];
    for (const each of said) {
      const nearest = near.get(each.hash) ?? [];
      const wordingId = nearest[0]?.wording_id ?? null;
      const places = nearest.flatMap((one) => knownPlace(each.speakerId, one) ?? []);
      const place =
        placed.get(each.hash)?.place ??
        (wordingId !== null && places[0] ? places[0] : placeAmong(each, [...places, ...made], keptApart));
      if (!placed.has(each.hash)) placed.set(each.hash, { said: each, place, wordingId });
      made.push(place);
    }
  }
  return { placed: [...placed.values()], known: [...known.values()] };
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
