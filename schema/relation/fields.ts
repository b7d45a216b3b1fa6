import {
  type InputFieldMap,
  type ObjectRef,
  type OutputType,
  RootFieldBuilder,
  type SchemaTypes,
} from '@pothos/core';
import { countList, readList } from '../../db/batch.ts';
import { listMark } from '../../db/keyset.ts';
import type { Reader } from '../../db/reader.ts';
import { type Filter, type List, orderOf, type ToMany, type ToOne } from '../../db/relation.ts';
import { Connection } from './connection.ts';
import type { ConnectionOptions, RelatedOptions } from './global-types.ts';
import { loadById, loadCount, loadSlice, loadWhole } from './loaders.ts';
import { MAX_PAGE_SIZE, type PageArguments, pageOf } from './page.ts';

type Parent = Record<string, string | null>;
type Builder = PothosSchemaTypes.RootFieldBuilder<SchemaTypes, Parent>;
type Options = ConnectionOptions<SchemaTypes, OutputType<SchemaTypes>, unknown>;
type Arguments = PageArguments & { readonly orderBy?: string | null; readonly filter?: unknown };

const fields = RootFieldBuilder.prototype as unknown as {
  related: unknown;
  relatedList: unknown;
  relatedConnection: unknown;
  listConnection: unknown;
};

fields.related = function related(
  this: Builder,
  relation: ToOne,
  options: RelatedOptions<OutputType<SchemaTypes>>,
) {
  return this.field({
    nullable: true,
    ...options,
    resolve: (parent: Parent, _args: object, context: object) => {
      const key = parent[relation.column];
      return key ? loadById(context as Reader, relation.source, key) : null;
    },
  } as never);
};

fields.relatedList = function relatedList(
  this: Builder,
  relation: ToMany,
  options: RelatedOptions<OutputType<SchemaTypes>>,
) {
  return this.field({
    ...options,
    type: [options.type],
    nullable: false,
    resolve: (parent: Parent, _args: object, context: object) =>
      loadWhole(context as Reader, relation, parent[relation.column] as string),
  } as never);
};

fields.relatedConnection = function relatedConnection(this: Builder, relation: ToMany, options: Options) {
  return connectionField(this, relation, options, (context, request, parent) => {
    const key = parent[relation.column];
    if (!key) return null;
    return {
      slice: () => loadSlice(context, relation, key, request),
      count: () => loadCount(context, relation, key, request.filter),
    };
  });
};

fields.listConnection = function listConnection(this: Builder, list: List, options: Options) {
  return connectionField(this, list, options, (context, request) => ({
    slice: () => readList(context, list, request),
    count: () => countList(context, list, request.filter),
  }));
};

type Request = Parameters<typeof readList>[2];
type Reads = { slice: () => ReturnType<typeof readList>; count: () => Promise<number> };

const nothing: Reads = {
  slice: async () => ({ items: [], hasNext: false, hasPrevious: false }),
  count: async () => 0,
};

function connectionField(
  t: Builder,
  list: List,
  options: Options,
  readsOf: (context: Reader, request: Request, parent: Parent) => Reads | null,
) {
  const { description, order: orderType, filter: filterOption, authScopes } = options;
  return t.field({
    description,
    ...(authScopes && { authScopes }),
    type: connectionType(t, options.type),
    nullable: false,
    args: connectionArguments(t, list, orderType, filterOption),
    resolve: async (parent: Parent, args: Arguments, context: Reader) => {
      const orderName = args.orderBy ?? (Object.keys(list.orders)[0] as string);
      const order = orderOf(list, orderName);
      const filter: Filter | null =
        filterOption && args.filter ? await filterOption.where(context, args.filter) : null;
      const mark = listMark(list.name, orderName, filter?.key ?? null);
      const request = { order, page: pageOf(args, mark, order), filter };
      const { slice, count } = readsOf(context, request, parent) ?? nothing;
      return new Connection(mark, slice, count);
    },
  } as never);
}

function connectionArguments(
  t: Builder,
  list: List,
  order: Options['order'],
  filter: Options['filter'],
): InputFieldMap {
  const [defaultOrder] = Object.keys(list.orders);
  return {
    ...pageArguments(t),
    ...(order && {
      orderBy: t.arg({
        type: order,
        defaultValue: defaultOrder as never,
        description: 'The order of the whole list. A cursor is good for one order only.',
      }),
    }),
    ...(filter && { filter: t.arg({ type: filter.type, description: 'What the list is narrowed to.' }) }),
  };
}

export function pageArguments(t: Builder): InputFieldMap {
  const bounds = `0 to ${MAX_PAGE_SIZE}`;
  return {
    first: t.arg.int({
      description: `How many from the front, ${bounds}; 20 where neither first nor last is given.`,
    }),
    after: t.arg.string({ description: 'Only what comes after this cursor, which this list gave out.' }),
    last: t.arg.int({ description: `How many from the back, ${bounds}; not together with first.` }),
    before: t.arg.string({ description: 'Only what comes before this cursor, which this list gave out.' }),
  };
}

const connectionTypes = new WeakMap<object, Map<unknown, ObjectRef<SchemaTypes, unknown>>>();

/** `ArticleConnection` with `ArticleEdge`, made once for each type of node. */
export function connectionType(t: Builder, type: OutputType<SchemaTypes>): ObjectRef<SchemaTypes, unknown> {
  const builder = (t as unknown as { builder: PothosSchemaTypes.SchemaBuilder<SchemaTypes> }).builder;
  let ofBuilder = connectionTypes.get(builder);
  if (!ofBuilder) {
    ofBuilder = new Map();
    connectionTypes.set(builder, ofBuilder);
  }
  const known = ofBuilder.get(type);
  if (known) return known;
  const { name } = type as { name: string };
  const made = builder.connectionObject(
    {
      name: `${name}Connection`,
      type,
      description: `A page of a list whose nodes are of the type ${name}: https://relay.dev/graphql/connections.htm`,
      fields: (c: PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, Connection<unknown>>) => ({
        totalCount: c.int({
          description:
            'How many the whole list holds, whatever the page; counted up to 10,000, which then means 10,000 or more.',
          resolve: (connection) => connection.totalCount,
        }),
      }),
    } as never,
    {
      name: `${name}Edge`,
      description: `A place in a list, and the node of the type ${name} that stands there.`,
    } as never,
  ) as unknown as ObjectRef<SchemaTypes, unknown>;
  ofBuilder.set(type, made);
  return made;
}
