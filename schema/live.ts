import type { ChangedType, ChangeKind, ChangeRow } from '../db/change.ts';
import type { Position } from '../db/keyset.ts';
import type { Reader } from '../db/reader.ts';
import type { Id } from '../db/tables.ts';
import type { Together } from './relation/loaders.ts';

/** What a subscription wants to hear. */
export interface LiveAsked {
  readonly type: ChangedType;
  readonly kinds: readonly ChangeKind[];
  /** Null: from now on. */
  readonly after: Position | null;
  /** Those with the same key ask for the same, and are answered together. */
  readonly key: string;
  /** Which of these rows pass the filter; null where there is none. One statement. */
  readonly passing: ((reader: Reader, ids: readonly Id[]) => Promise<ReadonlySet<Id>>) | null;
}

export interface LiveChange extends ChangeRow {
  /** Shared by all who are told of it at once. */
  readonly together: Together;
}

/** Changes as they come, in the order of the feed. Throws what the asker can put right; so does its `next`, as its last word. */
export type Live = (asked: LiveAsked) => Promise<AsyncIterableIterator<LiveChange>>;
