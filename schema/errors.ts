import { GraphQLError } from 'graphql';

/** Every code that `extensions.code` of an error can hold, and what a client can do about it. */
export const ERROR_CODES = {
  BAD_REQUEST: 'The HTTP request or its JSON body is malformed. Mend the request.',
  PARSE_FAILED: 'The document is not GraphQL. Mend its syntax.',
  VALIDATION_FAILED: 'The document or its variables do not fit the schema. Mend the document.',
  BAD_ID: 'An id was not given out by this server, or belongs to another type. Use ids as they were served.',
  BAD_CURSOR:
    'A cursor was not given out by this list with this order and filter. Start from the first page.',
  CURSOR_EXPIRED:
    'The changes right after this cursor are no longer kept. Read the lists anew and go on from latestCursor.',
  BAD_PAGE:
    'Page arguments contradict each other or go beyond the limits. Ask for 1 to 100 with first or last.',
  BAD_INPUT: 'A value is of the right type but makes no sense here. The message says what was wanted.',
  LIMIT_EXCEEDED: 'The document is larger or deeper than this server takes. Split it.',
  COST_EXCEEDED:
    'The operation would cost more than one may here. Lower what the message names, or ask in several operations.',
  RATE_LIMITED: 'The budget of the API key or address is spent. Ask again after the seconds of Retry-After.',
  TOO_SLOW: 'The client read more slowly than changes came. Subscribe again after the last cursor.',
  NOT_PERSISTED: 'This server takes persisted documents only. Send the id of one.',
  UNAUTHENTICATED: 'The field needs an API key, or the one given is not valid. Send a valid key.',
  FORBIDDEN: 'The API key lacks the scope that the field needs. Ask for a key with that scope.',
  TIMEOUT: 'The operation took too long and was stopped. Ask for less.',
  UNAVAILABLE: 'The server cannot answer at the moment. Try again later.',
  INTERNAL: 'A fault in the server, logged under the request id. Report the request id.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** An error that the asker can put right. */
export function clientError(
  code: ErrorCode,
  message: string,
  extensions: Record<string, unknown> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}
