import type { Kysely } from 'kysely';
import type { Moved } from '../../../db/actor-move.ts';
import { mergeNames } from '../../../db/actor-name-move.ts';
import {
  addDecision,
  holdLinksAlone,
  type KeptActor,
  keptActors,
  setMergedInto,
} from '../../../db/curation.ts';
import type { Id, Tables } from '../../../db/tables.ts';
import { inTransaction } from '../../../db/transaction.ts';
import { appendCuration } from './changes.ts';
import { moveActor } from './move.ts';
import { badReason, type CurationOutcome, heldReason, refusedCuration } from './outcome.ts';

export interface Merge {
  readonly keepId: Id;
  /** Ids that an earlier decision merged stand for whom it kept. */
  readonly mergedIds: readonly Id[];
  readonly reason: string;
}

const MOST_MERGED = 100;

/** Several actors are one from now on: whatever is said of the others is said of the one that is kept. One transaction. */
export async function mergeActors(db: Kysely<Tables>, merge: Merge, by: string): Promise<CurationOutcome> {
  const reason = heldReason(merge.reason);
  if (reason === null) return badReason(merge.reason);
  const { length } = merge.mergedIds;
  if (length === 0 || length > MOST_MERGED)
    return refusedCuration('BAD_FIELD', `mergedIds: wanted 1 to ${MOST_MERGED}, got ${length}`);
  return inTransaction(db, async (trx) => {
    await holdLinksAlone(trx);
    const asked = [merge.keepId, ...merge.mergedIds];
    const actors = await keptActors(trx, asked);
    const wrong = wrongIn(merge, actors);
    if (wrong) return wrong;
    const [kept, ...named] = actors as KeptActor[] as [KeptActor, ...KeptActor[]];
    const others = [...new Map(named.map((actor) => [actor.id, actor])).values()].filter(
      ({ id }) => id !== kept.id,
    );
    if (others.length === 0)
      return { kind: 'decided', changed: false, actorId: kept.id, decisionId: null } as const;
    const moved: Moved[] = [];
    for (const other of others) moved.push(await mergeOne(trx, other, kept));
    const decisionId = await addDecision(trx, {
      kind: 'merge',
      actor_kind: kept.kind,
      actor_id: kept.id,
      actor_name: kept.name,
      other_ids: others.map(({ id }) => id),
      other_names: others.map(({ name }) => name),
      reason,
      decided_by: by,
    });
    await appendCuration(trx, [kept, ...others], moved);
    return { kind: 'decided', changed: true, actorId: kept.id, decisionId } as const;
  });
}

function wrongIn(
  { keepId, mergedIds }: Merge,
  actors: readonly (KeptActor | null)[],
): CurationOutcome | null {
  const unknown = [keepId, ...mergedIds].find((_, i) => actors[i] === null);
  if (unknown !== undefined)
    return refusedCuration('UNKNOWN_ACTOR', `wanted the id of an actor that is here, got one of none`);
  if (mergedIds.includes(keepId))
    return refusedCuration('SAME_ACTOR', 'wanted others than the one to keep, got that one');
  const kinds = new Set(actors.map((actor) => actor?.kind));
  return kinds.size > 1
    ? refusedCuration('OTHER_KIND', 'wanted either people or organizations, got both')
    : null;
}

async function mergeOne(db: Kysely<Tables>, { id, kind }: KeptActor, kept: KeptActor): Promise<Moved> {
  await mergeNames(db, id, kept.id);
  const moved = await moveActor(db, { kind, from: id, to: kept.id, of: { all: true }, as: 'merge' });
  await setMergedInto(db, id, kept.id);
  return moved;
}
