import SchemaBuilder, { BasePlugin, type SchemaTypes } from '@pothos/core';

/** Nothing of the plugin runs when a schema is built: it is there so that builders can ask for its fields by name. */
export class RelationPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {}

export const relationPlugin = 'relation' as const;
SchemaBuilder.registerPlugin(relationPlugin, RelationPlugin);
