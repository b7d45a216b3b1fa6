import type { PageOf } from '../../db/batch.ts';
import { listMark } from '../../db/keyset.ts';
import { type AnyToMany, type Filter, type List, orderOf } from '../../db/relation.ts';
import { type PageArguments, pageOf } from './page.ts';

export interface ListArguments extends PageArguments {
  readonly orderBy?: string | null;
  readonly filter?: unknown;
}

/** What is asked of a list: `question` tells it from whatever else may be asked, `mark` is that of its cursors. */
export interface Asked {
  readonly request: PageOf;
  readonly question: string;
  readonly mark: string;
}

/** Throws BAD_PAGE and BAD_CURSOR, before anything is read. */
export function askedOf(list: List, args: ListArguments, filter: Filter | null): Asked {
  const orderName = args.orderBy ?? (Object.keys(list.orders)[0] as string);
  const order = orderOf(list, orderName);
  const mark = filter ? listMark(list.name, orderName, filter.key) : plainMark(list, orderName);
  const request = { order, page: pageOf(args, mark, order), filter };
  return { request, mark, question: questionOf(list, request) };
}

const plainMarks = new WeakMap<List, Map<string, string>>();

/** Of a list without a filter: the same at every request. */
function plainMark(list: List, orderName: string): string {
  const marks = plainMarks.get(list) ?? new Map<string, string>();
  plainMarks.set(list, marks);
  const mark = marks.get(orderName) ?? listMark(list.name, orderName, null);
  marks.set(orderName, mark);
  return mark;
}

export function questionOf(list: List, { order, page, filter }: PageOf): string {
  return `${list.name} ${JSON.stringify([order, page, filter?.key ?? null])}`;
}

type First = Omit<Asked, 'mark'>;
const firsts = new WeakMap<AnyToMany, Map<number, First>>();

/** The first rows of a list, in its default order. */
export function firstOf(relation: AnyToMany, limit: number): First {
  const ofRelation = firsts.get(relation) ?? new Map<number, First>();
  firsts.set(relation, ofRelation);
  const known = ofRelation.get(limit);
  if (known) return known;
  const page = { limit, backward: false, after: null, before: null };
  const request = { order: orderOf(relation, null), page, filter: null };
  const made = { request, question: questionOf(relation, request) };
  ofRelation.set(limit, made);
  return made;
}

/** An article's bylines, a quote's parties: more than this no text has. */
export const WHOLE_LIST = 1000;
