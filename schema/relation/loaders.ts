import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { countMany, readByIds, readMany, type Slice } from '../../db/batch.ts';
import type { Reader } from '../../db/reader.ts';
import type { Filter, Source, ToMany, ToOne } from '../../db/relation.ts';
import type { Id, Row, TableName } from '../../db/tables.ts';
import type { Tree } from '../../db/tree.ts';
import { readWith } from '../../db/tree-rows.ts';
import { type Ahead, rowsAsked } from './asked.ts';
import { type MaybePromise, whenRead } from './connection.ts';
import { perRequest } from './per-request.ts';
import { type Asked, firstOf, WHOLE_LIST } from './request.ts';
import { numberOf } from './trees.ts';

type Load<V> = (ids: readonly Id[]) => Promise<readonly V[]>;

/** By what they load. */
export type Together = Map<string, unknown>;

/**
 * The loaders of one request. A loader answers one question (this relation, in this order, from this cursor, with this
 * filter) for many parents; its key says all of that, so that two fields share rows only where they ask the same.
 */
const loadersOf = perRequest(() => new Map<string, DataLoader<Id, unknown>>());

interface Loading extends Reader {
  readonly together?: Together;
  readonly onBatch?: ((keys: number) => void) | null | undefined;
}

function loaderOf<V>(context: Loading, key: string, read: Load<V>): DataLoader<Id, V> {
  const loaders = loadersOf(context);
  let loader = loaders.get(key);
  if (!loader) {
    const load = told(context, read);
    loader = new DataLoader<Id, unknown>(context.together ? gathered(context.together, key, load) : load);
    loaders.set(key, loader);
  }
  return loader as DataLoader<Id, V>;
}

function told<V>({ onBatch }: Loading, read: Load<V>): Load<V> {
  if (!onBatch) return read;
  return (keys) => {
    onBatch(keys.length);
    return read(keys);
  };
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
  return loaderOf(context, `${source.table} by id ${numberOf(source)}`, (ids) =>
    readByIds(context, source, ids),
  ).load(id);
}

/** A row by its id, with what is selected on the field that resolves to it. */
export function loadSelected<T extends TableName>(
  context: Ahead,
  source: Source<T>,
  id: Id,
  info: GraphQLResolveInfo,
): Promise<Row<T> | null> {
  if (context.lookAhead === false) return loadById(context, source, id);
  const tree = rowsAsked(info, source);
  // Fields of one operation share whole rows, if nothing is wanted from behind them.
  const alone = info.path.prev === undefined && info.operation.selectionSet.selections.length === 1;
  return alone || tree.branches.length > 0
    ? loadTree(context, source, id, tree)
    : loadById(context, source, id);
}

function loadTree<T extends TableName>(
  context: Reader,
  source: Source<T>,
  id: Id,
  tree: Tree,
): Promise<Row<T> | null> {
  return loaderOf(context, `${source.table} by id ${numberOf(tree)}`, (ids) =>
    readByIds(context, source, ids, tree),
  ).load(id);
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

type Parent = Readonly<Record<string, unknown>>;

/** The row behind a foreign key of the parent: what was read with the parent, else by its id. */
export function loadOne<From extends TableName, To extends TableName>(
  context: Reader,
  relation: ToOne<From, To>,
  parent: Pick<Row<From>, keyof Row<From>> | Parent,
): Row<To> | null | Promise<Row<To> | null> {
  const key = (parent as Parent)[relation.column] as Id | null;
  if (!key) return null;
  const found = readWith<Row<To> | null>(parent, relation.name);
  return found === undefined ? loadById(context, relation.source, key) : found;
}

export function loadSlice<From extends TableName, To extends TableName>(
  context: Reader,
  relation: ToMany<From, To>,
  parentKey: Id,
  { request, question }: Pick<Asked, 'request' | 'question'>,
  tree?: Tree,
): Promise<Slice<Row<To>>> {
  const key = tree ? `${question} ${numberOf(tree)}` : question;
  return loaderOf(context, key, (keys) => readMany(context, relation, keys, request, tree)).load(parentKey);
}

/** All rows of a list that the text of one article bounds, in its default order. */
export function loadWhole<From extends TableName, To extends TableName>(
  context: Reader,
  relation: ToMany<From, To>,
  parent: Parent,
): MaybePromise<Row<To>[]> {
  return loadFirst(context, relation, parent, WHOLE_LIST);
}

/** The first rows of a list, in its default order: what was read with the parent, else by its key. */
export function loadFirst<From extends TableName, To extends TableName>(
  context: Reader,
  relation: ToMany<From, To>,
  parent: Parent,
  limit: number,
): MaybePromise<Row<To>[]> {
  const asked = firstOf(relation, limit);
  const found = readWith<Slice<Row<To>>>(parent, asked.question);
  const slice = found ?? loadSlice(context, relation, parent[relation.column] as Id, asked);
  return whenRead(slice, ({ items }) => items.map(({ row }) => row));
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
