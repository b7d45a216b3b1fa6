import { type Kysely, sql } from 'kysely';
import {
  type ChangedType,
  type ChangeKind,
  changeOrder,
  comparePositions,
  ExpiredPositionError,
  FEED_STATE,
  isComplete,
  told,
} from './change.ts';
import { bound, type Position } from './keyset.ts';
import type { Id, Moment, Tables, Visibility } from './tables.ts';
import { PUBLIC_VIEWER, type Viewer } from './visible.ts';

/** A row of the outbox with what each viewer is told of it, so that one read serves all who listen. */
export interface LiveRow {
  readonly type: ChangedType | 'api_key';
  readonly row_id: Id;
  readonly changed_at: Moment;
  readonly position: Position;
  readonly visibility_after: Visibility;
  readonly told_public: ChangeKind | null;
  readonly told_embargoed: ChangeKind | null;
}

export interface LiveRead {
  readonly rows: readonly LiveRow[];
  /** What lies up to there was read. */
  readonly end: Position;
  readonly hasMore: boolean;
  /** Something is committed that cannot be told yet, since an older transaction is open. */
  readonly isHeldBack: boolean;
}

const BATCH = 500;

export function toldTo(viewer: Viewer, row: LiveRow): ChangeKind | null {
  return viewer.seesEmbargoed ? row.told_embargoed : row.told_public;
}

/** Where the feed ends at the moment. */
export async function latestPosition(db: Kysely<Tables>): Promise<Position> {
  const { rows } = await sql<{ latest: Position }>`
    with state as materialized (${FEED_STATE}) select latest from state`.execute(db);
  return (rows[0] as (typeof rows)[number]).latest;
}

/** The next rows after a position, in order. One statement. Throws `ExpiredPositionError`. */
export async function readLive(db: Kysely<Tables>, after: Position): Promise<LiveRead> {
  const { rows } = await sql<LiveRow & ReadRow>`
    with state as materialized (${FEED_STATE}), next as (
      select target.epoch, target.xid, target.id, coalesce(target.kind, target.noun) as type, target.row_id,
        target.changed_at, target.visibility_after,
        ${told(PUBLIC_VIEWER)} as told_public, ${told({ seesEmbargoed: true })} as told_embargoed
      from outbox as target where ${isComplete} and ${bound(changeOrder, after, 'after')}
      order by target.epoch, target.xid, target.id limit ${sql.lit(BATCH)}
    )
    select state.latest as "~latest", state.pruned as "~pruned", exists (
      select from outbox as target where (target.epoch, target.xid) >= (state.epoch, state.xmin)
    ) as "~heldBack", next.* from state left join next on true order by next.epoch, next.xid, next.id`.execute(
    db,
  );
  const [first] = rows as [LiveRow & ReadRow];
  if (comparePositions(after, first['~pruned']) < 0) throw new ExpiredPositionError();
  const found = rows.filter(({ epoch }) => epoch !== null).map(liveRow);
  const hasMore = found.length === BATCH;
  const end = hasMore ? (found.at(-1) as LiveRow).position : first['~latest'];
  return {
    rows: found,
    end: comparePositions(end, after) < 0 ? after : end,
    hasMore,
    isHeldBack: first['~heldBack'],
  };
}

interface ReadRow {
  readonly '~latest': Position;
  readonly '~pruned': Position;
  readonly '~heldBack': boolean;
  readonly epoch: number | null;
  readonly xid: string;
  readonly id: Id;
}

function liveRow(row: LiveRow & ReadRow): LiveRow {
  const { type, row_id, changed_at, visibility_after, told_public, told_embargoed } = row;
  const position = [String(row.epoch), row.xid, row.id];
  return { type, row_id, changed_at, position, visibility_after, told_public, told_embargoed };
}
