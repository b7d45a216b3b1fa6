import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP, type Slice } from './batch.ts';
import type { Page } from './keyset.ts';
import { type Reader, whileWanted } from './reader.ts';
import {
  type Branch,
  branchesOf,
  inOrder,
  PLACES,
  type Search,
  type SearchNoun,
  searchOrder,
} from './search-branch.ts';
import { UNNAMED } from './statement-names.ts';
import type { Id } from './tables.ts';

export interface Hit {
  readonly noun: SearchNoun;
  readonly id: Id;
  /** From 0 to 1: likeness of a name, rank of a text. */
  readonly score: number;
}

/**
 * One list over all nouns, in one statement: first the actors whose names hold the words, then the texts that do, the
 * newest first, then actors with names like them. Among actors the likest come first, among equals those in the most
 * articles; at one moment an article comes before its quotes.
 */
export async function readSearch(reader: Reader, search: Search, page: Page): Promise<Slice<Hit>> {
  const branches = branchesOf(reader.viewer, search);
  if (branches.length === 0) return { items: [], hasNext: false, hasPrevious: false };
  const keys = searchOrder.map(({ column }) => column);
  // Each question is planned for how often its words occur.
  const { rows } = await sql<HitRow>`${sql.raw(UNNAMED)}
    select ${beyondOf(branches, page)} as beyond, hit.score, hit.ordinal,
      ${sql.join(keys.map((key) => sql`cast(${sql.ref(`hit.${key}`)} as text) as ${sql.id(key)}`))}
    from (select) as one left join lateral (
      select each_noun.*, row_number() over (order by ${inOrder(page, ...keys)}) as ordinal
      from (${rowsOf(page.backward ? branches.toReversed() : branches, page)}) as each_noun
      order by ordinal limit ${sql.lit(page.limit + 1)}
    ) as hit on true order by hit.ordinal`.execute(reader.db, whileWanted(reader));
  return sliceOf(rows, page);
}

/** How many there are in all, counted up to `COUNT_CAP`. One statement. */
export async function countSearch(reader: Reader, search: Search): Promise<number> {
  const branches = branchesOf(reader.viewer, search);
  if (branches.length === 0) return 0;
  const cap = sql.lit(COUNT_CAP);
  const each = branches.map((branch) => sql`(${branch.all()} limit ${cap})`);
  const { rows } = await sql<{ count: number }>`${sql.raw(UNNAMED)}
    select cast(count(*) as int4) as count
    from (select from (${sql.join(each, sql` union all `)}) as each_noun limit ${cap}) as counted`.execute(
    reader.db,
    whileWanted(reader),
  );
  return rows[0]?.count ?? 0;
}

/** One branch after the other, each told what those before have found. */
function rowsOf(branches: readonly Branch[], page: Page): RawBuilder<unknown> {
  const nameOf = (i: number) => sql.id(`found${i}`);
  const foundBy = (count: number) =>
    sql.join(
      branches.slice(0, count).map((_, i) => sql`select * from ${nameOf(i)}`),
      sql` union all `,
    );
  const parts = branches.map(
    (branch, i) => sql`${nameOf(i)} as materialized (${branch.rows(page, i > 0 ? foundBy(i) : null)})`,
  );
  return sql`with ${sql.join(parts)} ${foundBy(branches.length)}`;
}

/** Whether rows lie on the far side of the bound that the page starts from: most often at the bound itself, which is looked at first. */
function beyondOf(branches: readonly Branch[], page: Page): RawBuilder<unknown> {
  const start = page.backward ? page.before : page.after;
  if (start === null) return sql`false`;
  const side = page.backward ? 'notBefore' : 'notAfter';
  const each = (['at', side] as const).flatMap((where) =>
    branches.map((branch) => sql`exists (${branch.all(start, where)})`),
  );
  return sql`(${sql.join(each, sql` or `)})`;
}

interface HitRow {
  readonly beyond: boolean;
  /** Null where nothing was found. */
  readonly ordinal: string | null;
  readonly score: number;
  readonly tier: string;
  readonly likeness: string;
  readonly article_count: string;
  readonly moment: string;
  readonly place: string;
  readonly id: Id;
}

const nounAt = (place: string) =>
  (Object.keys(PLACES) as SearchNoun[]).find((noun) => PLACES[noun] === Number(place)) as SearchNoun;

function sliceOf(rows: readonly HitRow[], page: Page): Slice<Hit> {
  const found = rows.filter((row) => row.ordinal !== null);
  const items = found.slice(0, page.limit).map((row) => ({
    row: { noun: nounAt(row.place), id: row.id, score: row.score },
    position: [row.tier, row.likeness, row.article_count, row.moment, row.place, row.id],
  }));
  const more = found.length > page.limit;
  const beyond = rows[0]?.beyond ?? false;
  if (page.backward) items.reverse();
  return page.backward
    ? { items, hasNext: beyond, hasPrevious: more }
    : { items, hasNext: more, hasPrevious: beyond };
}
