import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { bound, orderBy, type Page, type Position } from './keyset.ts';
import { type Reader, whileWanted } from './reader.ts';
import { by } from './relation.ts';
import type { Id, Moment } from './tables.ts';
import { type Viewer, visibleFrom } from './visible.ts';

export type ChangeKind = 'created' | 'changed' | 'withdrawn';
export const CHANGED_TYPES = ['article', 'person', 'organization', 'event', 'quote'] as const;
export type ChangedType = (typeof CHANGED_TYPES)[number];

/** What a viewer is told of a row of the outbox. */
export interface ChangeRow {
  readonly type: ChangedType;
  readonly row_id: Id;
  readonly change: ChangeKind;
  readonly changed_at: Moment;
  readonly position: Position;
}

export interface ChangesAsked {
  readonly page: Page;
  readonly types: readonly ChangedType[];
  readonly kinds: readonly ChangeKind[] | null;
}

export interface ChangesPage {
  /** In the order of the feed, also in a page from the back. */
  readonly rows: readonly ChangeRow[];
  /** In the direction of the page. */
  readonly hasMore: boolean;
  /** Where the page ends though it is empty: all up to there was looked at. */
  readonly end: Position;
  /** Where the feed ends at the moment. */
  readonly latest: Position;
}

/** What comes right after the position was pruned. */
export class ExpiredPositionError extends Error {}

/** Transaction ids, not times: no transaction can commit a change before what was read below the oldest one still open. */
export const changeOrder = by(['epoch', 'int4', 'asc'], ['xid', 'xid8', 'asc'], ['id', 'int8', 'asc']);

/** A page whose filter lets little through ends after so many rows of the outbox, full or not. */
const MOST_SCANNED = 1_000;

/** One statement. Throws `ExpiredPositionError`. */
export async function readChanges(reader: Reader, asked: ChangesAsked): Promise<ChangesPage> {
  const { limit, backward } = asked.page;
  const most = limit === 0 ? 1 : MOST_SCANNED;
  const { rows } = await sql<PageRow>`
    with state as materialized (${FEED_STATE}), scanned as materialized (
      ${toldRows(reader.viewer, boundsOf(asked.page), backward, most)}
    ), page as (
      select * from scanned as target where ${passes(asked)}
      order by ${orderBy(changeOrder, backward)} limit ${sql.lit(limit + 1)}
    )
    select state.latest, state.pruned, target.*,
      (select cast(count(*) as int4) from scanned) as "~scanned", (
        select array[cast(target.epoch as text), cast(target.xid as text), cast(target.id as text)]
        from scanned as target order by ${orderBy(changeOrder, !backward)} limit 1
      ) as "~last"
    from state left join page as target on true
    order by ${orderBy(changeOrder, backward)}`.execute(reader.db, whileWanted(reader));
  return pageOf(rows, asked.page, most);
}

/** Whether anything that passes stands on the side that the page comes from; one statement. */
export async function hasChangesBeyond(reader: Reader, asked: ChangesAsked): Promise<boolean> {
  const { backward, after, before } = asked.page;
  const start = backward ? before : after;
  if (start === null) return false;
  const side = bound(changeOrder, start, backward ? 'notBefore' : 'notAfter');
  const { rows } = await sql<{ found: boolean }>`
    with state as materialized (${FEED_STATE}), beyond as (${toldRows(reader.viewer, side, !backward, MOST_SCANNED)})
    select exists (select from beyond where ${passes(asked)}) as found`.execute(
    reader.db,
    whileWanted(reader),
  );
  return rows[0]?.found ?? false;
}

/** The first of them in that direction, each with what the viewer is told of it. */
function toldRows(
  viewer: Viewer,
  bounds: RawBuilder<SqlBool>,
  backward: boolean,
  most: number,
): RawBuilder<unknown> {
  return sql`
    select target.epoch, target.xid, target.id, coalesce(target.kind, target.noun) as type, target.row_id,
      target.changed_at, ${told(viewer)} as change
    from outbox as target where ${isComplete} and ${bounds}
    order by ${orderBy(changeOrder, backward)} limit ${sql.lit(most)}`;
}

function boundsOf({ after, before }: Page): RawBuilder<SqlBool> {
  return sql`${after ? bound(changeOrder, after, 'after') : sql`true`}
    and ${before ? bound(changeOrder, before, 'before') : sql`true`}`;
}

/** Negative, 0 or positive, as for `sort`. */
export function comparePositions(a: Position, b: Position): number {
  for (let i = 0; i < changeOrder.length; i++) {
    const [left, right] = [BigInt(a[i] as string), BigInt(b[i] as string)];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** For `with state as materialized`. */
export const FEED_STATE = sql`
  select outbox_epoch() as epoch, pg_snapshot_xmin(pg_current_snapshot()) as xmin,
    array[cast(outbox_epoch() as text), cast(pg_snapshot_xmin(pg_current_snapshot()) as text), '0'] as latest,
    array[cast(pruned_epoch as text), cast(pruned_xid as text), cast(pruned_id as text)] as pruned
  from outbox_state`;

/** Below the oldest transaction that is still open: whatever commits later comes behind it. */
export const isComplete: RawBuilder<SqlBool> = sql`(target.epoch, target.xid) < ((select epoch from state), (select xmin from state))`;

/** Of the row of the outbox called `target`. Null: nothing, since the viewer saw it neither before nor after, or is not to notice what changed it. */
export function told(viewer: Viewer): RawBuilder<ChangeKind | null> {
  const least = sql.lit(visibleFrom(viewer));
  return sql`case
    when target.audience < ${least} or greatest(target.visibility_before, target.visibility_after) < ${least} then null
    when target.visibility_after < ${least} then 'withdrawn'
    when coalesce(target.visibility_before, 0) < ${least} then 'created'
    else 'changed' end`;
}

function passes({ types, kinds }: ChangesAsked): RawBuilder<SqlBool> {
  const ofKind = kinds ? sql`change = any(cast(${kinds} as text[]))` : sql`change is not null`;
  return sql`type = any(cast(${types} as text[])) and ${ofKind}`;
}

interface PageRow extends Omit<ChangeRow, 'position'> {
  readonly latest: Position;
  readonly pruned: Position;
  readonly '~scanned': number;
  readonly '~last': Position | null;
  /** Null where the page is empty. */
  readonly epoch: number | null;
  readonly xid: string;
  readonly id: Id;
}

function pageOf(
  rows: readonly PageRow[],
  { limit, backward, after, before }: Page,
  most: number,
): ChangesPage {
  const [{ latest, pruned, '~scanned': scanned, '~last': last }] = rows as readonly [PageRow];
  if (after && comparePositions(after, pruned) < 0) throw new ExpiredPositionError();
  const found = rows.filter((row) => row.epoch !== null);
  const isCut = scanned === most;
  const start = after ?? pruned;
  const reached = limit === 0 ? start : (last as Position);
  const end = backward ? (before ?? latest) : isCut ? reached : latest;
  const inPage = found.slice(0, limit).map(({ type, row_id, change, changed_at, epoch, xid, id }) => ({
    type,
    row_id,
    change,
    changed_at,
    position: [String(epoch), xid, id],
  }));
  return {
    rows: backward ? inPage.toReversed() : inPage,
    hasMore: found.length > limit || isCut,
    // A standby that lags knows less than the cursor that came from elsewhere.
    end: comparePositions(end, start) < 0 ? start : end,
    latest,
  };
}
