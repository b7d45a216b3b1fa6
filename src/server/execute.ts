import { normalizedExecutor } from '@graphql-tools/executor';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
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
  /** Null: the general executor runs all. */
  readonly compiled: CompiledExecutor | null;
}

export function operationExecutor({ schema, openness, timeoutMs, compiled }: ExecuteOptions): Execute {
  const hideSuggestions = !openness.suggestions;
  return ({ exchange, document, params, node }) =>
    withinDeadline(exchange, timeoutMs, () => {
      const { signal } = exchange.abort;
      const running = compiled?.run({
        document,
        node,
        variables: params.variables,
        context: exchange,
        signal,
      });
      if (running) return running;
      const result = normalizedExecutor({
        schema,
        document,
        contextValue: exchange,
        variableValues: params.variables ?? {},
        operationName: params.operationName as string | undefined,
        signal,
        hideSuggestions,
      });
      return result as ExecutionResult | Promise<ExecutionResult>;
    });
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
