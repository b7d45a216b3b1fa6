import type { GraphQLSchema } from 'graphql';
import { sdlOf } from '../../schema/print.ts';
import { type CachedText, cachedText } from './cached-text.ts';
import { encode } from './compress.ts';

/** The schema in its own language, for code generators that are not let to introspect. */
export function schemaText(schema: GraphQLSchema): CachedText {
  return cachedText(async (encoding) => {
    const { bytes, headers } = encode(sdlOf(schema), encoding);
    return { bytes, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' } };
  });
}
