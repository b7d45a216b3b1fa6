import { NewsgraphError, type ResponseError } from './error.ts';

export interface Answer<TResult> {
  readonly data?: TResult;
  readonly errors?: readonly ResponseError[];
}

/** Throws `NewsgraphError` where anything is missing. */
export function resultOf<TResult>(body: string, status: number): TResult {
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
