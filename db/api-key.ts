import { createHash, randomBytes } from 'node:crypto';
import { type Kysely, type SqlBool, sql } from 'kysely';
import { appendChanges } from './outbox.ts';
import { by, type List, source } from './relation.ts';
import type { Id, Moment, Row, Scope, Tables } from './tables.ts';

/** What may be done: `admin` holds every other scope, and who curates reads. */
export function holds(scopes: ReadonlySet<Scope>, scope: Scope): boolean {
  return scopes.has(scope) || scopes.has('admin') || (scope === 'read' && scopes.has('curate'));
}

export const SCOPES: readonly Scope[] = ['read', 'ingest', 'curate', 'admin'];

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Null: until it is revoked. */
  readonly expiresAt: Moment | null;
}

export type ApiKey = Omit<Row<'api_key'>, 'key_hash'>;

const SHOWN = [
  'id',
  'name',
  'scopes',
  'prefix',
  'created_at',
  'expires_at',
  'revoked_at',
  'last_used_at',
] as const;

/** What tells keys apart in a listing; of its 256 random bits 226 stay unknown. */
const PREFIX_CHARS = 8;

/** SHA-256, without salt: the key is 256 random bits, which no table of hashes holds. */
export function apiKeyHash(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

export interface CreatedApiKey {
  readonly id: Id;
  /** Shown here and never again: only its hash is kept. */
  readonly key: string;
}

export async function createApiKey(db: Kysely<Tables>, wanted: NewApiKey): Promise<CreatedApiKey> {
  const key = `ng_${randomBytes(32).toString('base64url')}`;
  return db.transaction().execute(async (trx) => {
    const { id } = await trx
      .insertInto('api_key')
      .values({
        name: wanted.name,
        key_hash: apiKeyHash(key),
        prefix: key.slice(0, PREFIX_CHARS),
        scopes: [...new Set(wanted.scopes)],
        expires_at: wanted.expiresAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await appendChanges(trx, [{ noun: 'api_key', row_id: id, visibility_before: null, visibility_after: 2 }]);
    return { id, key };
  });
}

/** A key as it opens, and whether its use was noted within the last minute. */
export type OpeningKey = Pick<Row<'api_key'>, 'id' | 'name' | 'scopes' | 'expires_at'> & {
  readonly is_use_noted: boolean;
};

/** Null where no key has this hash, or it was revoked or has expired. */
export async function apiKeyByHash(db: Kysely<Tables>, hash: Buffer): Promise<OpeningKey | null> {
  const key = await db
    .selectFrom('api_key')
    .select(['id', 'name', 'scopes', 'expires_at'])
    .select(sql<boolean>`not (${useIsDue})`.as('is_use_noted'))
    .where('key_hash', '=', hash)
    .where(inForce)
    .executeTakeFirst();
  return key ?? null;
}

/** Which of them are in force; one statement. */
export async function keysInForce(db: Kysely<Tables>, ids: readonly Id[]): Promise<ReadonlySet<Id>> {
  const rows = await db
    .selectFrom('api_key')
    .select('id')
    .where(sql<SqlBool>`id = any(cast(${ids} as int8[]))`)
    .where(inForce)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

const inForce = sql<SqlBool>`revoked_at is null and (expires_at is null or expires_at > now())`;
const useIsDue = sql<SqlBool>`last_used_at is null or last_used_at <= now() - interval '1 minute'`;

/** Notes that a key was used: one write a minute, however many servers it is used at. */
export async function noteUse(db: Kysely<Tables>, id: Id): Promise<void> {
  await sql`update api_key set last_used_at = now() where id = ${id} and (${useIsDue})`.execute(db);
}

/** All that were ever created, newest first. */
export async function apiKeys(db: Kysely<Tables>): Promise<ApiKey[]> {
  return db.selectFrom('api_key').select(SHOWN).orderBy('id', 'desc').execute();
}

export const apiKeyList: List<'api_key'> = {
  name: 'apiKeys',
  source: source('api_key', [...SHOWN], { guarded: false }),
  via: null,
  where: [],
  orders: { NEWEST: by(['id', 'int8', 'desc']) },
};

export async function apiKeyById(db: Kysely<Tables>, id: Id): Promise<ApiKey | null> {
  return (await db.selectFrom('api_key').select(SHOWN).where('id', '=', id).executeTakeFirst()) ?? null;
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

export type ApiKeyState = 'in force' | 'expired' | 'revoked';

export function stateOf({ revoked_at, expires_at }: Pick<ApiKey, 'revoked_at' | 'expires_at'>): ApiKeyState {
  if (revoked_at !== null) return 'revoked';
  return expires_at !== null && Date.parse(expires_at) <= Date.now() ? 'expired' : 'in force';
}
