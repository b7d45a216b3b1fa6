import type { Kysely } from 'kysely';
import { splitNames } from '../../../db/actor-name-move.ts';
import {
  addDecision,
  addSplitActor,
  articlesOfActor,
  holdLinksAlone,
  keptActors,
} from '../../../db/curation.ts';
import { addEditorsLinks } from '../../../db/link-decision.ts';
import type { Id, Tables } from '../../../db/tables.ts';
import { inTransaction } from '../../../db/transaction.ts';
import { appendCuration } from './changes.ts';
import { moveActor } from './move.ts';
import { badReason, type CurationOutcome, heldReason, refusedCuration } from './outcome.ts';

export interface Split {
  readonly actorId: Id;
  /** In which of its articles somebody else is meant. */
  readonly articleIds: readonly Id[];
  /** Of the other one; null: it is called the same. */
  readonly name: string | null;
  readonly reason: string;
}

const MOST_ARTICLES = 10_000;
const LONGEST_NAME_CHARS = 200;

/**
 * In some of an actor's articles somebody else is meant, of whom a new actor is made. From then on the name that both bear means
 * neither, unless something else in an article tells. One transaction.
 */
export async function splitActor(db: Kysely<Tables>, split: Split, by: string): Promise<CurationOutcome> {
  const reason = heldReason(split.reason);
  if (reason === null) return badReason(split.reason);
  const articleIds = [...new Set(split.articleIds)];
  if (articleIds.length === 0 || articleIds.length > MOST_ARTICLES)
    return refusedCuration('BAD_FIELD', `articleIds: wanted 1 to ${MOST_ARTICLES}, got ${articleIds.length}`);
  const name = split.name?.replaceAll('\0', '').toWellFormed().trim() ?? null;
  if (name !== null && (name === '' || name.length > LONGEST_NAME_CHARS))
    return refusedCuration(
      'BAD_FIELD',
      `name: wanted 1 to ${LONGEST_NAME_CHARS} characters, got ${name.length}`,
    );
  return inTransaction(db, (trx) => splitHeld(trx, { ...split, articleIds, name, reason }, by));
}

async function splitHeld(
  db: Kysely<Tables>,
  { actorId, articleIds, name, reason }: Split,
  by: string,
): Promise<CurationOutcome> {
  await holdLinksAlone(db);
  const [actor] = await keptActors(db, [actorId]);
  if (!actor)
    return refusedCuration('UNKNOWN_ACTOR', 'wanted the id of an actor that is here, got one of none');
  const { named, others } = await articlesOfActor(db, actor.id, articleIds);
  if (named < articleIds.length) {
    const message = `articleIds: wanted articles that name ${actor.name}, got ${articleIds.length - named} others`;
    return refusedCuration('UNKNOWN_ARTICLE', message);
  }
  if (others === 0)
    return refusedCuration('NOTHING_LEFT', `wanted some of the articles that name ${actor.name}, got all`);
  const { id: from, kind } = actor;
  const other = name ?? actor.name;
  const to = await addSplitActor(db, kind, other);
  await splitNames(db, from, to, other, articleIds);
  const moved = await moveActor(db, { kind, from, to, of: { articles: articleIds }, as: 'split' });
  await addEditorsLinks(db, { articleIds, actorId: to, besides: from, reason });
  const decisionId = await addDecision(db, {
    kind: 'split',
    actor_kind: kind,
    actor_id: from,
    actor_name: actor.name,
    other_ids: [to],
    other_names: [other],
    article_ids: [...articleIds],
    reason,
    decided_by: by,
  });
  await appendCuration(db, [actor, { id: to, visibility: null }], [moved]);
  return { kind: 'decided', changed: true, actorId: to, decisionId };
}
