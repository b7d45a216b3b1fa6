import { performance } from 'node:perf_hooks';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Exchange } from '../exchange.ts';
import type { Operation } from '../operation.ts';
import type { AnswerCache } from './answer-cache.ts';
import { answerKeys } from './answer-key.ts';
import { type HttpCaching, letCachesKeep, wantsLatest } from './http-caching.ts';
import { SharedResult } from './shared-result.ts';

type Run = (operation: Operation) => Promise<ExecutionResult>;

export interface ThroughCacheOptions {
  readonly cache: AnswerCache;
  readonly schema: GraphQLSchema;
  readonly http: HttpCaching;
}

/** What other processes committed shows after so long at most; what this one committed, at once. */
const MOST_STALE_MS = 150;

/** Runs an operation, or answers what it would answer. */
export function throughCache(run: Run, { cache, schema, http }: ThroughCacheOptions): Run {
  const keyOf = answerKeys(schema);
  return async (operation) => {
    const { exchange, params, document, node } = operation;
    // Before its answer is out, and also where it failed: it may have changed something first.
    if (node.operation === 'mutation') return run(operation).finally(() => cache.drop());
    const key = keyOf({ document, node, variables: params.variables, asker: exchange });
    if (key === null) {
      cache.counts.passed++;
      return run(operation);
    }
    const asOf = performance.now() - (wantsLatest(exchange.req) ? 0 : MOST_STALE_MS);
    const wanted = { key, asOf, signal: exchange.abort.signal };
    const result = await cache.answer(wanted, (abort) => run(forMany(operation, abort)));
    if (result instanceof SharedResult) letCachesKeep(operation, result, http);
    return result;
  };
}

/** As nobody in particular asks: it ends when `abort` does, whatever becomes of who asked first. */
function forMany(operation: Operation, abort: AbortController): Operation {
  const exchange: Exchange = { ...operation.exchange, abort, signal: abort.signal, callerName: null };
  return { ...operation, exchange };
}
