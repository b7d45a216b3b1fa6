import type { IncomingMessage } from 'node:http';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Scope, Tables } from '../../db/tables.ts';
import { type Caller, isRefused, type Refused } from './access/caller.ts';
import { isApiKey, keyHolders } from './access/keys.ts';
import { type TokenIssuer, tokenHolders } from './access/tokens.ts';

export interface Authentication {
  readonly db: Kysely<Tables>;
  readonly log: Logger;
  /** Whether who shows nothing may read. */
  readonly anonymousRead: boolean;
  /** Null: no tokens are taken. */
  readonly tokenIssuer: TokenIssuer | null;
}

/** Rejects where it cannot be told at the moment. */
export type Authenticate = (req: IncomingMessage) => Promise<Caller | Refused>;

const BEARER = /^Bearer +(\S+) *$/i;
const WANTED: Refused = {
  refused: 'Wanted the header "Authorization: Bearer …" with an API key or a token.',
};
const NO_TOKENS: Refused = { refused: 'This is no API key, and the server takes no tokens.' };

export function authenticator({ db, log, anonymousRead, tokenIssuer }: Authentication): Authenticate {
  const open: readonly Scope[] = anonymousRead ? ['read'] : [];
  const anonymous: Caller = { scopes: new Set(open), id: null, name: null, keyId: null, expiresAt: null };
  const holderOfKey = keyHolders(db, log);
  const holderOfToken = tokenIssuer ? tokenHolders(tokenIssuer, log) : async () => NO_TOKENS;
  return async ({ headers: { authorization } }) => {
    if (authorization === undefined) return anonymous;
    const shown = BEARER.exec(authorization)?.[1];
    if (!shown) return WANTED;
    const holder = await (isApiKey(shown) ? holderOfKey(shown) : holderOfToken(shown));
    if (isRefused(holder) || !anonymousRead) return holder;
    return { ...holder, scopes: new Set([...holder.scopes, ...open]) };
  };
}
