import type { ErrorCode } from './generated/graphql.ts';

/** `NETWORK`: no answer came. `BAD_RESPONSE`: something answered that is no GraphQL server. The rest the server says. */
export type ClientErrorCode = ErrorCode | 'NETWORK' | 'BAD_RESPONSE';

export interface ResponseError {
  readonly message: string;
  /** Field names and list indexes from the root of the answer to the fault. */
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly extensions?: { readonly code?: ErrorCode; readonly [name: string]: unknown };
}

export interface ErrorDetails extends ErrorOptions {
  readonly errors?: readonly ResponseError[];
  readonly data?: unknown;
  readonly status?: number | null;
}

/** A request that did not give everything that it asked for. */
export class NewsgraphError extends Error {
  override readonly name = 'NewsgraphError';
  /** Of the first error; `errors` holds them all. */
  readonly code: ClientErrorCode;
  readonly errors: readonly ResponseError[];
  /** What the server could answer in spite of the errors, shaped like the result with nulls; null where nothing. */
  readonly data: unknown;
  /** Of HTTP; null where no answer came. */
  readonly status: number | null;

  constructor(code: ClientErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details);
    this.code = code;
    this.errors = details.errors ?? [];
    this.data = details.data ?? null;
    this.status = details.status ?? null;
  }
}
