import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { articleList } from './article.ts';
import { eventList } from './event.ts';
import type { Order, Page, Position, Side } from './keyset.ts';
import { nearestFirst } from './nearest.ts';
import { quoteList } from './quote.ts';
import {
  answers,
  asksForPhrase,
  nameWords,
  type Question,
  queryOf,
  type Reading,
} from './search-question.ts';
import type { ActorKind } from './tables.ts';
import { guardOfIndexes, type Viewer, visible } from './visible.ts';

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
/** What the texts of a noun are ordered by, besides their ids. */
const TIMES = { event: 'listed_on', article: 'listed_at', quote: 'listed_at' } as const;
const LISTS = { event: eventList, article: articleList, quote: quoteList } as const;

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
  /**
   * The first rows of a page, with the columns of `searchOrder` and a score. What was found by the branches before, if it is given, spares
   * those which all of it comes before.
   */
  rows(page: Page, before: RawBuilder<unknown> | null): RawBuilder<unknown>;
  /** All rows, or those on one side of a position; without columns. */
  all(position?: Position, side?: Side): RawBuilder<unknown>;
}

/** In the order of the list as far as they have one; of the texts, those found most often come first. */
export function branchesOf(viewer: Viewer, { question, types, readings }: Search): Branch[] {
  const kinds = types.filter((type) => type === 'person' || type === 'organization');
  const words = nameWords(question);
  const ofTier = (tier: NameTier) =>
    kinds.length > 0 && words !== '' ? [nameBranch(viewer, words, kinds, tier)] : [];
  const nouns = (['article', 'quote', 'event'] as const).filter((noun) => types.includes(noun));
  const texts = readings.length > 0 ? nouns.map((noun) => textBranch(viewer, noun, readings)) : [];
  return [...ofTier('names'), ...texts, ...ofTier('likeNames')];
}

type NameTier = 'names' | 'likeNames';

function nameBranch(viewer: Viewer, words: string, kinds: readonly ActorKind[], tier: NameTier): Branch {
  const bound: Bound = (position, side) => nameBound(TIERS[tier], position, side);
  const [lookUp, isOfTier] = tier === 'names' ? ['names_holding', '>='] : ['names_like', '<'];
  const from = (bounds: readonly RawBuilder<SqlBool>[]) => {
    const conditions = [
      visible(viewer, 'target'),
      sql`target.kind = any(cast(${kinds} as text[]))`,
      sql`name.likeness ${sql.raw(isOfTier)} ${sql.lit(HOLDS_WORDS)}`,
      ...bounds,
    ];
    return sql`from (
        select n.actor_id as id, max(l.similarity) as likeness
        from public.${sql.raw(lookUp)}(public.fold(${words})) as l join actor_name as n on n.id = l.name_id
        where ${visible(viewer, 'n')} group by n.actor_id
      ) as name join actor as target on target.id = name.id
      where ${sql.join(conditions, sql` and `)}`;
  };
  return {
    all: (position, side) => sql`select ${from(position && side ? [bound(position, side)] : [])}`,
    rows: (page, before) => sql`
      select ${sql.lit(TIERS[tier])} as tier, name.likeness, target.public_count as article_count,
        timestamptz 'epoch' as moment, ${sql.lit(PLACES.actor)} as place, target.id, name.likeness as score
      ${from([...boundsOf(page, bound), ...(before ? [sql<SqlBool>`(select count(*) from (${before}) as before) <= ${sql.lit(page.limit)}`] : [])])}
      order by ${inOrder(page, 'name.likeness', 'target.public_count', 'target.id')} limit ${sql.lit(page.limit + 1)}`,
  };
}

function textBranch(viewer: Viewer, noun: TextNoun, readings: readonly Reading[]): Branch {
  const bound = (position: Position, side: Side) => textBound(noun, position, side);
  const from = (conditions: readonly RawBuilder<SqlBool>[]) =>
    sql`from ${sql.table(noun)} as target where ${sql.join(conditions, sql` and `)}`;
  const found = (more: readonly RawBuilder<SqlBool>[]) =>
    from([visible(viewer, 'target'), answers('target', readings), ...more]);
  return {
    all: (position, side) => sql`select ${found(position && side ? [bound(position, side)] : [])}`,
    rows: (page, before) => {
      const bounds = boundsOf(page, bound);
      const nearest = nearestFirst({
        ...{ table: noun, order: LISTS[noun].orders.NEWEST as Order, page, limit: page.limit + 1 },
        byWordsAlone: !asksForPhrase(readings),
        columns: sql`target.search, target.language`,
        list: from([guardOfIndexes('target'), ...bounds]),
        found: (more) => found([...bounds, ...more]),
        ahead: before ? (moment) => countAhead(page, before, moment) : undefined,
      });
      return sql`
        select ${sql.lit(TIERS.texts)} as tier, cast(0 as float4) as likeness, 0 as article_count,
          cast("~0" as timestamptz) as moment, ${sql.lit(PLACES[noun])} as place, "~1" as id,
          ts_rank(search, ${queryOf('nearest', readings)}, 32) as score
        from (${nearest}) as nearest`;
    },
  };
}

function countAhead(
  page: Page,
  before: RawBuilder<unknown>,
  moment: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const within = sql.raw(page.backward ? '<=' : '>=');
  return sql`(select count(*) from (${before}) as before where tier <> ${sql.lit(TIERS.texts)} or moment ${within} ${moment})`;
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

function operatorOf(side: Side, inclusive = side === 'notAfter' || side === 'notBefore') {
  return sql.raw(side === 'at' ? '=' : (isLater(side) ? '<' : '>') + (inclusive ? '=' : ''));
}

/** Of rows that all come before the position, or all behind it; null where it is among them. */
function ofOthers(own: number, position: number, side: Side): RawBuilder<SqlBool> | null {
  return own === position ? null : sql`${sql.lit(side !== 'at' && position > own === isLater(side))}`;
}

function nameBound(own: number, [tier, likeness, count, , , id]: Position, side: Side): RawBuilder<SqlBool> {
  return (
    ofOthers(own, Number(tier), side) ??
    sql`(name.likeness, target.public_count, target.id) ${operatorOf(side)}
      (cast(${likeness} as float4), cast(${count} as int4), cast(${id} as int8))`
  );
}

/** In a form that the index on the noun's time serves. */
function textBound(noun: TextNoun, position: Position, side: Side): RawBuilder<SqlBool> {
  const [tier, , , moment, place, id] = position;
  const others = ofOthers(TIERS.texts, Number(tier), side);
  if (others) return others;
  const time = sql.ref(`target.${TIMES[noun]}`);
  const at = sql`cast(${moment} as timestamptz)`;
  if (Number(place) === PLACES[noun]) {
    return sql`(${time}, target.id) ${operatorOf(side)} (${at}, cast(${id} as int8))`;
  }
  if (side === 'at') return sql`false`;
  const sameMomentToo = Number(place) > PLACES[noun] === isLater(side);
  return sql`${time} ${operatorOf(side, sameMomentToo)} ${at}`;
}
