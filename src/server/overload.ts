import type { ServerResponse } from 'node:http';
import { clientError } from '../../schema/errors.ts';
import type { Execute } from './execute.ts';
import { refuse } from './respond.ts';
import type { Turns } from './turns.ts';

const MESSAGE = 'The server has more to do than it can at the moment.';

/** Not all at once again. */
const retryAfterS = () => String(1 + Math.floor(Math.random() * 3));

/** Each operation waits for its turn; one that gets none is answered with 503. */
export function inTurn(execute: Execute, turns: Turns): Execute {
  return async (operation) => {
    const { signal } = operation.exchange.abort;
    const begins = turns.begin(signal);
    if (begins !== true && !(await begins)) {
      signal.throwIfAborted();
      const http = { status: 503, headers: { 'Retry-After': retryAfterS() } };
      return { errors: [clientError('UNAVAILABLE', MESSAGE, { http })] };
    }
    try {
      return await execute(operation);
    } finally {
      turns.end();
    }
  };
}

/** Before anything is read or looked up, which would cost more than the refusal. */
export function refusesOverload(turns: Turns, res: ServerResponse): boolean {
  if (!turns.areTaken) return false;
  refuseOverload(res);
  return true;
}

export function refuseOverload(res: ServerResponse): void {
  refuse(res, 503, 'UNAVAILABLE', MESSAGE, { 'retry-after': retryAfterS() });
}
