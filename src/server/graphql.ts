import { createYoga } from 'graphql-yoga';
import type { Logger } from 'pino';
import { CompiledExecutor } from './compiled/executor.ts';
import { documentPreparer, useDocuments } from './documents.ts';
import { finishResult, useErrors } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { type ExecuteOptions, operationExecutor, useExecute } from './execute.ts';
import { useSubscriptions } from './live/subscriptions.ts';
import { operationNames, type Watching, watchedSteps } from './observe.ts';
import { inTurn } from './overload.ts';
import { useParams } from './params.ts';
import { type PersistedDocuments, usePersistedDocuments } from './persisted.ts';
import { type Charging, chargingExecutor, readingCharged } from './price/charge.ts';
import { useCharging } from './price/subscriptions.ts';
import { answersShort, type Steps } from './short-path.ts';
import type { Turns } from './turns.ts';
import { warmUp } from './warm-up.ts';

export interface GraphQLOptions extends Omit<ExecuteOptions, 'compiled'> {
  readonly persisted: PersistedDocuments;
  readonly turns: Turns;
  readonly charging: Charging;
  /** Of event streams. */
  readonly heartbeatMs: number;
  readonly watching: Watching;
  readonly log: Logger;
  /** True: Yoga answers all, and nothing is compiled. A test measures the rest by that. */
  readonly plain?: boolean | undefined;
}

export const GRAPHQL_PATH = '/graphql';

/** Answers an exchange: shortly where that can be, else by Yoga. */
export function createGraphQL(options: GraphQLOptions): (exchange: Exchange) => Promise<void> {
  const { schema, openness, persisted, charging, log, plain = false } = options;
  const compiled = plain ? null : new CompiledExecutor(schema);
  const steps: Steps = {
    openness,
    persisted,
    prepare: documentPreparer(schema, openness, readingCharged(charging)),
    execute: chargingExecutor(inTurn(operationExecutor({ ...options, compiled }), options.turns), charging),
    finish: (result, requestId) => finishResult(result, requestId, log),
  };
  if (compiled) warmUp(persisted, steps.prepare, compiled);
  const watched = watchedSteps(steps, options.watching, operationNames(persisted), charging);
  const yoga = yogaOf(options, watched);
  return async (exchange) => {
    if (!plain && (await answersShort(exchange, watched))) return;
    await yoga.handle(exchange.req, exchange.res, exchange);
  };
}

/** What stands before GraphQL (addresses, origins, keys, the body) is decided in `request.ts`, so much of Yoga is off. */
function yogaOf(options: GraphQLOptions, steps: Steps) {
  const { schema, openness, persisted, charging, heartbeatMs, log } = options;
  return createYoga<Exchange>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    // Yoga looks at how an address ends, query and all; none ends so.
    healthCheckEndpoint: ' ',
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
      useDocuments(steps.prepare),
      useExecute(steps.execute),
      useCharging(charging),
      useSubscriptions(heartbeatMs, openness),
      useErrors(steps.finish),
    ],
  });
}
