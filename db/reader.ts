import type { Kysely } from 'kysely';
import { cancelledBy } from './client.ts';
import type { Tables } from './tables.ts';
import type { Viewer } from './visible.ts';

/** Where the schema reads, for whom, and for how long. */
export interface Reader {
  readonly db: Kysely<Tables>;
  readonly viewer: Viewer;
  /** Its abort ends the statements that are under way; null: nothing cuts them short. */
  readonly signal: AbortSignal | null;
}

/** For Kysely's `execute…` methods. */
export function whileWanted({ signal }: Reader) {
  return signal ? cancelledBy(signal) : undefined;
}
