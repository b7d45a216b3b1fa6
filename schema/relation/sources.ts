import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql';
import type { Source } from '../../db/relation.ts';
import { relatedBy } from './select.ts';

const ofSchemas = new WeakMap<GraphQLSchema, ReadonlyMap<string, string>>();

/** Whether objects of this type are rows of that table: some relation that leads to it says so. */
export function isRowOf(typeName: string, source: Source, schema: GraphQLSchema): boolean {
  let tables = ofSchemas.get(schema);
  if (!tables) {
    tables = tablesOf(schema);
    ofSchemas.set(schema, tables);
  }
  return tables.get(typeName) === source.table;
}

function tablesOf(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const tables = new Map<string, string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const related = relatedBy(field);
      if (!related) continue;
      const to = related.kind === 'connection' ? nodeTypeOf(field) : getNamedType(field.type);
      const { table } = related.relation.source;
      for (const { name } of isObjectType(to) ? [to] : schema.getPossibleTypes(to as never))
        tables.set(name, table);
    }
  }
  return tables;
}

/** Of a field that gives a connection. */
export function nodeTypeOf(field: GraphQLField<unknown, unknown>): GraphQLNamedType {
  const connection = getNamedType(field.type);
  const nodes = isObjectType(connection) ? connection.getFields().nodes : undefined;
  if (!nodes) throw new Error(`Wanted a connection type with nodes; got ${connection.name}.`);
  return getNamedType(nodes.type);
}
