import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import type { Id } from '../db/tables.ts';
import { encodeId, NODE_TYPES } from './ids.ts';
import { Connection } from './relation/connection.ts';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      relayFields: RelayFieldsPlugin<Types>;
    }
  }
}

const TYPES: ReadonlySet<string> = new Set(NODE_TYPES);

/** Relay's plugin gives a promise for each `id`, and makes an edge for each of `nodes`; here both are there at once. */
export class RelayFieldsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { name, parentType }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (name === 'id' && TYPES.has(parentType))
      return (row) => encodeId(parentType, (row as { readonly id: Id }).id);
    if (name === 'nodes' && parentType.endsWith('Connection')) {
      return (connection, args, context, info) =>
        connection instanceof Connection ? connection.nodes : resolver(connection, args, context, info);
    }
    return resolver;
  }
}

export const relayFieldsPlugin = 'relayFields' as const;
SchemaBuilder.registerPlugin(relayFieldsPlugin, RelayFieldsPlugin);
