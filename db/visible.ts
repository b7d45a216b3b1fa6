import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** On whose behalf rows are read. */
export interface Viewer {
  /** Holds the scope under which articles show before their embargo ends. */
  readonly seesEmbargoed: boolean;
}

export const PUBLIC_VIEWER: Viewer = { seesEmbargoed: false };

/**
 * What may be seen: the one predicate through which every read of the schema goes.
 * Both forms imply `visibility >= 1`, the condition of the partial indexes, so that these serve both.
 */
export function visible(viewer: Viewer, alias: string): RawBuilder<SqlBool> {
  const visibility = sql.ref(`${alias}.visibility`);
  return viewer.seesEmbargoed ? sql`${visibility} >= 1` : sql`${visibility} = 2`;
}
