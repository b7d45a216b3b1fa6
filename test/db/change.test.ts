import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHANGED_TYPES, comparePositions, ExpiredPositionError, readChanges } from '../../db/change.ts';
import { pruneChanges } from '../../db/change-prune.ts';
import type { Position } from '../../db/keyset.ts';
import { appendChanges } from '../../db/outbox.ts';
import type { Tables } from '../../db/tables.ts';
import { untilComplete } from '../support/complete.ts';
import { reader, type TestDatabase, testDatabase } from '../support/database.ts';
import { openSession } from '../support/server.ts';

const WRITERS = 8;
let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase({ poolSize: WRITERS + 2 });
});
afterAll(() => own.close());
beforeEach(() =>
  own.pool.query(
    'truncate outbox; update outbox_state set pruned_epoch = 0, pruned_xid = default, pruned_id = 0',
  ),
);

async function page(after: Position | null, limit = 100) {
  const bounds = { limit, backward: false, after, before: null };
  return readChanges(reader(own), { page: bounds, types: CHANGED_TYPES, kinds: null });
}
/** Row ids as a poller gets them from there to the end. */
async function pollOnce(seen: string[], after: Position | null, limit = 7): Promise<Position> {
  for (let at = after; ; ) {
    const { rows, hasMore, end } = await page(at, limit);
    for (const { row_id, position } of rows) {
      if (at) expect(comparePositions(position, at)).toBeGreaterThan(0);
      at = position;
      seen.push(row_id);
    }
    if (!hasMore) return rows.length > 0 ? (at as Position) : end;
  }
}
const change = (db: Kysely<Tables>, ...rows: number[]) =>
  appendChanges(
    db,
    rows.map((row) => ({
      noun: 'article',
      row_id: String(row),
      visibility_before: null,
      visibility_after: 2,
    })),
  );
/** The row is written, and the transaction open. */
async function openTransaction(row: number): Promise<pg.Client> {
  const session = await openSession(own.connection);
  await session.query(`begin; insert into outbox (epoch, noun, row_id, visibility_after)
    values (outbox_epoch_kept(), 'article', ${row}, 2)`);
  return session;
}

describe('the order of changes', () => {
  it('loses nothing, doubles nothing and never goes back while many write and one polls', async () => {
    let open = WRITERS;
    let rollbacks = 0;
    const written: number[] = [];
    const writer = async (n: number) => {
      for (let i = 0; i < 25; i++) {
        const row = 1 + n * 1_000 + i * 2;
        await own.db
          .transaction()
          .execute(async (trx) => {
            await change(trx, row);
            await sql`select pg_sleep(${Math.random() * 0.008})`.execute(trx);
            await change(trx, row + 1);
            if (i % 6 === 5) throw new Error('rolled back');
            return true;
          })
          .then(() => written.push(row, row + 1))
          .catch(() => rollbacks++);
      }
      open--;
    };
    const seen: string[] = [];
    const poller = async () => {
      let at: Position | null = null;
      while (open > 0) at = await pollOnce(seen, at);
      await untilComplete(own.db);
      await pollOnce(seen, at);
    };
    await Promise.all([...Array.from({ length: WRITERS }, (_, n) => writer(n)), poller()]);
    expect(rollbacks).toBe(WRITERS * 4);
    expect(seen.toSorted()).toEqual(written.map(String).toSorted());
  });

  it('waits for a transaction that is open, so that nothing appears before a cursor given out', async () => {
    const session = await openTransaction(1);
    await change(own.db, 2);
    const seen: string[] = [];
    const cursor = await pollOnce(seen, null);
    expect(seen).toEqual([]);
    await session.query('commit');
    await session.end();
    await untilComplete(own.db);
    await pollOnce(seen, cursor);
    expect(seen).toEqual(['1', '2']);
  });

  it('is not held back by one that ended without a commit', async () => {
    const session = await openTransaction(1);
    await change(own.db, 2);
    await session.end();
    const seen: string[] = [];
    await expect
      .poll(async () => {
        seen.length = 0;
        await pollOnce(seen, null);
        return seen;
      })
      .toEqual(['2']);
  });

  it('does not go back for a cursor that is ahead, as on a standby that lags', async () => {
    const ahead: Position = ['1', String(2n ** 63n), '1'];
    expect((await page(ahead)).end).toEqual(ahead);
  });
});

