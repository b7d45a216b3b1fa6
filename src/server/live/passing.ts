import type { Kysely } from 'kysely';
import { type LiveRow, toldTo } from '../../../db/change-live.ts';
import type { Tables } from '../../../db/tables.ts';
import type { Viewer } from '../../../db/visible.ts';
import type { LiveAsked, LiveChange } from '../../../schema/live.ts';
import type { Together } from '../../../schema/relation/loaders.ts';
import type { Subscriber } from './subscriber.ts';

/** Those who are told the same. */
export interface Group {
  readonly asked: LiveAsked;
  readonly viewer: Viewer;
  readonly subscribers: readonly Subscriber[];
}

export function groupsOf(subscribers: readonly Subscriber[]): Group[] {
  const groups = Map.groupBy(subscribers, ({ asked, holder }) => JSON.stringify([holder.viewer, asked.key]));
  return [...groups.values()].map((members) => {
    const [first] = members as [Subscriber];
    return { asked: first.asked, viewer: first.holder.viewer, subscribers: members };
  });
}

/**
 * What of the rows a viewer is told who asked for this: a statement or two, none where there is no filter. Withdrawals are told
 * whatever the filter: by one that was told to some, a guess at a time, anybody would learn what stood in it.
 */
export async function changesFor(
  db: Kysely<Tables>,
  asked: LiveAsked,
  viewer: Viewer,
  rows: readonly LiveRow[],
  together: Together,
): Promise<LiveChange[]> {
  const changes = rows.flatMap((row): LiveChange[] => {
    const change = toldTo(viewer, row);
    if (row.type !== asked.type || change === null || !asked.kinds.includes(change)) return [];
    const { type, row_id, changed_at, position } = { ...row, type: asked.type };
    return [{ type, row_id, change, changed_at, position, together }];
  });
  const toPass = new Set(changes.filter((change) => !isGone(change)).map(({ row_id }) => row_id));
  if (asked.passing === null || toPass.size === 0) return changes;
  const passing = await asked.passing({ db, viewer, signal: null }, [...toPass]);
  return changes.filter((change) => isGone(change) || passing.has(change.row_id));
}

const isGone = ({ change }: LiveChange) => change === 'withdrawn';
