import type { IncomingMessage } from 'node:http';
import type { Kysely } from 'kysely';
import { apiKeyByHash, apiKeyHash } from '../../db/api-key.ts';
import type { Id, Moment, Scope, Tables } from '../../db/tables.ts';

/** Who asks. */
export interface Caller {
  readonly scopes: ReadonlySet<Scope>;
  /** Null: without a key. */
  readonly key: { readonly id: Id; readonly name: string; readonly expiresAt: Moment | null } | null;
}

const ANONYMOUS: Caller = { scopes: new Set(), key: null };
const BEARER_KEY = /^Bearer +(ng_[A-Za-z0-9_-]{20,200}) *$/i;

/** Null where the request has a key that is not in force. */
export async function authenticate(db: Kysely<Tables>, req: IncomingMessage): Promise<Caller | null> {
  const { authorization } = req.headers;
  if (authorization === undefined) return ANONYMOUS;
  const key = BEARER_KEY.exec(authorization)?.[1];
  const found = key ? await apiKeyByHash(db, apiKeyHash(key)) : null;
  return (
    found && {
      scopes: new Set(found.scopes),
      key: { id: found.id, name: found.name, expiresAt: found.expires_at },
    }
  );
}
