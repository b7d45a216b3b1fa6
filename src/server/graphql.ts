import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Logger } from 'pino';
import { useDeadline } from './deadline.ts';
import { documentPreparer, useDocuments } from './documents.ts';
import { useErrors } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { useSubscriptions } from './live/subscriptions.ts';
import { useParams } from './params.ts';
import { type PersistedDocuments, usePersistedDocuments } from './persisted.ts';
import type { Openness } from './profile.ts';

export interface GraphQLOptions {
  readonly schema: GraphQLSchema;
  readonly openness: Openness;
  readonly persisted: PersistedDocuments;
  readonly timeoutMs: number;
  /** Of event streams. */
  readonly heartbeatMs: number;
  readonly log: Logger;
}

export const GRAPHQL_PATH = '/graphql';

/** What stands before GraphQL (addresses, origins, keys, the body) is decided in `request.ts`, so much of Yoga is off. */
export function createGraphQL(options: GraphQLOptions) {
  const { schema, openness, persisted, timeoutMs, heartbeatMs, log } = options;
  return createYoga<Exchange>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    extraParamNames: ['documentId'],
    batching: false,
    multipart: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    maxRequestBodySize: false,
    parserAndValidationCache: false,
    // useErrors masks at the one exit, where the request id is known.
    maskedErrors: false,
    logging: {
      debug: () => {},
      info: () => {},
      warn: (...said) => log.warn({ said }, 'Yoga warns'),
      error: (...said) => log.error({ said }, 'Yoga fails'),
    },
    plugins: [
      useParams(),
      usePersistedDocuments(persisted, openness),
      useDocuments(documentPreparer(schema, openness), openness),
      useDeadline(timeoutMs),
      useSubscriptions(heartbeatMs),
      useErrors(log),
    ],
  });
}
