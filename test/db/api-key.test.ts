import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  apiKeyByHash,
  apiKeyHash,
  apiKeys,
  createApiKey,
  keysInForce,
  noteUse,
  revokeApiKey,
} from '../../db/api-key.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

const wanted = { name: 'desk', scopes: ['ingest' as const], expiresAt: null };

describe('an API key', () => {
  it('is shown once and kept as a hash', async () => {
    const { id, key } = await createApiKey(own.db, wanted);
    expect(key).toMatch(/^ng_[\w-]{43}$/);
    const rows = await own.db.selectFrom('api_key').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(key);
    expect(await apiKeyByHash(own.db, apiKeyHash(key))).toMatchObject({
      id,
      name: 'desk',
      scopes: ['ingest'],
    });
  });

  it('opens nothing once it is revoked, and can be revoked once', async () => {
    const { id, key } = await createApiKey(own.db, wanted);
    expect(await revokeApiKey(own.db, id)).toBe(true);
    expect(await revokeApiKey(own.db, id)).toBe(false);
    expect(await apiKeyByHash(own.db, apiKeyHash(key))).toBeNull();
  });

  it('opens nothing once it has expired', async () => {
    const { key: old } = await createApiKey(own.db, { ...wanted, expiresAt: '2020-01-01T00:00:00Z' });
    const { key: lasting } = await createApiKey(own.db, { ...wanted, expiresAt: '2999-01-01T00:00:00Z' });
    expect(await apiKeyByHash(own.db, apiKeyHash(old))).toBeNull();
    expect(await apiKeyByHash(own.db, apiKeyHash(lasting))).not.toBeNull();
  });

  it('is listed with its beginning, its end and its last use, which is noted once a minute', async () => {
    const expiresAt = '2999-01-01 00:00:00+00';
    const { id, key } = await createApiKey(own.db, { ...wanted, expiresAt });
    const listed = async () => (await apiKeys(own.db)).find((row) => row.id === id);
    expect(await listed()).toMatchObject({
      prefix: key.slice(0, 8),
      expires_at: expiresAt,
      last_used_at: null,
    });
    expect(await apiKeyByHash(own.db, apiKeyHash(key))).toMatchObject({ is_use_noted: false });
    await noteUse(own.db, id);
    const used = (await listed())?.last_used_at;
    expect(used).not.toBeNull();
    expect(await apiKeyByHash(own.db, apiKeyHash(key))).toMatchObject({ is_use_noted: true });
    await noteUse(own.db, id);
    expect((await listed())?.last_used_at).toBe(used);
  });

  it('is among those in force until it is revoked or expires', async () => {
    const [lasting, ended, revoked] = [
      await createApiKey(own.db, wanted),
      await createApiKey(own.db, { ...wanted, expiresAt: '2020-01-01T00:00:00Z' }),
      await createApiKey(own.db, wanted),
    ];
    await revokeApiKey(own.db, revoked.id);
    const ids = [lasting.id, ended.id, revoked.id, '999999'];
    expect(await keysInForce(own.db, ids)).toEqual(new Set([lasting.id]));
    expect(await keysInForce(own.db, [])).toEqual(new Set());
  });

  it('is unknown by any other hash', async () => {
    expect(await apiKeyByHash(own.db, apiKeyHash('ng_guessed'))).toBeNull();
  });

  it('is listed with the others, newest first, never with its hash', async () => {
    const listed = await apiKeys(own.db);
    expect(listed.map((row) => Number(row.id))).toEqual(
      listed.map((row) => Number(row.id)).toSorted((a, b) => b - a),
    );
    expect(listed.every((row) => !('key_hash' in row))).toBe(true);
  });

  it('writes the outbox when it is created and when it is revoked', async () => {
    const { id } = await createApiKey(own.db, wanted);
    await revokeApiKey(own.db, id);
    const changes = await own.db
      .selectFrom('outbox')
      .select(['noun', 'visibility_before', 'visibility_after'])
      .where('row_id', '=', id)
      .orderBy('id')
      .execute();
    expect(changes).toEqual([
      { noun: 'api_key', visibility_before: null, visibility_after: 2 },
      { noun: 'api_key', visibility_before: 2, visibility_after: 0 },
    ]);
  });
});
