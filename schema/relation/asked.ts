import { type GraphQLResolveInfo, getNamedType } from 'graphql';
import type { Reader } from '../../db/reader.ts';
import type { Filter, List, Source, ToMany } from '../../db/relation.ts';
import type { Tree } from '../../db/tree.ts';
import { type MaybePromise, whenRead } from './connection.ts';
import type { FilterOption } from './global-types.ts';
import { perRequest } from './per-request.ts';
import { Planner } from './plan.ts';
import { type Asked, askedOf, type ListArguments } from './request.ts';
import { treeOf } from './trees.ts';

/** By the list of its nodes, which the executor makes once for all parents of a field. */
const fieldsOf = perRequest(() => new Map<readonly object[], unknown>());

/** What depends on a field of a request alone, and not on the parent that it stands in. */
function onceForField<V>(context: object, { fieldNodes }: GraphQLResolveInfo, make: () => V): V {
  const ofFields = fieldsOf(context);
  if (ofFields.has(fieldNodes)) return ofFields.get(fieldNodes) as V;
  const made = make();
  ofFields.set(fieldNodes, made);
  return made;
}

/** Who reads, and whether selections are looked through beforehand; they are where nothing is said. */
export type Ahead = Reader & { readonly lookAhead?: boolean };

export interface AskedOnce {
  readonly asked: Asked;
  /** What is wanted of the rows; null: none are. */
  readonly tree: () => Tree | null;
}

export function askedOnce(
  context: Ahead,
  info: GraphQLResolveInfo,
  list: List,
  args: ListArguments,
  option: FilterOption<unknown> | undefined,
): MaybePromise<AskedOnce> {
  return onceForField(context, info, () => {
    const filter: MaybePromise<Filter | null> =
      option && args.filter ? option.where(context, args.filter) : null;
    return whenRead(filter, (narrowed) => ({
      asked: askedOf(list, args, narrowed),
      tree: () => (context.lookAhead === false ? null : rowsOfConnection(info, list)),
    }));
  });
}

function rowsOfConnection(info: GraphQLResolveInfo, list: List): Tree | null {
  const field = info.parentType.getFields()[info.fieldName];
  if (!field) return null;
  const once = onlyOnce(list);
  return treeOf(info, list.name, (asking) =>
    new Planner(asking).connection(list.source, field, info.fieldNodes, once),
  );
}

/** What is selected of a row that a field resolves to. */
export function rowsAsked(info: GraphQLResolveInfo, source: Source): Tree {
  const type = getNamedType(info.returnType);
  return treeOf(info, `${source.table} ${type.name}`, (asking) =>
    new Planner(asking).rows(source, type, info.fieldNodes, true),
  ) as Tree;
}

function onlyOnce(list: List | ToMany): boolean {
  return list.via === null && (!('column' in list) || list.column === 'id');
}
