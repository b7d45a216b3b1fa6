import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { keyRef, type Order, orderBy, type Page } from './keyset.ts';

/**
 * Pages of what holds words, in the order of time. No index has the rows of a word in that order: they are fetched and sorted all, or
 * the list is walked until the page is full, and the planner knows of the most frequent words alone how long that takes. So it
 * is read in two goes: what is nearest to the start of the page, of which an index on words brings few rows however frequent they are; and
 * the rest only where that does not fill the page, which is where they are rare.
 */

/**
 * So many rows of the list are near: 5,000 of a million. What is near costs the more the more there are, and what is left to the rest
 * (words that fewer hold than fill a page from them) the less; both grow as the root of the table.
 */
const nearIn = (table: string) =>
  sql`(select cast(5 * sqrt(greatest(reltuples, 10000)) as int8) from pg_class where oid = cast(${sql.lit(`public.${table}`)} as regclass))`;

export interface Sought {
  readonly table: string;
  /** The first key is a time, all are of `target`. */
  readonly order: Order;
  readonly page: Pick<Page, 'backward'>;
  readonly limit: number;
  readonly columns: RawBuilder<unknown>;
  /** `from … where …` of the list itself, served by an index in its order. */
  readonly list: RawBuilder<unknown>;
  /** `from … where …` of what holds the words, and of which these conditions hold. */
  readonly found: (more: readonly RawBuilder<SqlBool>[]) => RawBuilder<unknown>;
  /** The index on words tells which rows of the list are sought: nothing else is asked for, and no phrase. */
  readonly byWordsAlone: boolean;
  /** How many rows of others are known to come before all that lie beyond this moment. */
  readonly ahead?: ((moment: RawBuilder<unknown>) => RawBuilder<unknown>) | undefined;
}

/** `~0`, `~1` … hold where the rows stand in the order. */
export function nearestFirst(sought: Sought): RawBuilder<unknown> {
  const { table, order, page, limit, columns, list, found, byWordsAlone, ahead = () => sql`0` } = sought;
  const [time] = order as [Order[0]];
  const forth = time.descending !== page.backward;
  const end = (sign: '' | '-') => sql`cast(${sql.lit(`${sign}infinity`)} as ${sql.raw(time.form)})`;
  const edge = sql`coalesce((select edge from near), ${forth ? end('-') : end('')})`;
  const isNear = [
    sql<SqlBool>`${keyRef(time)} ${sql.raw(forth ? '>=' : '<=')} ${edge}`,
    // Between two values that it can't know, the planner expects one row in 200; on one side of such a value one in three.
    sql<SqlBool>`${keyRef(time)} ${sql.raw(forth ? '<=' : '>=')} ${forth ? end('') : end('-')}`,
  ];
  const isFar = sql<SqlBool>`${keyRef(time)} ${sql.raw(forth ? '<' : '>')} ${edge}`;
  const isWanted = sql<SqlBool>`(select count(*) from nearest) + ${ahead(edge)} < ${sql.lit(limit)}`;
  const first = sql`order by ${orderBy(order, page.backward)} limit ${sql.lit(limit)}`;
  const keys = order.map((key, i) => sql`${keyRef(key)} as ${placeOf(i)}`);
  const all = sql`select ${sql.join([columns, ...keys])}`;
  const inOrder = (alias: string) =>
    sql`order by ${sql.join(
      order.map(
        ({ descending }, i) =>
          sql`${sql.id(alias)}.${placeOf(i)} ${sql.raw(descending !== page.backward ? 'desc' : 'asc')}`,
      ),
    )} limit ${sql.lit(limit)}`;
  // What is near has shown that the words are rare, whatever the planner expects: it is to take no index but that on words.
  const far = byWordsAlone
    ? sql`select * from (${all} ${found([isWanted, sql`(${isFar}) is true`])} offset 0) as further ${inOrder('further')}`
    : sql`${all} ${found([isWanted, isFar])} ${first}`;
  return sql`
    with near as materialized (
      select ${keyRef(time)} as edge ${list} order by ${orderBy(order, page.backward)} offset ${nearIn(table)} limit 1
    ), nearest as materialized (${all} ${found(isNear)} ${first}), far as (${far})
    select * from (select * from nearest union all select * from far) as found ${inOrder('found')}`;
}

const placeOf = (i: number) => sql.id(`~${i}`);
