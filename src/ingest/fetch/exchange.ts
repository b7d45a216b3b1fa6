import type { Readable } from 'node:stream';
import { type Dispatcher, request } from 'undici';
import { RefusedAddress } from './connect.ts';
import { type FetchRefusal, type FetchRefusalReason, notFetched } from './result.ts';

export interface Answer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly body: Readable;
}

export interface ExchangeOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** For the whole of it, from the first byte out to the last one in. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** One request and its answer, for as long as `use` takes; what is left of the body then is dropped. Never throws. */
export async function exchange<T>(
  dispatcher: Dispatcher,
  url: URL,
  { headers, timeoutMs, signal }: ExchangeOptions,
  use: (answer: Answer) => Promise<T>,
): Promise<T | FetchRefusal> {
  const late = AbortSignal.timeout(timeoutMs);
  const signals = signal ? [late, signal] : [late];
  try {
    const got = await request(url, { dispatcher, headers, signal: AbortSignal.any(signals) });
    got.body.on('error', () => {});
    try {
      return await use({
        status: got.statusCode,
        header: (name) => [got.headers[name]].flat().join(', ') || undefined,
        body: got.body,
      });
    } finally {
      got.body.destroy();
    }
  } catch (error) {
    if (late.aborted)
      return notFetched('TIMEOUT', url, `wanted a whole answer within ${timeoutMs} ms, got none`);
    return refusalOf(error as NodeJS.ErrnoException, url);
  }
}

/** By the codes of undici and Node. */
const FAILURES: Readonly<Record<string, readonly [FetchRefusalReason, string]>> = {
  UND_ERR_CONNECT_TIMEOUT: ['TIMEOUT', 'no connection in time'],
  UND_ERR_HEADERS_TIMEOUT: ['TIMEOUT', 'no answer in time'],
  UND_ERR_BODY_TIMEOUT: ['TIMEOUT', 'an answer that stood still'],
  UND_ERR_SOCKET: ['UNREACHABLE', 'a connection that broke'],
  ECONNRESET: ['UNREACHABLE', 'a connection that broke'],
  EPIPE: ['UNREACHABLE', 'a connection that broke'],
  ECONNREFUSED: ['UNREACHABLE', 'a host where nothing listens'],
  ETIMEDOUT: ['TIMEOUT', 'no connection in time'],
  ENOTFOUND: ['UNREACHABLE', 'a name that no host has'],
  EAI_AGAIN: ['UNREACHABLE', 'a name that could not be looked up'],
  UND_ERR_HEADERS_OVERFLOW: ['TOO_LARGE', 'a header that is too large'],
};

function refusalOf(error: NodeJS.ErrnoException, url: URL): FetchRefusal {
  const cause = causes(error).find((each) => each instanceof RefusedAddress);
  if (cause) return notFetched('PRIVATE_ADDRESS', url, cause.message);
  const [reason, got] = FAILURES[error.code ?? ''] ?? ['UNREACHABLE', error.message];
  return notFetched(reason, url, `wanted an answer from ${url.host}, got ${got}`);
}

/** A host with several addresses fails once for each. */
function causes(error: unknown): Error[] {
  if (error instanceof AggregateError) return error.errors.flatMap(causes);
  return error instanceof Error ? [error, ...(error.cause ? causes(error.cause) : [])] : [];
}
