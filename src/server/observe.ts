import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationDefinitionNode } from 'graphql';
import type { Metrics } from '../observe/metrics.ts';
import type { SlowOperations } from '../observe/slow.ts';
import type { Tracing } from '../observe/traced.ts';
import type { Execute } from './execute.ts';
import type { Operation } from './operation.ts';
import type { PersistedDocuments } from './persisted.ts';
import type { Charging } from './price/charge.ts';
import type { PriceOf } from './price/price.ts';
import { refusedWith } from './respond.ts';
import type { Steps } from './short-path.ts';

/** Of documents that are not persisted: any name may stand in them, and any number of names may come. */
const UNNAMED = 'other';
/** As nginx counts those who hang up. */
const CLIENT_LEFT = '499';
const LONGEST_NAME = 100;

interface Named {
  readonly type: string;
  readonly name: string;
}

/** What operations are called in metrics and traces; of an operation it is the same object for as long as it is remembered. */
export type OperationNames = (operation: Operation) => Named;

export function operationNames(persisted: PersistedDocuments): OperationNames {
  const texts = new Set(persisted.values());
  const known = new WeakMap<OperationDefinitionNode, Named>();
  return ({ node, params }) => {
    let named = known.get(node);
    if (!named) {
      const name = texts.has(params.query) ? (node.name?.value ?? UNNAMED) : UNNAMED;
      named = { type: node.operation, name };
      known.set(node, named);
    }
    return named;
  };
}

export interface Watching {
  readonly metrics: Metrics | null;
  readonly tracing: Tracing | null;
  readonly slow: SlowOperations | null;
}

/** As they are, and what is run and told by them is counted, traced, and noted where it is slow. */
export function watchedSteps(
  steps: Steps,
  { metrics, tracing, slow }: Watching,
  nameOf: OperationNames,
  { priceOf }: Charging,
): Steps {
  const counted = countedSteps(steps, metrics, nameOf);
  let { execute } = counted;
  if (slow) execute = notedExecutor(execute, slow, priceOf);
  if (tracing) execute = tracedExecutor(execute, tracing, nameOf);
  return { ...counted, execute };
}

/** A price is worked out anew, for what is slow alone. */
function notedExecutor(execute: Execute, slow: SlowOperations, priceOf: PriceOf): Execute {
  return (operation) => {
    const describe = () => {
      const { node, document, params, exchange } = operation;
      return {
        requestId: exchange.requestId,
        operation: node.name?.value.slice(0, LONGEST_NAME) ?? null,
        type: node.operation,
        document: createHash('sha256').update(params.query).digest('hex'),
        price: priceOf(document, node, params.variables).requested,
      };
    };
    return slow.run(() => execute(operation), describe);
  };
}

function tracedExecutor(execute: Execute, tracing: Tracing, nameOf: OperationNames): Execute {
  return (operation) => {
    const { type, name } = nameOf(operation);
    const attributes = { 'graphql.operation.type': type, 'graphql.operation.name': name };
    return tracing.span(type, attributes, () => execute(operation));
  };
}

function countedSteps(steps: Steps, metrics: Metrics | null, nameOf: OperationNames): Steps {
  if (!metrics) return steps;
  return {
    ...steps,
    execute: countedExecutor(steps.execute, metrics, nameOf),
    finish(result, requestId) {
      const finished = steps.finish(result, requestId);
      for (const { extensions } of finished.errors ?? [])
        metrics.errors.inc({ code: String(extensions.code) });
      return finished;
    },
  };
}

function countedExecutor(execute: Execute, metrics: Metrics, nameOf: OperationNames): Execute {
  const { operations, operationSeconds } = metrics;
  return async (operation) => {
    const began = performance.now();
    const { type, name } = nameOf(operation);
    let outcome = 'failed';
    try {
      const result = await execute(operation);
      outcome = result.errors?.length ? 'errors' : 'ok';
      return result;
    } finally {
      operations.inc({ type, name, outcome });
      operationSeconds.observe({ type, name }, (performance.now() - began) / 1_000);
    }
  };
}

const ROUTES: Readonly<Record<string, string>> = {
  '/graphql': 'graphql',
  '/schema.graphql': 'schema',
  '/health/live': 'health',
  '/health/ready': 'health',
};

/** What is asked for, in few words. */
export function routeOf({ url = '/' }: IncomingMessage): string {
  const path = url.split('?', 1)[0] as string;
  return ROUTES[path] ?? (path.startsWith('/articles') ? 'articles' : 'none');
}

/** Counts a request when its answer is out, or its client gone. Event streams are long by nature, and have no duration. */
export function countRequest(
  req: IncomingMessage,
  res: ServerResponse,
  ms: number,
  { requests, requestSeconds, errors }: Metrics,
): void {
  const route = routeOf(req);
  requests.inc({ route, status: res.writableFinished ? String(res.statusCode) : CLIENT_LEFT });
  const isStream = String(res.getHeader('content-type')).startsWith('text/event-stream');
  if (!isStream) requestSeconds.observe({ route }, ms / 1_000);
  const code = refusedWith(res);
  if (code) errors.inc({ code });
}
