import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Order, Page, Position, Side } from './keyset.ts';
import { answers, nameWords, type Question, queryOf, type Reading } from './search-question.ts';
import type { ActorKind } from './tables.ts';
import { type Viewer, visible } from './visible.ts';

/** A search reads each noun in a branch of its own, as far as the page needs it, and merges what they bring. */

export type TextNoun = 'article' | 'quote' | 'event';
export type SearchNoun = 'actor' | TextNoun;
export type SearchType = ActorKind | TextNoun;

export interface Search {
  readonly question: Question;
  readonly types: readonly SearchType[];
  readonly readings: readonly Reading[];
}

/** Names that hold the words (in a long name all but a letter of them) come before the texts, others behind them. */
const HOLDS_WORDS = 0.9;
const TIERS = { names: 2, texts: 1, likeNames: 0 } as const;
/** Among those of the same moment. */
export const PLACES = { event: 3, article: 2, quote: 1, actor: 0 } as const;
/** What the texts of a noun are ordered by. */
const TIMES = { event: 'listed_on', article: 'listed_at', quote: 'listed_at' } as const;

/** Texts are like no name (0) and in no number of articles (0); names are of no moment (the epoch). */
export const searchOrder: Order = (
  [
    ['tier', 'int4'],
    ['likeness', 'float4'],
    ['article_count', 'int4'],
    ['moment', 'timestamptz'],
    ['place', 'int4'],
    ['id', 'int8'],
  ] as const
).map(([column, form]) => ({ of: 'target', column, form, descending: true }));

export interface Branch {
  /** The first rows of a page, with the columns of `searchOrder` and a score. */
  rows(page: Page): RawBuilder<unknown>;
  /** All rows, or those on one side of a position; without columns. */
  all(position?: Position, side?: Side): RawBuilder<unknown>;
}

export function branchesOf(viewer: Viewer, { question, types, readings }: Search): Branch[] {
  const kinds = types.filter((type) => type === 'person' || type === 'organization');
  const words = nameWords(question);
  const nouns = (['event', 'article', 'quote'] as const).filter((noun) => types.includes(noun));
  return [
    ...(kinds.length > 0 && words !== '' ? [nameBranch(viewer, words, kinds)] : []),
    ...(readings.length > 0 ? nouns.map((noun) => textBranch(viewer, noun, readings)) : []),
  ];
}

function nameBranch(viewer: Viewer, words: string, kinds: readonly ActorKind[]): Branch {
  const from = (bounds: readonly RawBuilder<SqlBool>[]) => {
    const conditions = [
      visible(viewer, 'target'),
      sql`target.kind = any(cast(${kinds} as text[]))`,
      ...bounds,
    ];
    return sql`from (
        select n.actor_id as id, max(l.similarity) as likeness
        from public.names_like(public.fold(${words})) as l join actor_name as n on n.id = l.name_id
        where ${visible(viewer, 'n')} group by n.actor_id
      ) as name join actor as target on target.id = name.id
      where ${sql.join(conditions, sql` and `)}`;
  };
  return {
    all: (position, side) => sql`select ${from(position && side ? [nameBound(position, side)] : [])}`,
    rows: (page) => sql`
      select case when name.likeness >= ${sql.lit(HOLDS_WORDS)} then ${sql.lit(TIERS.names)} else ${sql.lit(TIERS.likeNames)} end as tier,
        name.likeness, target.public_count as article_count, timestamptz 'epoch' as moment,
        ${sql.lit(PLACES.actor)} as place, target.id, name.likeness as score
      ${from(boundsOf(page, nameBound))}
      order by ${inOrder(page, 'name.likeness', 'target.public_count', 'target.id')} limit ${sql.lit(page.limit + 1)}`,
  };
}

function textBranch(viewer: Viewer, noun: TextNoun, readings: readonly Reading[]): Branch {
  const time = `target.${TIMES[noun]}`;
  const bound = (position: Position, side: Side) => textBound(noun, position, side);
  const from = (bounds: readonly RawBuilder<SqlBool>[]) => {
    const conditions = [visible(viewer, 'target'), answers('target', readings), ...bounds];
    return sql`from ${sql.table(noun)} as target where ${sql.join(conditions, sql` and `)}`;
  };
  return {
    all: (position, side) => sql`select ${from(position && side ? [bound(position, side)] : [])}`,
    rows: (page) => sql`
      select ${sql.lit(TIERS.texts)} as tier, cast(0 as float4) as likeness, 0 as article_count,
        cast(found.moment as timestamptz) as moment, ${sql.lit(PLACES[noun])} as place, found.id,
        ts_rank(found.search, ${queryOf('found', readings)}, 32) as score
      from (
        select target.id, ${sql.ref(time)} as moment, target.search, target.language ${from(boundsOf(page, bound))}
        order by ${inOrder(page, time, 'target.id')} limit ${sql.lit(page.limit + 1)}
      ) as found`,
  };
}

export function inOrder(page: Page, ...columns: readonly string[]): RawBuilder<unknown> {
  const direction = sql.raw(page.backward ? 'asc' : 'desc');
  return sql.join(columns.map((column) => sql`${sql.ref(column)} ${direction}`));
}

type Bound = (position: Position, side: Side) => RawBuilder<SqlBool>;

function boundsOf({ after, before }: Page, bound: Bound): RawBuilder<SqlBool>[] {
  return [...(after ? [bound(after, 'after')] : []), ...(before ? [bound(before, 'before')] : [])];
}

const isLater = (side: Side) => side === 'after' || side === 'notBefore';
const operatorOf = (side: Side, inclusive = side === 'notAfter' || side === 'notBefore') =>
  sql.raw((isLater(side) ? '<' : '>') + (inclusive ? '=' : ''));

const nameBound: Bound = ([tier, likeness, count, , , id], side) => {
  if (Number(tier) === TIERS.texts) {
    return sql`name.likeness ${sql.raw(isLater(side) ? '<' : '>=')} ${sql.lit(HOLDS_WORDS)}`;
  }
  return sql`(name.likeness, target.public_count, target.id) ${operatorOf(side)}
    (cast(${likeness} as float4), cast(${count} as int4), cast(${id} as int8))`;
};

/** In a form that the index on the noun's time serves. */
function textBound(noun: TextNoun, position: Position, side: Side): RawBuilder<SqlBool> {
  const [tier, , , moment, place, id] = position;
  if (Number(tier) !== TIERS.texts) return sql`${sql.lit(Number(tier) > TIERS.texts === isLater(side))}`;
  const time = sql.ref(`target.${TIMES[noun]}`);
  const at = sql`cast(${moment} as timestamptz)`;
  if (Number(place) === PLACES[noun]) {
    return sql`(${time}, target.id) ${operatorOf(side)} (${at}, cast(${id} as int8))`;
  }
  const sameMomentToo = Number(place) > PLACES[noun] === isLater(side);
  return sql`${time} ${operatorOf(side, sameMomentToo)} ${at}`;
}
