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
 * That of the article is asked alone for what a version brought and later lost: it shows in the history of the article.
 * Both forms imply `visibility >= 1`, the condition of the partial indexes, so that these serve both.
 */
export function visible(
  viewer: Viewer,
  alias: string,
  column: 'visibility' | 'article_visibility' = 'visibility',
): RawBuilder<SqlBool> {
  const visibility = sql.ref(`${alias}.${column}`);
  const least = visibleFrom(viewer);
  return least === 2 ? sql`${visibility} = 2` : sql`${visibility} >= ${sql.lit(least)}`;
}

/** What the partial indexes hold: for reads of an index alone, that show no row. */
export function guardOfIndexes(alias: string): RawBuilder<SqlBool> {
  return visible({ seesEmbargoed: true }, alias);
}