describe('rows that were brought into another cluster', () => {
  /** As after a dump and restore into a cluster whose transaction ids are lower. */
  const restored = () =>
    sql`with aged as (update outbox set xid = cast(cast(cast(xid as text) as int8) + 1000000 as text)::xid8)
      update outbox_state set cluster = cluster - 1`.execute(own.db);

  it('start the next epoch: old cursors stay good, and what is written next comes last', async () => {
    await change(own.db, 1, 2);
    await untilComplete(own.db);
    const {
      rows: [, second],
    } = await page(null);
    await restored();
    const old: Position = [second!.position[0]!, String(BigInt(second!.position[1]!) + 1_000_000n), '0'];
    const seen: string[] = [];
    const cursor = await pollOnce(seen, null);
    expect(seen).toEqual(['1', '2']);
    await Promise.all([change(own.db, 3), change(own.db, 4), change(own.db, 5)]);
    await untilComplete(own.db);
    const later: string[] = [];
    await pollOnce(later, cursor);
    expect(later.toSorted()).toEqual(['3', '4', '5']);
    const fromOld: string[] = [];
    await pollOnce(fromOld, old);
    expect(fromOld.slice(0, 2)).toEqual(['1', '2']);
    expect(fromOld).toHaveLength(5);
    const { rows: epochs } = await sql<{ epoch: number }>`select epoch from outbox_state`.execute(own.db);
    const { rows: used } = await sql`select distinct epoch from outbox where row_id > 2`.execute(own.db);
    expect(used).toEqual(epochs);
  });
});

describe('pruning', () => {
  const age = (days: number, ...rows: number[]) =>
    own.pool.query(
      'update outbox set changed_at = now() - make_interval(days => $1) where row_id = any($2)',
      [days, rows],
    );

  it('forgets the front of the feed, and refuses a cursor that lies before what is kept', async () => {
    for (const row of [1, 2, 3, 4]) await change(own.db, row);
    await age(40, 1, 2, 4);
    await untilComplete(own.db);
    const [first, second] = (await page(null)).rows;
    expect(await pruneChanges(own.db, 30)).toBe(2);
    expect((await page(null)).rows.map(({ row_id }) => row_id)).toEqual(['3', '4']);
    expect((await page(second!.position)).rows.map(({ row_id }) => row_id)).toEqual(['3', '4']);
    await expect(page(first!.position)).rejects.toThrow(ExpiredPositionError);
    expect(await pruneChanges(own.db, 30)).toBe(0);
    await expect(page(first!.position)).rejects.toThrow(ExpiredPositionError);
  });

  it('leaves what a transaction that is open may still come before', async () => {
    const session = await openTransaction(1);
    await change(own.db, 2);
    await age(40, 2);
    expect(await pruneChanges(own.db, 30)).toBe(0);
    await session.query('rollback');
    await session.end();
    await untilComplete(own.db);
    expect(await pruneChanges(own.db, 30)).toBe(1);
  });

  it('takes many batches, and two at a time', async () => {
    const rows = Array.from({ length: 25_000 }, (_, i) => i + 1);
    await change(own.db, ...rows);
    await own.pool.query(`update outbox set changed_at = now() - interval '40 days'`);
    await untilComplete(own.db);
    const pruned = await Promise.all([pruneChanges(own.db, 30), pruneChanges(own.db, 30)]);
    expect(pruned[0] + pruned[1]).toBe(25_000);
    expect((await page(null)).rows).toEqual([]);
  });
});
