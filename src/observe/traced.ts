import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WatchStatement } from '../../db/client.ts';

/** What tells a collector which part of a request took how long; `tracing.ts`, where an address of one is set. */
export interface Tracing {
  /** Lasts until `run` is over, or what it promises; within it, statements and further spans hang on it. */
  span<T>(name: string, attributes: Readonly<Record<string, string | number>>, run: () => T): T;
  /** Lasts until the answer is out. Goes on with the trace that its `traceparent` names. */
  request(
    req: IncomingMessage,
    res: ServerResponse,
    requestId: string,
    run: () => Promise<void>,
  ): Promise<void>;
  readonly watchStatement: WatchStatement;
  /** Sends what is not sent yet, within a bounded time. */
  stop(): Promise<void>;
}
