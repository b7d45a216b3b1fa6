import { resultOf } from './answer.ts';
import { NewsgraphError } from './error.ts';
import { eventsIn, type StreamEvent } from './event-stream.ts';

export interface SubscribeOptions {
  readonly signal?: AbortSignal;
  /** What came after this cursor is told first; of a change, or latestCursor. Only what comes from now on without it. */
  readonly after?: string;
  /** Where to go on from after all that was told, which moves while nothing is told, too: for who keeps it for later. */
  readonly onCursor?: (cursor: string) => void;
  /** Why the connection was lost that is opened again now. */
  readonly onReconnect?: (reason: unknown) => void;
}

/** Opens the stream after a cursor, or from now on. */
export type OpenStream = (lastCursor: string | null, signal: AbortSignal) => Promise<Response>;

/** The server shows every 12 s that it lives. */
const SILENT_MS = 40_000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;

/** Results as they come; a connection that is lost is opened again after the last cursor, and nothing is lost or told twice. */
export async function* subscription<TResult>(
  open: OpenStream,
  { signal, after, onCursor, onReconnect }: SubscribeOptions,
): AsyncGenerator<TResult, void> {
  let cursor = after ?? null;
  let retryMs = FIRST_RETRY_MS;
  for (;;) {
    const connection = new AbortController();
    const abort = () => connection.abort(signal?.reason);
    signal?.throwIfAborted();
    signal?.addEventListener('abort', abort, { once: true });
    try {
      for await (const { event, id, data } of await opened(open, cursor, connection.signal)) {
        if (event === 'complete') return;
        if (event === 'next') yield resultOf<TResult>(data, 200);
        if (id !== null) {
          cursor = id;
          retryMs = FIRST_RETRY_MS;
          onCursor?.(id);
        }
      }
      throw new NewsgraphError('NETWORK', 'The stream ended before it was complete.');
    } catch (error) {
      signal?.throwIfAborted();
      if (!isPassing(error)) throw error;
      onReconnect?.(error);
    } finally {
      signal?.removeEventListener('abort', abort);
      connection.abort();
    }
    await pause(retryMs * (0.5 + Math.random() / 2), signal);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  }
}

async function opened(
  open: OpenStream,
  cursor: string | null,
  signal: AbortSignal,
): Promise<AsyncIterable<StreamEvent>> {
  const response = await open(cursor, signal).catch((cause) => {
    throw new NewsgraphError('NETWORK', 'No stream came.', { cause });
  });
  const type = response.headers.get('content-type') ?? '';
  if (response.body && type.startsWith('text/event-stream')) return eventsIn(response.body, SILENT_MS);
  resultOf(await response.text(), response.status);
  throw new NewsgraphError('BAD_RESPONSE', `Wanted an event stream; got ${type}.`, {
    status: response.status,
  });
}

/** What another try may cure. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof NewsgraphError)) return true;
  // A proxy, while the server behind it starts anew.
  if (error.status !== null && error.status >= 500) return true;
  return ['NETWORK', 'UNAVAILABLE', 'TOO_SLOW', 'TIMEOUT', 'RATE_LIMITED'].includes(error.code);
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
