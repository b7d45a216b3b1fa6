import DataLoader from 'dataloader';
import { countMany, type PageOf, readByIds, readMany, type Slice } from '../../db/batch.ts';
import type { Reader } from '../../db/reader.ts';
import { type Filter, orderOf, type Source, type ToMany } from '../../db/relation.ts';
import type { Id, Row, TableName } from '../../db/tables.ts';

type Load<V> = (ids: readonly Id[]) => Promise<readonly V[]>;

/** By what they load. */
export type Together = Map<string, unknown>;

/**
 * The loaders of one request. A loader answers one question (this relation, in this order, from this cursor, with this
 * filter) for many parents; its key says all of that, so that two fields share rows only where they ask the same.
 */
const loadersOfRequest = new WeakMap<object, Map<string, DataLoader<Id, unknown>>>();

function loaderOf<V>(
  context: Reader & { readonly together?: Together },
  key: string,
  load: Load<V>,
): DataLoader<Id, V> {
  let loaders = loadersOfRequest.get(context);
  if (!loaders) {
    loaders = new Map();
    loadersOfRequest.set(context, loaders);
  }
  let loader = loaders.get(key);
  if (!loader) {
    loader = new DataLoader<Id, unknown>(context.together ? gathered(context.together, key, load) : load);
    loaders.set(key, loader);
  }
  return loader as DataLoader<Id, V>;
}

/**
 * Asks for what the loaders of other executions ask for in the same moment in one statement with them, and keeps nothing, so
 * that a later one reads anew. Those who share it are of one viewer.
 */
function gathered<V>(together: Together, key: string, load: Load<V>): DataLoader.BatchLoadFn<Id, V> {
  const shared = (together.get(key) ?? new DataLoader(eachOnce(load), { cache: false })) as DataLoader<Id, V>;
  together.set(key, shared);
  return (ids) => shared.loadMany(ids);
}

function eachOnce<V>(load: Load<V>): Load<V> {
  return async (ids) => {
    const distinct = [...new Set(ids)];
    const values = await load(distinct);
    const byId = new Map(distinct.map((id, i) => [id, values[i] as V]));
    return ids.map((id) => byId.get(id) as V);
  };
}

/** A row by its id; every field of the request that asks for this table shares it. Null: none, or not to be seen. */
export function loadById<T extends TableName>(
  context: Reader,
  source: Source<T>,
  id: Id,
): Promise<Row<T> | null> {
  return loaderOf(context, `${source.table} by id`, (ids) => readByIds(context, source, ids)).load(id);
}

/** One question of the request's own, batched like the rest: `name` tells it apart. */
export function loadKeyed<V>(
  context: Reader,
  name: string,
  read: (keys: readonly string[]) => Promise<readonly V[]>,
  key: string,
): Promise<V> {
  return loaderOf(context, name, read).load(key);
}

export function loadSlice<From extends TableName, To extends TableName>(
  context: Reader,
  relation: ToMany<From, To>,
  parentKey: Id,
  request: PageOf,
): Promise<Slice<Row<To>>> {
  const question = JSON.stringify([request.order, request.page, request.filter?.key ?? null]);
  return loaderOf(context, `${relation.name} ${question}`, (keys) =>
    readMany(context, relation, keys, request),
  ).load(parentKey);
}

/** An article's bylines, a quote's parties: more than this no text has. */
const WHOLE_LIST = 1000;

/** All rows of a list that the text of one article bounds, in its default order. */
export function loadWhole<From extends TableName, To extends TableName>(
  context: Reader,
  relation: ToMany<From, To>,
  parentKey: Id,
): Promise<Row<To>[]> {
  return loadFirst(context, relation, parentKey, WHOLE_LIST);
}

/** The first rows of a list, in its default order. */
export async function loadFirst<From extends TableName, To extends TableName>(
  context: Reader,
  relation: ToMany<From, To>,
  parentKey: Id,
  limit: number,
): Promise<Row<To>[]> {
  const page = { limit, backward: false, after: null, before: null };
  const request = { order: orderOf(relation, null), page, filter: null };
  const { items } = await loadSlice(context, relation, parentKey, request);
  return items.map(({ row }) => row);
}

export function loadCount<From extends TableName, To extends TableName>(
  context: Reader,
  relation: ToMany<From, To>,
  parentKey: Id,
  filter: Filter | null,
): Promise<number> {
  return loaderOf(context, `count of ${relation.name} ${filter?.key ?? ''}`, (keys) =>
    countMany(context, relation, keys, filter),
  ).load(parentKey);
}
