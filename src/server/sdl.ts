import type { GraphQLSchema } from 'graphql';
import { sdlOf } from '../../schema/print.ts';
import { type CachedText, cachedText } from './cached-text.ts';

/** The schema in its own language, for code generators that are not let to introspect. */
export function schemaText(schema: GraphQLSchema): CachedText {
  return cachedText(
    async () => sdlOf(schema),
    () => ({ 'content-type': 'text/plain; charset=utf-8' }),
  );
}
