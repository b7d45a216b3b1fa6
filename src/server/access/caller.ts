import type { Id, Scope } from '../../../db/tables.ts';

/** Who asks. */
export interface Caller {
  /** What they may do here: also `read` for everybody where anonymous reading is on. */
  readonly scopes: ReadonlySet<Scope>;
  /** The same as long as the key is, or the subject of tokens: what budgets go by. Null for who shows neither. */
  readonly id: string | null;
  /** For the record of what they decide. Null for who shows nothing. */
  readonly name: string | null;
  readonly keyId: Id | null;
  /** Milliseconds since 1970; null: never. */
  readonly expiresAt: number | null;
}

/** Why what was shown opens nothing, for who showed it. */
export interface Refused {
  readonly refused: string;
}

/** Whether what was shown is good cannot be told at the moment. */
export class UndecidedError extends Error {}

export const isRefused = (answer: Caller | Refused): answer is Refused => 'refused' in answer;
