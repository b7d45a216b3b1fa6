import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationDefinitionNode } from 'graphql';
import type { Metrics } from '../observe/metrics.ts';
import type { Execute } from './execute.ts';
import type { Operation } from './operation.ts';
import type { PersistedDocuments } from './persisted.ts';
import { refusedWith } from './respond.ts';
import type { Steps } from './short-path.ts';

/** Of documents that are not persisted: any name may stand in them, and any number of names may come. */
const UNNAMED = 'other';
/** As nginx counts those who hang up. */
const CLIENT_LEFT = '499';

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

/** As they are, and what is run and told by them is counted. */
export function countedSteps(steps: Steps, metrics: Metrics | null, nameOf: OperationNames): Steps {
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

/** Counts a request when its answer is out, or its client gone. Event streams are long by nature, and have no duration. */
export function countRequest(
  req: IncomingMessage,
  res: ServerResponse,
  ms: number,
  { requests, requestSeconds, errors }: Metrics,
): void {
  const path = req.url?.split('?', 1)[0] ?? '/';
  const route = ROUTES[path] ?? (path.startsWith('/articles') ? 'articles' : 'none');
  requests.inc({ route, status: res.writableFinished ? String(res.statusCode) : CLIENT_LEFT });
  const isStream = String(res.getHeader('content-type')).startsWith('text/event-stream');
  if (!isStream) requestSeconds.observe({ route }, ms / 1_000);
  const code = refusedWith(res);
  if (code) errors.inc({ code });
}
