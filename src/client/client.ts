import { resultOf } from './answer.ts';
import { NewsgraphError } from './error.ts';
import type { TypedDocumentString } from './generated/graphql.ts';
import { type OpenStream, type SubscribeOptions, subscription } from './subscribe.ts';

export interface ClientOptions {
  /** Such as `http://localhost:4000/graphql`. */
  readonly url: string | URL;
  /** Sent with every request; a function is asked for them each time, such as for a key that changes. */
  readonly headers?: Headers | (() => Headers | Promise<Headers>);
  readonly fetch?: typeof fetch;
  /** Send the hash of the document in its place: for a server that knows it, and takes no other in its profile `trusted`. */
  readonly persisted?: boolean;
  /**
   * Ask for documents by GET and their hash, so that a CDN or the browser can answer. Never for mutations, and for nothing any more
   * once this client sent one: what is kept elsewhere would not show it.
   */
  readonly get?: boolean;
}

type Headers = Readonly<Record<string, string>>;

export interface RequestOptions {
  readonly signal?: AbortSignal;
}

/** Variables may be left out where the document requires none. */
export type RequestArguments<TVariables> =
  Record<string, never> extends TVariables
    ? [variables?: TVariables, options?: RequestOptions]
    : [variables: TVariables, options?: RequestOptions];

export type SubscribeArguments<TVariables> =
  Record<string, never> extends TVariables
    ? [variables?: TVariables, options?: SubscribeOptions]
    : [variables: TVariables, options?: SubscribeOptions];

export interface Client {
  /** Rejects with `NewsgraphError` when anything is missing from the answer, and with the signal's reason when aborted. */
  request<TResult, TVariables>(
    document: TypedDocumentString<TResult, TVariables>,
    ...rest: RequestArguments<TVariables>
  ): Promise<TResult>;

  /**
   * What a subscription tells, as it comes. A lost connection is opened again where it broke off. Leave it with `break` or by
   * the signal. Rejects with `NewsgraphError` where trying again cures nothing, such as for CURSOR_EXPIRED.
   */
  subscribe<TResult, TVariables>(
    document: TypedDocumentString<TResult, TVariables>,
    ...rest: SubscribeArguments<TVariables>
  ): AsyncGenerator<TResult, void>;
}

/** After so long each server shows what any of them wrote. */
const SOON_MS = 2_000;
/** Longer addresses are refused on the way. */
const LONGEST_ADDRESS = 2_000;

export function createClient({ url, headers = {}, persisted = false, ...options }: ClientOptions): Client {
  const send = options.fetch ?? fetch;
  let wroteAt: number | null = null;
  const withOwn = async (more: Headers) => ({
    ...more,
    ...(typeof headers === 'function' ? await headers() : headers),
  });
  const post = async (document: Asked, variables: unknown, more: Headers): Promise<RequestInit> => ({
    method: 'POST',
    headers: await withOwn({ 'content-type': 'application/json', ...more }),
    body: JSON.stringify({ ...(persisted ? byHash(document) : { query: String(document) }), variables }),
  });
  const asked = async (document: Asked, variables: unknown): Promise<[string | URL, RequestInit]> => {
    const accept = 'application/graphql-response+json, application/json;q=0.9';
    const address = options.get && wroteAt === null && addressOf(url, document, variables);
    if (address) return [address, { headers: await withOwn({ accept }) }];
    const isSoon = wroteAt !== null && performance.now() - wroteAt < SOON_MS;
    // Which fetch tells the server, too.
    const latest = isSoon ? ({ cache: 'no-store' } as const) : {};
    return [url, { ...(await post(document, variables, { accept })), ...latest }];
  };
  return {
    async request(document, ...[variables, { signal } = {}]) {
      const [address, init] = await asked(document, variables);
      const { status, body } = await answerTo(() => send(address, { ...init, ...(signal && { signal }) }))
        .catch((cause) => {
          if (signal?.aborted) throw cause;
          throw new NewsgraphError('NETWORK', `No whole answer came from ${url}.`, { cause });
        })
        .finally(() => {
          if (isMutation(document)) wroteAt = performance.now();
        });
      return resultOf(body, status);
    },
    subscribe(document, ...[variables, more = {}]) {
      const open: OpenStream = async (last, signal) => {
        const after = last === null ? {} : { 'last-event-id': last };
        const init = await post(document, variables, { accept: 'text/event-stream', ...after });
        return send(url, { ...init, signal });
      };
      return subscription(open, more);
    },
  };
}

interface Asked {
  readonly __meta__?: Record<string, unknown> | undefined;
  toString(): string;
}

function isMutation(document: Asked): boolean {
  return /(^|\})\s*mutation\b/.test(String(document));
}

/** Null where it is not to be asked for by GET. */
function addressOf(url: string | URL, document: Asked, variables: unknown): URL | null {
  if (isMutation(document)) return null;
  const address = new URL(url);
  address.searchParams.set('documentId', byHash(document).documentId);
  if (variables) address.searchParams.set('variables', JSON.stringify(variables));
  return address.href.length <= LONGEST_ADDRESS ? address : null;
}

async function answerTo(send: () => Promise<Response>): Promise<{ status: number; body: string }> {
  const response = await send();
  return { status: response.status, body: await response.text() };
}

function byHash(document: Asked): { documentId: string } {
  const documentId = document.__meta__?.hash;
  if (typeof documentId === 'string') return { documentId };
  throw new TypeError(`Wanted a document generated with its hash; got ${JSON.stringify(document)}`);
}
