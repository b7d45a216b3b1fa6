import { sql } from 'kysely';
import { actors } from './actor.ts';
import { articles } from './article.ts';
import { EDITOR } from './link-decision.ts';
import { type Reader, whileWanted } from './reader.ts';
import { recordset } from './recordset.ts';
import { by, source, toMany, toOne } from './relation.ts';
import type { ActorKind, Id, Row } from './tables.ts';
import { visible } from './visible.ts';

const COLUMNS = [
  'id',
  'article_id',
  'name',
  'kind',
  'decision',
  'actor_id',
  'candidates',
  'reason',
  'decided_by',
  'decided_at',
] as const;
const linkDecisions = source('link_decision', [...COLUMNS], { guarded: true });

const inForce = { of: 'target', column: 'undone_at', is: 'null' } as const;

export const linkDecisionsOfArticle = toMany<'article'>()('linkDecisionsOfArticle', linkDecisions, {
  key: 'article_id',
  where: [inForce],
  orders: { DECIDED: by(['id', 'int8', 'asc']) },
});
export const linkDecisionsOfActor = toMany<'actor'>()('linkDecisionsOfActor', linkDecisions, {
  key: 'actor_id',
  where: [inForce],
  orders: { NEWEST: by(['id', 'int8', 'desc']) },
});
export const actorOfLinkDecision = toOne<'link_decision'>()('actorOfLinkDecision', actors, 'actor_id');
export const articleOfLinkDecision = toOne<'link_decision'>()(
  'articleOfLinkDecision',
  articles,
  'article_id',
);

/** A name in an article, and whom it was linked to. */
export interface NamedPlace {
  /** Either of the two; the quote's article is asked then. */
  readonly article_id: Id | null;
  readonly quote_id: Id | null;
  readonly kind: ActorKind;
  readonly actor_id: Id | null;
  readonly name: string;
}

export type LinkDecisionRow = Row<'link_decision'>;

/** Why each was linked or left open; null where the name alone says it. An editor's word comes before the linker's. One statement. */
export async function linkDecisionsFor(
  reader: Reader,
  places: readonly NamedPlace[],
): Promise<(LinkDecisionRow | null)[]> {
  const numbered = recordset(
    places.map((place, n) => ({ ...place, n })),
    'n int4, article_id int8, quote_id int8, kind text, actor_id int8, name text',
  );
  const { rows } = await sql<LinkDecisionRow & { n: number }>`
    select r.n, found.* from ${numbered}
    left join quote as q on q.id = r.quote_id and ${visible(reader.viewer, 'q')}
    cross join lateral (
      select ${sql.join(COLUMNS.map((column) => sql.ref(`target.${column}`)))} from link_decision as target
      where target.article_id = coalesce(r.article_id, q.article_id) and target.kind = r.kind and target.undone_at is null
        and ${visible(reader.viewer, 'target')} and case when r.actor_id is null
          then target.actor_id is null and public.fold(target.name) = public.fold(r.name) else target.actor_id = r.actor_id end
      order by target.decided_by = ${EDITOR} desc, target.id desc limit 1
    ) as found`.execute(reader.db, whileWanted(reader));
  const found = new Map(rows.map(({ n, ...row }) => [n, row as LinkDecisionRow]));
  return places.map((_, n) => found.get(n) ?? null);
}
