import type { Kysely } from 'kysely';
import type { Id, Tables } from '../../../db/tables.ts';
import { type Merge, mergeActors } from './merge.ts';
import { type Split, splitActor } from './split.ts';
import { undoDecision } from './undo.ts';

/** What editors decide of the actors of a database, for who is told nothing else of it. */
export function curationOf(db: Kysely<Tables>) {
  return {
    mergeActors: (merge: Merge, by: string) => mergeActors(db, merge, by),
    splitActor: (split: Split, by: string) => splitActor(db, split, by),
    undoDecision: (decisionId: Id, by: string) => undoDecision(db, decisionId, by),
  };
}
