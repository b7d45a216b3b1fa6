import { type Kysely, sql } from 'kysely';
import { recordset } from './recordset.ts';
import { idsOfThoseAgain, type OfArticle, placed, type StoredVersion, written } from './stored-version.ts';
import type { Id, NewRow, Tables } from './tables.ts';

/** Who decided, where an editor did; else it is a linker with its version. */
export const EDITOR = 'editor';

/** That in these articles the one is meant and not the other. */
export async function addEditorsLinks(
  db: Kysely<Tables>,
  link: {
    readonly articleIds: readonly Id[];
    readonly actorId: Id;
    readonly besides: Id;
    readonly reason: string;
  },
): Promise<void> {
  await sql`
    insert into link_decision (article_id, listed_at, visibility, name, kind, decision, actor_id, candidates, reason, decided_by)
    select a.id, a.listed_at, a.text_visibility, x.name, x.kind, 'joined', x.id, array[cast(${link.besides} as int8)], ${link.reason}, ${EDITOR}
    from article as a, actor as x
    where a.id = any(cast(${link.articleIds} as int8[])) and x.id = ${link.actorId} order by a.id`.execute(
    db,
  );
}

export async function removeEditorsLinks(db: Kysely<Tables>, actorId: Id): Promise<void> {
  await db
    .deleteFrom('link_decision')
    .where('actor_id', '=', actorId)
    .where('decided_by', '=', EDITOR)
    .execute();
}

export interface NewLinkDecision
  extends Pick<NewRow<'link_decision'>, 'name' | 'kind' | 'decision' | 'actor_id' | 'reason' | 'decided_by'> {
  readonly candidates: readonly Id[];
}

/** Those which the same decider took for the articles before are replaced; an editor's stay. */
export async function setLinkDecisions(
  db: Kysely<Tables>,
  articles: readonly StoredVersion[],
  decidedBy: string,
  rows: readonly OfArticle<NewLinkDecision>[],
): Promise<void> {
  const again = idsOfThoseAgain(articles);
  if (again.length > 0) {
    await sql`
      delete from link_decision
      where article_id = any(cast(${again} as int8[])) and decided_by = ${decidedBy} and undone_at is null`.execute(
      db,
    );
  }
  if (rows.length === 0) return;
  await sql`
    insert into link_decision (article_id, listed_at, visibility, name, kind, decision, actor_id, candidates, reason, decided_by)
    select a.id, a.listed_at, a.text_visibility, r.name, r.kind, r.decision, r.actor_id, r.candidates, r.reason, r.decided_by
    from ${recordset(
      placed(rows),
      `article_id int8, position int4, name text, kind text, decision text, actor_id int8, candidates int8[], reason text,
       decided_by text`,
    )} join ${written(articles)} on a.id = r.article_id order by r.article_id, r.position`.execute(db);
}
