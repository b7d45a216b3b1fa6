import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { clientError } from '../../schema/errors.ts';
import type { Metrics } from '../observe/metrics.ts';
import { setCorsHeaders } from './cors.ts';
import type { Execute } from './execute.ts';
import { refusal, refuse, SECURITY_HEADERS } from './respond.ts';
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

const TOLD_EVERY_MS = 1_000;
const REFUSAL = JSON.stringify(refusal('UNAVAILABLE', MESSAGE));
const HEADERS = {
  ...SECURITY_HEADERS,
  'content-type': 'application/json; charset=utf-8',
  'content-length': Buffer.byteLength(REFUSAL),
  'cache-control': 'no-store',
};

export interface Doorkeeping {
  readonly turns: Turns;
  readonly corsOrigins: readonly string[] | null;
  readonly metrics: Metrics | null;
  readonly log: Logger;
}

/**
 * Refuses, while all turns are taken, before anything is read, looked up or noted: the less a refusal costs beside an answer, the more of them can
 * be told. So they are counted one by one, and logged together.
 */
export class Doorkeeper {
  readonly #options: Doorkeeping;
  #untold = 0;

  constructor(options: Doorkeeping) {
    this.#options = options;
  }

  refuses(req: IncomingMessage, res: ServerResponse, route: string, headers: OutgoingHttpHeaders): boolean {
    const { turns, corsOrigins, metrics } = this.#options;
    if (!turns.areTaken) return false;
    setCorsHeaders(req, res, corsOrigins);
    res.writeHead(503, { ...HEADERS, 'retry-after': retryAfterS(), ...headers });
    res.end(req.method === 'HEAD' ? undefined : REFUSAL);
    metrics?.requests.inc({ route, status: '503' });
    metrics?.errors.inc({ code: 'UNAVAILABLE' });
    this.#tellSoon();
    return true;
  }

  #tellSoon(): void {
    if (this.#untold++ > 0) return;
    setTimeout(() => {
      this.#options.log.warn({ refused: this.#untold }, 'Refused what is more than the server can do');
      this.#untold = 0;
    }, TOLD_EVERY_MS).unref();
  }
}

export function refuseOverload(res: ServerResponse): void {
  refuse(res, 503, 'UNAVAILABLE', MESSAGE, { 'retry-after': retryAfterS() });
}
