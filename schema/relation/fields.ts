import {
  type InputFieldMap,
  type ObjectRef,
  type OutputType,
  RootFieldBuilder,
  type SchemaTypes,
} from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import { countList, readList, type Slice } from '../../db/batch.ts';
import type { Reader } from '../../db/reader.ts';
import type { List, ToMany, ToOne } from '../../db/relation.ts';
import type { Id } from '../../db/tables.ts';
import type { CountedSlice } from '../../db/tree.ts';
import { readWith } from '../../db/tree-rows.ts';
import { COUNT } from '../cost.ts';
import { type AskedOnce, askedOnce } from './asked.ts';
import { Connection, type MaybePromise, type Reads, whenRead } from './connection.ts';
import type { ConnectionOptions, RelatedOptions } from './global-types.ts';
import { loadCount, loadSelected, loadSlice, loadWhole } from './loaders.ts';
import { MAX_PAGE_SIZE } from './page.ts';
import type { ListArguments } from './request.ts';
import type { Related } from './select.ts';

type Parent = Record<string, string | null>;
type Builder = PothosSchemaTypes.RootFieldBuilder<SchemaTypes, Parent>;
type Options = ConnectionOptions<SchemaTypes, OutputType<SchemaTypes>, unknown>;

const fields = RootFieldBuilder.prototype as unknown as {
  related: unknown;
  relatedList: unknown;
  relatedConnection: unknown;
  listConnection: unknown;
};

const extensions = (related: Related) => ({ extensions: { related } });

fields.related = function related(
  this: Builder,
  relation: ToOne,
  options: RelatedOptions<OutputType<SchemaTypes>>,
) {
  return this.field({
    nullable: true,
    ...options,
    ...extensions({ kind: 'one', relation }),
    resolve: (parent: Parent, _args: object, context: Reader, info: GraphQLResolveInfo) => {
      const key = parent[relation.column];
      if (!key) return null;
      const found = readWith<object | null>(parent, relation.name);
      if (found !== undefined) return found;
      return loadSelected(context, relation.source, key, info);
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
    ...extensions({ kind: 'whole', relation }),
    resolve: (parent: Parent, _args: object, context: Reader) => loadWhole(context, relation, parent),
  } as never);
};

fields.relatedConnection = function relatedConnection(this: Builder, relation: ToMany, options: Options) {
  const filtered = options.filter !== undefined;
  const settings = extensions({ kind: 'connection', relation, filtered });
  return connectionField(this, relation, options, settings, (context, parent, once) => {
    const key = parent[relation.column];
    return key ? new RelatedReads(context, relation, key, parent, once) : NOTHING;
  });
};

fields.listConnection = function listConnection(this: Builder, list: List, options: Options) {
  return connectionField(this, list, options, {}, (context, _parent, { asked: { request }, tree }) => ({
    slice: () => readList(context, list, request, tree() ?? undefined),
    count: () => countList(context, list, request.filter),
  }));
};

const NOTHING: Reads<unknown> = {
  slice: () => ({ items: [], hasNext: false, hasPrevious: false }),
  count: () => 0,
};

/** What was read with the parent, else by its key. */
class RelatedReads implements Reads<unknown> {
  readonly #context: Reader;
  readonly #relation: ToMany;
  readonly #key: Id;
  readonly #once: AskedOnce;
  readonly #found: CountedSlice<unknown> | undefined;

  constructor(context: Reader, relation: ToMany, key: Id, parent: Parent, once: AskedOnce) {
    this.#context = context;
    this.#relation = relation;
    this.#key = key;
    this.#once = once;
    this.#found = readWith(parent, once.asked.question);
  }

  slice(): MaybePromise<Slice<unknown>> {
    if (this.#found) return this.#found;
    const { asked, tree } = this.#once;
    return loadSlice(this.#context, this.#relation, this.#key, asked, tree() ?? undefined);
  }

  count(): MaybePromise<number> {
    const { filter } = this.#once.asked.request;
    return this.#found?.count ?? loadCount(this.#context, this.#relation, this.#key, filter);
  }
}

function connectionField(
  t: Builder,
  list: List,
  options: Options,
  settings: object,
  readsOf: (context: Reader, parent: Parent, once: AskedOnce) => Reads<unknown>,
) {
  const { description, order, filter, authScopes } = options;
  return t.field({
    description,
    ...(authScopes && { authScopes }),
    type: connectionType(t, options.type),
    nullable: false,
    ...settings,
    args: connectionArguments(t, list, order, filter),
    resolve: (parent: Parent, args: ListArguments, context: Reader, info: GraphQLResolveInfo) =>
      whenRead(
        askedOnce(context, info, list, args, filter),
        (once) => new Connection(once.asked.mark, readsOf(context, parent, once)),
      ),
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
          cost: { weight: COUNT },
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
