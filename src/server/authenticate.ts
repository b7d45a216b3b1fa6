import type { IncomingMessage } from 'node:http';
import type { Kysely } from 'kysely';
import { apiKeyByHash, apiKeyHash } from '../../db/api-key.ts';
import type { Scope, Tables } from '../../db/tables.ts';

const NO_SCOPES: ReadonlySet<Scope> = new Set();
const BEARER_KEY = /^Bearer +(ng_[A-Za-z0-9_-]{20,200}) *$/i;

/** The scopes of the request's key; none where it has no key; null where its key is not in force. */
export async function authenticate(
  db: Kysely<Tables>,
  req: IncomingMessage,
): Promise<ReadonlySet<Scope> | null> {
  const { authorization } = req.headers;
  if (authorization === undefined) return NO_SCOPES;
  const key = BEARER_KEY.exec(authorization)?.[1];
  const found = key ? await apiKeyByHash(db, apiKeyHash(key)) : null;
  return found && new Set(found.scopes);
}
