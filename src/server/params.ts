import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { clientError } from '../../schema/errors.ts';
import type { Exchange } from './exchange.ts';
import { checkVariables } from './variable-limits.ts';

/** As they came, by whatever names and of whatever types. */
export type GivenParams = Readonly<Record<string, unknown>>;

/** https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters */
export interface Params {
  readonly query: string;
  /** Of any type: one that is no name of an operation names none. */
  readonly operationName?: unknown;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly extensions?: Readonly<Record<string, unknown>> | null;
}

/** Yoga takes what is asked from where the short path does. */
export function useParams(): Plugin<object, Exchange> {
  return {
    onRequestParse({ serverContext, setRequestParser }) {
      const { req, body } = serverContext;
      if (takesMethod(req)) setRequestParser(() => readParams(req, body) as GraphQLParams);
    },
  };
}

export function takesMethod({ method }: IncomingMessage): boolean {
  return method === 'POST' || method === 'GET';
}

/** What is asked: a query string or a JSON body, nothing else. Throws what is wrong with it. */
export function readParams(req: IncomingMessage, body: Buffer): GivenParams {
  return req.method === 'GET' ? paramsOfQuery(req.url ?? '') : paramsOfBody(req, body);
}

const NAMES: ReadonlySet<string> = new Set([
  'query',
  'variables',
  'operationName',
  'extensions',
  'documentId',
]);

/** Throws where one is of a type that it can't be of, or of a name that means nothing. */
export function checkedParams(params: GivenParams): Params {
  for (const [name, value] of Object.entries(params)) {
    if (!NAMES.has(name) && value !== null) throw httpError(400, `Unexpected parameter "${name}".`);
  }
  const { query, variables, extensions } = params;
  if (query === undefined || query === null) {
    // 200 for who accepts only `application/json`: https://graphql.github.io/graphql-over-http/draft/#sec-application-json
    throw clientError('BAD_REQUEST', 'Must provide query string.', { http: { spec: true, status: 400 } });
  }
  if (typeof query !== 'string') throw httpError(400, `Wanted "query" as a string; got ${typeOf(query)}.`);
  for (const [name, value] of Object.entries({ variables, extensions })) {
    if (!['object', 'null', 'undefined'].includes(typeOf(value)))
      throw httpError(400, `Wanted "${name}" as an object; got ${typeOf(value)}.`);
  }
  checkVariables(variables);
  return params as unknown as Params;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function httpError(status: number, message: string): GraphQLError {
  return clientError('BAD_REQUEST', message, { http: { status } });
}

function paramsOfQuery(url: string): GivenParams {
  const search = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  const json = (name: string) => {
    const text = search.get(name);
    return text ? parseJson(text, `The query parameter "${name}"`) : undefined;
  };
  return withoutAbsent({
    query: search.get('query') || undefined,
    operationName: search.get('operationName') || undefined,
    documentId: search.get('documentId') || undefined,
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

const JSON_IN_UTF8 = /^\s*application\/json\s*(;\s*charset="?utf-?8"?\s*)?$/i;

function paramsOfBody({ headers }: IncomingMessage, body: Buffer): GivenParams {
  const type = headers['content-type'] ?? '';
  if (!JSON_IN_UTF8.test(type)) {
    throw httpError(
      415,
      `A request body is application/json in UTF-8; this one is ${type ? `"${type}"` : 'not said to be anything'}.`,
    );
  }
  if (!/^(identity)?$/i.test(headers['content-encoding'] ?? '')) {
    throw httpError(415, 'A request body comes uncompressed.');
  }
  const params = parseJson(body.toString('utf8'), 'The request body');
  if (Array.isArray(params)) throw httpError(400, 'Batching is not supported.');
  if (typeof params !== 'object' || params === null) {
    throw httpError(
      400,
      `The request body is a JSON object; this one is ${params === null ? 'null' : `a ${typeof params}`}.`,
    );
  }
  return params as GivenParams;
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw httpError(400, `${what} is not JSON.`);
  }
}

function withoutAbsent(params: Record<string, unknown>): GivenParams {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}
