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

export function createClient({ url, headers = {}, persisted = false, ...options }: ClientOptions): Client {
  const send = options.fetch ?? fetch;
  const post = async (document: Asked, variables: unknown, more: Headers): Promise<RequestInit> => ({
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...more,
      ...(typeof headers === 'function' ? await headers() : headers),
    },
    body: JSON.stringify({ ...(persisted ? byHash(document) : { query: String(document) }), variables }),
  });
  return {
    async request(document, ...[variables, { signal } = {}]) {
      const accept = 'application/graphql-response+json, application/json;q=0.9';
      const init = { ...(await post(document, variables, { accept })), ...(signal && { signal }) };
      const { status, body } = await answerTo(() => send(url, init)).catch((cause) => {
        if (signal?.aborted) throw cause;
        throw new NewsgraphError('NETWORK', `No whole answer came from ${url}.`, { cause });
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

async function answerTo(send: () => Promise<Response>): Promise<{ status: number; body: string }> {
  const response = await send();
  return { status: response.status, body: await response.text() };
}

function byHash(document: Asked): { documentId: string } {
  const documentId = document.__meta__?.hash;
  if (typeof documentId === 'string') return { documentId };
  throw new TypeError(`Wanted a document generated with its hash; got ${JSON.stringify(document)}`);
}
