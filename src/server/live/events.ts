import type { ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';

export interface EventStreamOptions {
  readonly heartbeatMs: number;
  /** Where a client can go on from that has all that was sent; null while something is under way. */
  readonly settledAt: () => string | null;
  /** A client that takes nothing for so long is gone, or as good as gone. */
  readonly stuckMs?: number;
}

/**
 * GraphQL over server-sent events, distinct connections: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 * Each event has its cursor as the id, and so has each heartbeat: browsers send the last one in Last-Event-ID.
 */
export async function sendEvents(
  res: ServerResponse,
  results: AsyncIterator<ExecutionResult>,
  { heartbeatMs, settledAt, stuckMs = 30_000 }: EventStreamOptions,
): Promise<void> {
  const leave = () => void results.return?.();
  if (res.destroyed) return leave();
  res.once('close', leave);
  begin(res);
  const beat = () => {
    const cursor = settledAt();
    if (!res.writableNeedDrain) res.write(cursor === null ? ':\n\n' : `id: ${cursor}\n\n`);
  };
  const heart = setInterval(beat, heartbeatMs);
  const first = setImmediate(beat);
  try {
    for (let next = await results.next(); !next.done; next = await results.next()) {
      if (!res.write(eventOf(next.value))) await drained(res, stuckMs);
      if (res.destroyed) return;
    }
    res.end('event: complete\ndata:\n\n');
  } finally {
    clearInterval(heart);
    clearImmediate(first);
    res.off('close', leave);
  }
}

/** Nothing between may hold events back, to compress them or to keep them. */
function begin(res: ServerResponse): void {
  res.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  res.socket?.setTimeout(0).setNoDelay(true).setKeepAlive(true);
  res.write(':\n\n');
}

function eventOf(result: ExecutionResult): string {
  const cursor = result.extensions?.cursor;
  const id = typeof cursor === 'string' ? `id: ${cursor}\n` : '';
  return `event: next\n${id}data: ${JSON.stringify(withoutHttp(result))}\n\n`;
}

/** What errors say to the server about status and headers is not for the client. */
function withoutHttp(result: ExecutionResult): object {
  const errors = result.errors?.map((error) => {
    const { extensions: { http: _, ...extensions } = {}, ...rest } = error.toJSON();
    return { ...rest, extensions };
  });
  return errors ? { ...result, errors } : result;
}

function drained(res: ServerResponse, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const stuck = setTimeout(() => res.destroy(), withinMs);
    const done = () => {
      clearTimeout(stuck);
      res.off('drain', done).off('close', done);
      resolve();
    };
    res.on('drain', done).on('close', done);
  });
}
