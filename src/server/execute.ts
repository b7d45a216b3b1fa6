import { normalizedExecutor } from '@graphql-tools/executor';
import { RequestCache } from '@pothos/plugin-scope-auth';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { type ThroughCacheOptions, throughCache } from './cache/through-cache.ts';
import type { CompiledExecutor } from './compiled/executor.ts';
import { withinDeadline } from './deadline.ts';
import type { Exchange } from './exchange.ts';
import { chosenOperation, type Operation } from './operation.ts';
import type { Params } from './params.ts';
import type { Openness } from './profile.ts';

/** Rejects with the reason of the abort where the operation is cut short. */
export type Execute = (operation: Operation) => Promise<ExecutionResult>;

export interface ExecuteOptions {
  readonly schema: GraphQLSchema;
  readonly openness: Openness;
  readonly timeoutMs: number;
  /** Null: each is run for who asks. */
  readonly caching: Pick<ThroughCacheOptions, 'cache' | 'http'> | null;
  /** Null: the general executor runs all. */
  readonly compiled: CompiledExecutor | null;
}

export function operationExecutor(options: ExecuteOptions): Execute {
  const { schema, timeoutMs, caching } = options;
  const run = operationRunner(options);
  const answer = caching ? throughCache(run, { ...caching, schema }) : run;
  return (operation) => withinDeadline(operation.exchange, timeoutMs, () => answer(operation));
}

function operationRunner({ schema, openness, compiled }: ExecuteOptions): Execute {
  const hideSuggestions = !openness.suggestions;
  return async ({ exchange, document, params, node }) => {
    const { signal } = exchange.abort;
    const { variables } = params;
    try {
      const running = compiled?.run({ document, node, variables, context: exchange, signal });
      if (running) return await running;
      return (await normalizedExecutor({
        schema,
        document,
        contextValue: exchange,
        variableValues: variables ?? {},
        operationName: params.operationName as string | undefined,
        signal,
        hideSuggestions,
      })) as ExecutionResult;
    } finally {
      // Left in a `WeakMap` that is old, the request would be kept until the next full collection.
      RequestCache.clearForContext(exchange);
    }
  };
}

/** Yoga runs an operation as the short path does. */
export function useExecute(execute: Execute): Plugin<Exchange> {
  return {
    onExecute({ args, setExecuteFn }) {
      setExecuteFn(({ document }) => {
        const exchange = args.contextValue;
        const params = args.contextValue.params as Params;
        const node = chosenOperation(document, params, exchange.req.method);
        return execute({ exchange, params, document, node });
      });
    },
  };
}
