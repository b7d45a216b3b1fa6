import type { Kysely } from 'kysely';
import type { Moved } from '../../../db/actor-move.ts';
import { unmergeNames, unsplitNames } from '../../../db/actor-name-move.ts';
import {
  actorsById,
  decisionById,
  decisionsUpon,
  holdLinksAlone,
  originsOf,
  setMergedInto,
  setUndone,
  setUnmerged,
} from '../../../db/curation.ts';
import { removeEditorsLinks } from '../../../db/link-decision.ts';
import type { Id, Row, Tables } from '../../../db/tables.ts';
import { inTransaction } from '../../../db/transaction.ts';
import { appendCuration } from './changes.ts';
import { moveActor } from './move.ts';
import { type CurationOutcome, refusedCuration } from './outcome.ts';

type Decision = Row<'curation_decision'>;

/** Takes back a decision, the last about its actors first. One transaction. */
export async function undoDecision(db: Kysely<Tables>, decisionId: Id, by: string): Promise<CurationOutcome> {
  return inTransaction(db, async (trx) => {
    await holdLinksAlone(trx);
    const decision = await decisionById(trx, decisionId);
    if (!decision)
      return refusedCuration(
        'UNKNOWN_DECISION',
        'wanted the id of a decision that was taken, got one of none',
      );
    const { actor_id: actorId, other_ids } = decision;
    if (decision.undone_at !== null) return { kind: 'decided', changed: false, actorId, decisionId } as const;
    const later = await decisionsUpon(trx, decision);
    if (later.length > 0) {
      const message = `wanted the last decision about these actors, got one that ${later.length} later ones build on`;
      return refusedCuration('BUILT_UPON', message, later);
    }
    const before = await actorsById(trx, [actorId, ...other_ids]);
    const moved = decision.kind === 'merge' ? await unmerge(trx, decision) : [await unsplit(trx, decision)];
    await setUndone(trx, decisionId, by);
    await appendCuration(trx, before, moved);
    return { kind: 'decided', changed: true, actorId, decisionId } as const;
  });
}

/** The last that was merged goes first. */
async function unmerge(db: Kysely<Tables>, decision: Decision): Promise<Moved[]> {
  const { id, actor_id: from, actor_kind: kind } = decision;
  const moved: Moved[] = [];
  for (const to of decision.other_ids.toReversed()) {
    const origins = await originsOf(db, to, id);
    await setUnmerged(db, to, from, origins);
    await unmergeNames(db, from, to, origins);
    moved.push(await moveActor(db, { kind, from, to, of: { origins }, as: 'unmerge' }));
  }
  return moved;
}

/** Whoever asks for the one that was split off finds the other. */
async function unsplit(db: Kysely<Tables>, decision: Decision): Promise<Moved> {
  const { actor_id: to, actor_kind: kind, other_ids } = decision;
  const from = other_ids[0]!;
  await removeEditorsLinks(db, from);
  await unsplitNames(db, from, to);
  const moved = await moveActor(db, { kind, from, to, of: { all: true }, as: 'split' });
  await setMergedInto(db, from, to);
  return moved;
}
