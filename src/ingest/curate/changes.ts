import type { Kysely } from 'kysely';
import type { Moved } from '../../../db/actor-move.ts';
import { actorsById, changesOfTouched, type KeptActor } from '../../../db/curation.ts';
import { appendChanges, type Change } from '../../../db/outbox.ts';
import type { Id, Tables, Visibility } from '../../../db/tables.ts';

/** An actor as it was before; null where it was not there. */
export type ActorBefore = Pick<KeptActor, 'id'> & { readonly visibility: Visibility | null };

/** Says which actors came, went or changed by a decision, and all that names them. Nobody notices one by another that they may not see. */
export async function appendCuration(
  db: Kysely<Tables>,
  actors: readonly ActorBefore[],
  moved: readonly Moved[],
): Promise<void> {
  const ids = actors.map(({ id }) => id);
  const now = new Map((await actorsById(db, ids)).map((row) => [row.id, row.visibility]));
  const highest = ({ id, visibility }: ActorBefore) => Math.max(visibility ?? 0, now.get(id) ?? 0);
  const [one, ...others] = actors;
  const changes = actors.map(
    (actor): Change => ({
      noun: 'actor',
      row_id: actor.id,
      visibility_before: actor.visibility,
      visibility_after: now.get(actor.id) ?? 0,
      audience: actor === one ? Math.max(...others.map(highest)) : 2,
    }),
  );
  const each = (of: keyof Moved): Id[] => [...new Set(moved.flatMap((one) => one[of]))];
  const touched = { articles: each('articles'), events: each('events'), quotes: each('quotes') };
  await appendChanges(db, [...changes, ...(await changesOfTouched(db, touched))]);
}
