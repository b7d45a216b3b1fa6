import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';

/** The schema in its own language, in an order that does not depend on the order of imports. */
export function sdlOf(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** `codegen.ts` names this file as the plugin that writes `schema.graphql`. */
export const plugin = sdlOf;
