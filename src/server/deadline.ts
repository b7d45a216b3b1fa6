import { clientError } from '../../schema/errors.ts';
import type { Exchange } from './exchange.ts';

/**
 * Ends what takes too long: it aborts what its client's going would abort, of which resolvers are told by the signal of
 * the context.
 */
export async function withinDeadline<V>(
  { abort }: Pick<Exchange, 'abort'>,
  timeoutMs: number,
  run: () => V | Promise<V>,
): Promise<V> {
  const timer = setTimeout(() => abort.abort(tooLate(timeoutMs)), timeoutMs);
  try {
    return await run();
  } finally {
    clearTimeout(timer);
  }
}

function tooLate(timeoutMs: number) {
  const message = `The operation took longer than ${timeoutMs} ms and was stopped.`;
  return clientError('TIMEOUT', message, { http: { status: 504 } });
}
