import SchemaBuilder, { brandWithType } from '@pothos/core';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { holds } from '../db/api-key.ts';
import type { Moment, Scope } from '../db/tables.ts';
import type { Context } from './context.ts';
import { clientError } from './errors.ts';
import { decodeId, encodeId } from './ids.ts';
import { relayFieldsPlugin } from './relay-fields.ts';
import { relationPlugin } from './relation/index.ts';
import { MAX_PAGE_SIZE } from './relation/page.ts';
import { DateTime, LocalDate, Url } from './scalars.ts';

export const builder = new SchemaBuilder<{
  Context: Context;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  AuthScopes: Record<Scope, boolean>;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: string; Output: Moment };
    LocalDate: { Input: string; Output: string };
    URL: { Input: string; Output: string };
  };
}>({
  plugins: [ScopeAuthPlugin, RelayPlugin, relationPlugin, relayFieldsPlugin],
  defaultFieldNullability: false,
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ scopes }) => ({
      read: holds(scopes, 'read'),
      ingest: holds(scopes, 'ingest'),
      curate: holds(scopes, 'curate'),
      admin: holds(scopes, 'admin'),
    }),
    unauthorizedError: (_parent, context, info) =>
      context.callerName === null
        ? clientError(
            'UNAUTHENTICATED',
            `${info.fieldName} wants an API key or a token; the request has none.`,
          )
        : clientError(
            'FORBIDDEN',
            `${info.fieldName} wants a scope that the API key or token of this request lacks.`,
          ),
  },
  relay: {
    cursorType: 'String',
    encodeGlobalID: (type, id) => encodeId(type, String(id)),
    decodeGlobalID: (value) => {
      const { type, id } = decodeId(value);
      return { typename: type, id };
    },
    nodesOnConnection: { description: 'The nodes of this page without their edges.' },
    edgesFieldOptions: { nullable: false, description: 'The nodes of this page, each with its cursor.' },
    pageInfoFieldOptions: { description: 'Where this page lies in the list.' },
    nodeFieldOptions: { nullable: false, description: 'What stands at this place of the list.' },
    cursorFieldOptions: {
      description:
        'This place in the list, for after and before. Opaque; it stays good while the order and the filter stay.',
    },
    pageInfoTypeOptions: {
      description:
        'Where a page lies in its list: https://relay.dev/graphql/connections.htm#sec-undefined.PageInfo',
    },
    hasNextPageFieldOptions: { description: 'Whether the list goes on behind this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether the list begins before this page.' },
    startCursorFieldOptions: { description: 'The cursor of the first edge; null where the page is empty.' },
    endCursorFieldOptions: { description: 'The cursor of the last edge; null where the page is empty.' },
    nodeTypeOptions: {
      description:
        'Anything with an id that stays its own: https://relay.dev/graphql/objectidentification.htm',
    },
    idFieldOptions: { description: 'Opaque, never reused, good for node(id:).' },
    nodeQueryOptions: {
      description:
        'Anything by its id; null where there is nothing to be seen. BAD_ID for what is no id of ours.',
      args: { id: { description: 'An id as it was served.' } },
    },
    nodesQueryOptions: {
      description: `At most ${MAX_PAGE_SIZE} things by their ids, in the order of the ids, each null where there is nothing to be seen.`,
      args: { ids: { description: 'Ids as they were served.' } },
      cost: { slicingArguments: ['ids'] },
      resolve: async (_root, { ids }, _context, _info, resolveNodes) => {
        if (ids.length > MAX_PAGE_SIZE) {
          throw clientError('LIMIT_EXCEEDED', `Wanted at most ${MAX_PAGE_SIZE} ids; got ${ids.length}.`);
        }
        const nodes = await Promise.all(await resolveNodes(ids));
        // One that another field of the operation asks for comes as it was loaded, its type not said yet.
        nodes.forEach((node, i) => {
          if (node) brandWithType(node, ids[i]?.typename as never);
        });
        return nodes;
      },
    },
  },
});

builder.addScalarType('DateTime', DateTime);
builder.addScalarType('LocalDate', LocalDate);
builder.addScalarType('URL', Url);

builder.queryType({ description: 'What can be asked. Every list is paged.', authScopes: { read: true } });
builder.mutationType({ description: 'What can be changed, behind the scopes of an API key.' });
