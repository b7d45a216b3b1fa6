import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { holds } from '../../db/api-key.ts';
import type { Tables } from '../../db/tables.ts';
import type { Viewer } from '../../db/visible.ts';
import { authenticate, type Caller } from './authenticate.ts';
import { databaseFault } from './database-fault.ts';
import { refuse } from './respond.ts';

export interface Admitting {
  readonly db: Kysely<Tables>;
  readonly log: Logger;
}

/** Whoever asks, with a key or without one; null once that is refused. */
export async function admit(
  req: IncomingMessage,
  res: ServerResponse,
  options: Admitting,
): Promise<Caller | null> {
  const caller = await callerOf(req, options);
  if (caller === 'unavailable') {
    refuse(res, 503, 'UNAVAILABLE', 'The database cannot be reached at the moment.', { 'retry-after': '2' });
    return null;
  }
  if (!caller) {
    refuse(res, 401, 'UNAUTHENTICATED', 'The API key is not valid. Send a valid one, or none.', {
      'www-authenticate': 'Bearer',
    });
  }
  return caller;
}

export function viewerOf({ scopes }: Caller): Viewer {
  return { seesEmbargoed: holds(scopes, 'curate') };
}

async function callerOf(
  req: IncomingMessage,
  { db, log }: Admitting,
): Promise<Caller | null | 'unavailable'> {
  try {
    return await authenticate(db, req);
  } catch (error) {
    if (databaseFault(error as Error) === 'INTERNAL') throw error;
    log.error({ err: error }, 'An API key could not be looked up');
    return 'unavailable';
  }
}
