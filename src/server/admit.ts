import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { holds } from '../../db/api-key.ts';
import type { Scope } from '../../db/tables.ts';
import type { Viewer } from '../../db/visible.ts';
import { type Caller, isRefused, type Refused, UndecidedError } from './access/caller.ts';
import type { Authenticate } from './authenticate.ts';
import { databaseFault } from './database-fault.ts';
import { refuse } from './respond.ts';

export interface Admitting {
  readonly authenticate: Authenticate;
  readonly log: Logger;
}

/** Whoever asks, with a key, a token or neither, and may do something here; null once that is refused. */
export async function admit(
  req: IncomingMessage,
  res: ServerResponse,
  options: Admitting,
): Promise<Caller | null> {
  const caller = await callerOf(req, String(res.getHeader('x-request-id')), options);
  if (caller instanceof UndecidedError) {
    refuse(res, 503, 'UNAVAILABLE', caller.message, { 'retry-after': '2' });
    return null;
  }
  if (isRefused(caller)) {
    refuse(res, 401, 'UNAUTHENTICATED', caller.refused, {
      'www-authenticate': 'Bearer error="invalid_token"',
    });
    return null;
  }
  return caller.scopes.size > 0 ? caller : refuseWithout('read', caller, res);
}

/** As `admit`, for what is answered to readers alone. */
export async function admitReader(
  req: IncomingMessage,
  res: ServerResponse,
  options: Admitting,
): Promise<Caller | null> {
  const caller = await admit(req, res, options);
  return caller === null || holds(caller.scopes, 'read') ? caller : refuseWithout('read', caller, res);
}

export function viewerOf({ scopes }: Caller): Viewer {
  return { seesEmbargoed: holds(scopes, 'curate') };
}

/** https://www.rfc-editor.org/rfc/rfc6750#section-3.1 */
function refuseWithout(scope: Scope, caller: Caller, res: ServerResponse): null {
  if (caller.id === null) {
    const message = 'This server answers nobody without an API key or a token.';
    refuse(res, 401, 'UNAUTHENTICATED', message, { 'www-authenticate': 'Bearer' });
    return null;
  }
  const challenge = `Bearer error="insufficient_scope", scope="${scope}"`;
  const message = `This wants the scope ${scope}, which the API key or token lacks.`;
  refuse(res, 403, 'FORBIDDEN', message, { 'www-authenticate': challenge });
  return null;
}

async function callerOf(
  req: IncomingMessage,
  requestId: string,
  { authenticate, log }: Admitting,
): Promise<Caller | Refused | UndecidedError> {
  try {
    return await authenticate(req);
  } catch (error) {
    if (error instanceof UndecidedError) return error;
    if (databaseFault(error as Error) === 'INTERNAL') throw error;
    log.error({ err: error, requestId }, 'An API key could not be looked up');
    return new UndecidedError('The database cannot be reached at the moment.');
  }
}
