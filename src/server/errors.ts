import { type ExecutionResult, GraphQLError } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { ERROR_CODES, type ErrorCode } from '../../schema/errors.ts';
import { databaseFault } from './database-fault.ts';
import type { Exchange } from './exchange.ts';

const YOGA_CODES: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED: 'VALIDATION_FAILED',
  OPERATION_RESOLUTION_FAILURE: 'BAD_REQUEST',
};

const RETRY_AFTER_S = '2';

/** Yoga's results are finished as those of the short path are. */
export function useErrors(
  finish: (result: ExecutionResult, requestId: string) => ExecutionResult,
): Plugin<object, Exchange> {
  return {
    onResultProcess({ result, setResult, serverContext: { requestId } }) {
      if (isAsyncIterable(result)) setResult(mapAsyncIterator(result, (one) => finish(one, requestId)));
      else if (!Array.isArray(result)) setResult(finish(result, requestId));
    },
  };
}

/** What was thrown, as the errors of a result. */
export function errorsOf(thrown: unknown): readonly GraphQLError[] {
  if (thrown instanceof AggregateError) return thrown.errors.flatMap(errorsOf);
  if (thrown instanceof GraphQLError) return [thrown];
  const originalError = thrown instanceof Error ? thrown : new Error(String(thrown));
  return [new GraphQLError(originalError.message, { originalError })];
}

/** Every result goes through here: each error gets a code from the closed list, and what is not for the asker is masked and logged. */
export function finishResult(result: ExecutionResult, requestId: string, log: Logger): ExecutionResult {
  if (!result.errors?.length) return result;
  const withoutData = result.data == null;
  const errors = result.errors.map((error) => finishError(error, withoutData, requestId, log));
  return { ...result, errors };
}

function finishError(
  error: GraphQLError,
  withoutData: boolean,
  requestId: string,
  log: Logger,
): GraphQLError {
  const code = codeForAsker(error);
  if (code) {
    Object.assign(error.extensions, { code });
    return error;
  }
  if (isUncodedRequestError(error)) {
    Object.assign(error.extensions, { code: 'VALIDATION_FAILED', http: { spec: true, status: 400 } });
    return error;
  }
  const cause = rootCause(error);
  log.error({ err: cause, requestId, path: error.path?.join('.') }, 'An operation failed');
  return masked(error, databaseFault(cause), withoutData, requestId);
}

function codeForAsker(error: GraphQLError): ErrorCode | null {
  const { code } = error.extensions;
  if (typeof code !== 'string' || !(rootCause(error) instanceof GraphQLError)) return null;
  return Object.hasOwn(ERROR_CODES, code) ? (code as ErrorCode) : (YOGA_CODES[code] ?? null);
}

/** Variables that do not fit their types: the executor says so before it runs a field. */
function isUncodedRequestError(error: GraphQLError): boolean {
  return !error.path && Boolean(error.nodes?.length) && rootCause(error) instanceof GraphQLError;
}

export function rootCause(error: Error): Error {
  return error instanceof GraphQLError && error.originalError ? rootCause(error.originalError) : error;
}

const MASKS = {
  TIMEOUT: { message: 'The database took too long to answer.', status: 504, headers: {} },
  UNAVAILABLE: {
    message: 'The database cannot be reached at the moment.',
    status: 503,
    headers: { 'Retry-After': RETRY_AFTER_S },
  },
  INTERNAL: { message: 'Internal error', status: 500, headers: {} },
} as const;

function masked(
  error: GraphQLError,
  code: keyof typeof MASKS,
  withoutData: boolean,
  requestId: string,
): GraphQLError {
  const { message, status, headers } = MASKS[code];
  return new GraphQLError(message, {
    nodes: error.nodes ?? null,
    path: error.path ?? null,
    extensions: { code, requestId, ...(withoutData && { http: { status, headers } }) },
  });
}
