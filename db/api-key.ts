import { createHash, randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { appendChanges } from './outbox.ts';
import type { Id, Moment, Row, Scope, Tables } from './tables.ts';

/** What a key may do: `admin` holds every other scope. */
export function holds(scopes: ReadonlySet<Scope>, scope: Scope): boolean {
  return scopes.has(scope) || scopes.has('admin');
}

export const SCOPES: readonly Scope[] = ['read', 'ingest', 'curate', 'admin'];

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Null: until it is revoked. */
  readonly expiresAt: Moment | null;
}

export type ApiKey = Omit<Row<'api_key'>, 'key_hash'>;

const SHOWN = ['id', 'name', 'scopes', 'created_at', 'expires_at', 'revoked_at'] as const;

/** SHA-256, without salt: the key is 256 random bits, which no table of hashes holds. */
export function apiKeyHash(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** `key` is shown here and never again: only its hash is kept. */
export async function createApiKey(db: Kysely<Tables>, wanted: NewApiKey): Promise<{ id: Id; key: string }> {
  const key = `ng_${randomBytes(32).toString('base64url')}`;
  return db.transaction().execute(async (trx) => {
    const { id } = await trx
      .insertInto('api_key')
      .values({
        name: wanted.name,
        key_hash: apiKeyHash(key),
        scopes: [...new Set(wanted.scopes)],
        expires_at: wanted.expiresAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await appendChanges(trx, [{ noun: 'api_key', row_id: id, visibility_before: null, visibility_after: 2 }]);
    return { id, key };
  });
}

/** Null where no key has this hash, or it was revoked or has expired. */
export async function apiKeyByHash(db: Kysely<Tables>, hash: Buffer): Promise<ApiKey | null> {
  return (await keysInForce(db).where('key_hash', '=', hash).executeTakeFirst()) ?? null;
}

export async function isKeyInForce(db: Kysely<Tables>, id: Id): Promise<boolean> {
  return (await keysInForce(db).where('id', '=', id).executeTakeFirst()) !== undefined;
}

function keysInForce(db: Kysely<Tables>) {
  return db
    .selectFrom('api_key')
    .select(SHOWN)
    .where('revoked_at', 'is', null)
    .where((where) =>
      where.or([where('expires_at', 'is', null), where('expires_at', '>', sql<Moment>`now()`)]),
    );
}

/** All that were ever created, newest first. */
export async function apiKeys(db: Kysely<Tables>): Promise<ApiKey[]> {
  return db.selectFrom('api_key').select(SHOWN).orderBy('id', 'desc').execute();
}

/** False where no such key is in force. */
export async function revokeApiKey(db: Kysely<Tables>, id: Id): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const revoked = await trx
      .updateTable('api_key')
      .set({ revoked_at: sql<Moment>`now()` })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!revoked) return false;
    await appendChanges(trx, [{ noun: 'api_key', row_id: id, visibility_before: 2, visibility_after: 0 }]);
    return true;
  });
}
