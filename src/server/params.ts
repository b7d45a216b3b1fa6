import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import type { ErrorCode } from '../../schema/errors.ts';
import type { Exchange } from './exchange.ts';

/** What is asked: a query string or a JSON body, nothing else. */
export function useParams(): Plugin<object, Exchange> {
  return {
    onRequestParse({ serverContext, setRequestParser }) {
      const { req, body } = serverContext;
      if (req.method === 'GET') setRequestParser(() => paramsOfQuery(req.url ?? ''));
      else if (req.method === 'POST') setRequestParser(() => paramsOfBody(req, body));
    },
  };
}

function httpError(status: number, message: string, code: ErrorCode = 'BAD_REQUEST'): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}

function paramsOfQuery(url: string): GraphQLParams {
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

function paramsOfBody(req: IncomingMessage, body: Buffer): GraphQLParams {
  const type = req.headers['content-type'] ?? '';
  if (!/^\s*application\/json\s*(;\s*charset="?utf-?8"?\s*)?$/i.test(type)) {
    throw httpError(
      415,
      `A request body is application/json in UTF-8; this one is ${type ? `"${type}"` : 'not said to be anything'}.`,
    );
  }
  if (!/^(identity)?$/i.test(req.headers['content-encoding'] ?? '')) {
    throw httpError(415, 'A request body comes uncompressed.');
  }
  const params = parseJson(body.toString('utf8'), 'The request body');
  if (typeof params !== 'object' || params === null) {
    throw httpError(
      400,
      `The request body is a JSON object; this one is ${params === null ? 'null' : `a ${typeof params}`}.`,
    );
  }
  return params;
}

function parseJson(text: string, what: string): object | null {
  try {
    return JSON.parse(text);
  } catch {
    throw httpError(400, `${what} is not JSON.`);
  }
}

function withoutAbsent(params: Record<string, unknown>): GraphQLParams {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}
