import type pg from 'pg';
import { expect } from 'vitest';

type Cells = Readonly<Record<string, unknown>>;

/** What tells when a row was written and by whom, not what it says. */
const CIRCUMSTANCES = new Set([
  'created_at',
  'ingested_at',
  'decided_at',
  'changed_at',
  'visible_from',
  'withdrawn_at',
  'retracted_at',
  'xid',
  'words_hash',
]);

/**
 * All rows by what they say: ids, which another history of the same database draws otherwise, are told by their rank. Two
 * databases in which the same articles came in the same order have the same contents.
 */
export async function contentsOf(pool: pg.Pool): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await tablesOf(pool);
  const referred = await referencesOf(pool);
  const rows = new Map<string, readonly Cells[]>();
  for (const table of tables) {
    const { rows: held } = await pool.query<{ row: Cells }>(`select to_jsonb(t) as row from ${table} as t`);
    rows.set(
      table,
      held.map(({ row }) => row),
    );
  }
  const ranks = new Map([...rows].map(([table, held]) => [table, ranksOf(held)]));
  // Drawn in the order of hashes that hold the speaker's id: the first quote that has one stands for it.
  for (const table of ['utterance', 'wording'])
    ranks.set(table, firstUse(rows.get('quote') ?? [], `${table}_id`, ranks.get('quote')!));
  return new Map(
    [...rows]
      .filter(([table]) => table !== 'utterance_key')
      .map(([table, held]) => [table, held.map((row) => said(row, table, referred, ranks)).sort()]),
  );
}

/** Says the first rows that differ, of each table. */
export function expectSameContents(
  one: ReadonlyMap<string, readonly string[]>,
  other: ReadonlyMap<string, readonly string[]>,
): void {
  const first = (rows: readonly string[], others: readonly string[]) => {
    const known = new Set(others);
    return rows.filter((row) => !known.has(row)).slice(0, 3);
  };
  const differing = [...one].flatMap(([table, rows]) => {
    const others = other.get(table) ?? [];
    if (rows.length === others.length && rows.every((row, i) => row === others[i])) return [];
    return [
      {
        table,
        rows: rows.length,
        others: others.length,
        only: first(rows, others),
        wanted: first(others, rows),
      },
    ];
  });
  expect(differing).toEqual([]);
}

type Ranks = ReadonlyMap<string, number>;

function ranksOf(rows: readonly Cells[]): Ranks {
  const ids = rows.flatMap(({ id }) => (id === undefined ? [] : [BigInt(id as number)]));
  return new Map(ids.sort((a, b) => (a < b ? -1 : 1)).map((id, rank) => [String(id), rank]));
}

function firstUse(rows: readonly Cells[], column: string, ranks: Ranks): Ranks {
  const first = new Map<string, number>();
  for (const row of rows) {
    if (row[column] === null) continue;
    const rank = ranks.get(String(row.id))!;
    const key = String(row[column]);
    first.set(key, Math.min(rank, first.get(key) ?? rank));
  }
  return first;
}

function said(
  row: Cells,
  table: string,
  referred: ReadonlyMap<string, string>,
  ranks: ReadonlyMap<string, Ranks>,
): string {
  const cells = Object.entries(row).flatMap(([column, value]) => {
    if (CIRCUMSTANCES.has(column) || (table === 'outbox' && column === 'id') || value === null) return [];
    const target =
      column === 'id' ? table : column === 'row_id' ? String(row.noun) : referred.get(`${table}.${column}`);
    if (column === 'candidates')
      return [[column, (value as unknown[]).map((id) => ranks.get('actor')?.get(String(id)))]];
    return [[column, target ? ranks.get(target)?.get(String(value)) : value]];
  });
  return JSON.stringify(Object.fromEntries(cells));
}

async function tablesOf(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and relname not like 'kysely%' and relname not in ('ingest_run', 'api_key') order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** `table.column` of each foreign key, and the table whose `id` it holds. */
async function referencesOf(pool: pg.Pool): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ from: string; to: string }>(
    `select c.conrelid::regclass || '.' || a.attname as from, c.confrelid::regclass::text as to
     from pg_constraint as c cross join lateral unnest(c.conkey, c.confkey) as k (own, other)
     join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = k.own
     join pg_attribute as b on b.attrelid = c.confrelid and b.attnum = k.other and b.attname = 'id'
     where c.contype = 'f'`,
  );
  return new Map(rows.map(({ from, to }) => [from, to]));
}
