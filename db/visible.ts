import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Visibility } from './tables.ts';

/** On whose behalf rows are read. */
export interface Viewer {
  /** Holds the scope under which articles show before their embargo ends. */
  readonly seesEmbargoed: boolean;
}

export const PUBLIC_VIEWER: Viewer = { seesEmbargoed: false };

/** The least visibility of what the viewer may see. */
export function visibleFrom(viewer: Viewer): Visibility {
  return viewer.seesEmbargoed ? 1 : 2;
}

/**
 * What may be seen: the one predicate through which every read of the schema goes.
 * Both forms imply `visibility >= 1`, the condition of the partial indexes, so that these serve both.
 */
export function visible(viewer: Viewer, alias: string): RawBuilder<SqlBool> {
  const visibility = sql.ref(`${alias}.visibility`);
  return viewer.seesEmbargoed ? sql`${visibility} >= 1` : sql`${visibility} = 2`;
}
