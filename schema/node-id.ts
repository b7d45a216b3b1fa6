import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import type { Id } from '../db/tables.ts';
import { encodeId, NODE_TYPES } from './ids.ts';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      nodeId: NodeIdPlugin<Types>;
    }
  }
}

const TYPES: ReadonlySet<string> = new Set(NODE_TYPES);

/** Relay's plugin gives a promise for each `id`, which the executor then waits for; a row's id is there at once. */
export class NodeIdPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { name, parentType }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (name !== 'id' || !TYPES.has(parentType)) return resolver;
    return (row) => encodeId(parentType, (row as { readonly id: Id }).id);
  }
}

export const nodeIdPlugin = 'nodeId' as const;
SchemaBuilder.registerPlugin(nodeIdPlugin, NodeIdPlugin);
