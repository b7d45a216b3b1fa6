import './global-types.ts';
import './fields.ts';
import SchemaBuilder, { BasePlugin, type SchemaTypes } from '@pothos/core';

/**
 * Fields that follow relations: `t.related`, `t.relatedList`, `t.relatedConnection`, `t.listConnection`. A relation is
 * described as data in db/; the fields read it in batches, one statement a level however many rows stand above it.
 * Nothing here knows what the rows are about.
 */
export class RelationPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {}

export const relationPlugin = 'relation' as const;
SchemaBuilder.registerPlugin(relationPlugin, RelationPlugin);
