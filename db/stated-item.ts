import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Reader, whileWanted } from './reader.ts';
import type { Id } from './tables.ts';
import { type Viewer, visible } from './visible.ts';

/** An actor and its item at Wikidata. */
export interface Item {
  readonly id: Id;
  readonly wikidata_id: string;
}

/** Whether an article that may be seen says so: the item stays with the actor when who said it is hidden or withdrawn. */
export function isItemStated(
  viewer: Viewer,
  actor: RawBuilder<unknown>,
  item: RawBuilder<unknown>,
): RawBuilder<SqlBool> {
  return sql`exists (select from article_subject as s where s.actor_id = ${actor} and ${visible(viewer, 's')}
    and s.uri ~ ('wikidata\\.org/(entity|wiki)/' || ${item} || '$'))`;
}

/** Of each the item where it is stated, else null; one statement, in their order. */
export async function statedItems(reader: Reader, items: readonly Item[]): Promise<(string | null)[]> {
  const [ids, names] = [items.map(({ id }) => id), items.map((item) => item.wikidata_id)];
  const { rows } = await sql<{ item: string | null }>`
    select case when ${isItemStated(reader.viewer, sql`r.id`, sql`r.item`)} then r.item end as item
    from unnest(cast(${ids} as int8[]), cast(${names} as text[])) with ordinality as r (id, item, n) order by r.n`.execute(
    reader.db,
    whileWanted(reader),
  );
  return rows.map(({ item }) => item);
}
