import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { type CachedText, cachedText } from './cached-text.ts';

/** The schema in its own language, for code generators that are not let to introspect. */
export function schemaText(schema: GraphQLSchema): CachedText {
  return cachedText(
    async () => `${printSchema(lexicographicSortSchema(schema))}\n`,
    () => ({ 'content-type': 'text/plain; charset=utf-8' }),
  );
}
