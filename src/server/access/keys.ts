import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { apiKeyByHash, apiKeyHash, noteUse, type OpeningKey } from '../../../db/api-key.ts';
import type { Tables } from '../../../db/tables.ts';
import type { Caller, Refused } from './caller.ts';
import { Remembered } from './remembered.ts';

/** A revoked key opens nothing after it, on any server, and whatever becomes of notifications. */
const REMEMBERED_MS = 800;
const NOT_VALID: Refused = { refused: 'The API key is not valid. Send a valid one, or none.' };
const KEY = /^ng_[A-Za-z0-9_-]{20,200}$/;

export const isApiKey = (shown: string): boolean => KEY.test(shown);

/** Who holds a key. A key in use is looked up about once a second, whatever the number of requests. */
export function keyHolders(db: Kysely<Tables>, log: Logger): (key: string) => Promise<Caller | Refused> {
  const remembered = new Remembered<Caller | Refused>(REMEMBERED_MS);
  const find = async (key: string): Promise<Caller | Refused> => {
    const found = await apiKeyByHash(db, apiKeyHash(key));
    if (found === null) return NOT_VALID;
    if (!found.is_use_noted) {
      // A standby takes no writes, and no request waits for this one.
      noteUse(db, found.id).catch((error) => log.debug({ err: error }, 'The use of a key was not noted'));
    }
    return callerOf(found);
  };
  return async (key) => {
    const caller = await remembered.get(key, () => find(key));
    const hasEnded = 'expiresAt' in caller && caller.expiresAt !== null && caller.expiresAt <= Date.now();
    return hasEnded ? NOT_VALID : caller;
  };
}

function callerOf({ id, name, scopes, expires_at }: OpeningKey): Caller {
  return {
    scopes: new Set(scopes),
    id: `key ${id}`,
    name: `key ${name}`,
    keyId: id,
    expiresAt: expires_at === null ? null : Date.parse(expires_at),
  };
}
