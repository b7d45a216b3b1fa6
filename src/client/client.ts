import { NewsgraphError, type ResponseError } from './error.ts';
import type { TypedDocumentString } from './generated/graphql.ts';

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

export interface Client {
  /** Rejects with `NewsgraphError` when anything is missing from the answer, and with the signal's reason when aborted. */
  request<TResult, TVariables>(
    document: TypedDocumentString<TResult, TVariables>,
    ...rest: RequestArguments<TVariables>
  ): Promise<TResult>;
}

export function createClient({ url, headers = {}, persisted = false, ...options }: ClientOptions): Client {
  const send = options.fetch ?? fetch;
  return {
    async request(document, ...[variables, { signal } = {}]) {
      const init: RequestInit = {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json;q=0.9',
          ...(typeof headers === 'function' ? await headers() : headers),
        },
        body: JSON.stringify({ ...(persisted ? byHash(document) : { query: String(document) }), variables }),
        ...(signal && { signal }),
      };
      const { status, body } = await answerTo(() => send(url, init)).catch((cause) => {
        if (signal?.aborted) throw cause;
        throw new NewsgraphError('NETWORK', `No whole answer came from ${url}.`, { cause });
      });
      return resultOf(body, status);
    },
  };
}

async function answerTo(send: () => Promise<Response>): Promise<{ status: number; body: string }> {
  const response = await send();
  return { status: response.status, body: await response.text() };
}

function byHash(document: Pick<TypedDocumentString<never, never>, '__meta__'>): { documentId: string } {
  const documentId = document.__meta__?.hash;
  if (typeof documentId === 'string') return { documentId };
  throw new TypeError(`Wanted a document generated with its hash; got ${JSON.stringify(document)}`);
}

interface Answer<TResult> {
  readonly data?: TResult;
  readonly errors?: readonly ResponseError[];
}

function resultOf<TResult>(body: string, status: number): TResult {
  const { data, errors }: Answer<TResult> = answerIn(body, status);
  const [first] = errors ?? [];
  if (first) {
    const code = first.extensions?.code ?? 'INTERNAL';
    throw new NewsgraphError(code, first.message, { errors: errors ?? [], data, status });
  }
  return data as TResult;
}

function answerIn<TResult>(body: string, status: number): Answer<TResult> {
  try {
    const answer: Answer<TResult> | null = JSON.parse(body);
    if (answer?.data || answer?.errors?.length) return answer;
  } catch {
    // What it was instead is told below.
  }
  const message = `Wanted a GraphQL answer; got HTTP ${status} with ${JSON.stringify(body.slice(0, 80))}.`;
  throw new NewsgraphError('BAD_RESPONSE', message, { status });
}
