import type { Id } from '../../../db/tables.ts';

/** Why an editor's decision was not taken; nothing was written then. */
export type CurationRefusal =
  | 'BAD_FIELD'
  | 'UNKNOWN_ACTOR'
  | 'UNKNOWN_ARTICLE'
  | 'UNKNOWN_DECISION'
  | 'SAME_ACTOR'
  | 'OTHER_KIND'
  | 'NOTHING_LEFT'
  | 'BUILT_UPON';

export type CurationOutcome =
  | {
      readonly kind: 'decided';
      /** False where it held already. */
      readonly changed: boolean;
      readonly actorId: Id;
      /** Null where nothing had to be decided. */
      readonly decisionId: Id | null;
    }
  | {
      readonly kind: 'refused';
      readonly reason: CurationRefusal;
      readonly message: string;
      /** BUILT_UPON: the decisions to undo before, the last first. */
      readonly decisionIds: readonly Id[];
    };

export function refusedCuration(
  reason: CurationRefusal,
  message: string,
  decisionIds: readonly Id[] = [],
): CurationOutcome {
  return { kind: 'refused', reason, message, decisionIds };
}

const LONGEST_REASON_CHARS = 2_000;

/** As it is kept; null where it is empty or too long. */
export function heldReason(reason: string): string | null {
  const held = reason.replaceAll('\0', '').toWellFormed().trim();
  return held === '' || held.length > LONGEST_REASON_CHARS ? null : held;
}

export function badReason(reason: string): CurationOutcome {
  const wanted = `wanted 1 to ${LONGEST_REASON_CHARS} characters`;
  return refusedCuration('BAD_FIELD', `reason: ${wanted}, got ${reason.trim().length}`);
}
