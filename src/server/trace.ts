import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { Tracing } from '../observe/traced.ts';

/** Each root field of queries and mutations is a span of its own. Returns what takes that back. */
export function traceRootFields(schema: GraphQLSchema, tracing: Tracing): () => void {
  const undo: (() => void)[] = [];
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const { resolve } = field;
      if (!resolve || !type) continue;
      const name = `${type.name}.${field.name}`;
      const attributes = { 'graphql.field.name': field.name, 'graphql.field.parent_type': type.name };
      const traced: GraphQLFieldResolver<unknown, unknown> = (...given) =>
        tracing.span(name, attributes, () => resolve(...given));
      field.resolve = traced;
      undo.push(() => {
        field.resolve = resolve;
      });
    }
  }
  return () => {
    for (const back of undo) back();
  };
}
