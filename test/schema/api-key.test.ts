import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeyByHash, apiKeyHash } from '../../db/api-key.ts';
import type { Scope } from '../../db/tables.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { execute } from '../support/graphql.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

async function as(scope: Scope, source: string, variables = {}) {
  const context = { scopes: new Set<Scope>(['read', scope]), callerName: `key ${scope}` };
  const { data, errors } = await execute(own, source, variables, context);
  return (errors?.[0]?.extensions.code ?? data) as ReturnType<typeof JSON.parse>;
}

const CREATE = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  ... on ApiKeyCreated { secret apiKey { id name prefix scopes state expiresAt revokedAt lastUsedAt } }
  ... on ApiKeyRefused { message } } }`;
const REVOKE = 'mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { changed apiKey { state } } }';
const LIST = '{ apiKeys(first: 10) { totalCount nodes { id name state } } }';
const create = async (input: object) => (await as('admin', CREATE, { input })).createApiKey;

describe('an admin', () => {
  it('creates a key, which the answer alone shows', async () => {
    const expiresAt = '2999-01-01T00:00:00Z';
    const made = await create({ name: ' night desk ', scopes: ['READ', 'CURATE'], expiresAt });
    expect(made).toMatchObject({
      secret: expect.stringMatching(/^ng_/),
      apiKey: {
        name: 'night desk',
        scopes: ['READ', 'CURATE'],
        state: 'IN_FORCE',
        revokedAt: null,
        lastUsedAt: null,
      },
    });
    expect(made.apiKey.prefix).toBe(made.secret.slice(0, 8));
    expect(Date.parse(made.apiKey.expiresAt)).toBe(Date.parse(expiresAt));
    expect(await apiKeyByHash(own.db, apiKeyHash(made.secret))).toMatchObject({ scopes: ['read', 'curate'] });
    expect(JSON.stringify(await as('admin', LIST))).not.toContain(made.secret.slice(8));
  });

  it('lists keys, the newest first, and revokes one once', async () => {
    const { apiKey, secret } = await create({ name: 'second', scopes: ['INGEST'] });
    expect((await as('admin', LIST)).apiKeys).toMatchObject({
      totalCount: 2,
      nodes: [{ id: apiKey.id, state: 'IN_FORCE' }, { name: 'night desk' }],
    });
    expect((await as('admin', REVOKE, { id: apiKey.id })).revokeApiKey).toEqual({
      changed: true,
      apiKey: { state: 'REVOKED' },
    });
    expect((await as('admin', REVOKE, { id: apiKey.id })).revokeApiKey.changed).toBe(false);
    expect(await apiKeyByHash(own.db, apiKeyHash(secret))).toBeNull();
    const nobody = Buffer.from('ApiKey:999').toString('base64url');
    expect((await as('admin', REVOKE, { id: nobody })).revokeApiKey).toEqual({
      changed: false,
      apiKey: null,
    });
    expect(await as('admin', REVOKE, { id: 'x' })).toBe('BAD_ID');
  });

  it.each([
    [{ name: ' ', scopes: ['READ'] }, 'name: wanted 1 to 200 characters, got 0'],
    [{ name: 'x'.repeat(201), scopes: ['READ'] }, 'name: wanted 1 to 200 characters, got 201'],
    [{ name: 'x', scopes: [] }, 'scopes: wanted one at least, got none'],
    [
      { name: 'x', scopes: ['READ'], expiresAt: '2020-01-01T00:00:00Z' },
      'expiresAt: wanted a moment to come',
    ],
  ])('is told what is wrong with %j', async (input, message) => {
    expect((await create(input)).message).toContain(message);
  });
});

it('nobody else sees or makes keys', async () => {
  const { apiKey } = await create({ name: 'hidden', scopes: ['READ'] });
  for (const scope of ['read', 'ingest', 'curate'] as const) {
    expect(await as(scope, CREATE, { input: { name: 'x', scopes: ['ADMIN'] } })).toBe('FORBIDDEN');
    expect(await as(scope, REVOKE, { id: apiKey.id })).toBe('FORBIDDEN');
    expect(await as(scope, LIST)).toBe('FORBIDDEN');
    expect(
      await as(scope, `{ node(id: "${apiKey.id}") { id } nodes(ids: ["${apiKey.id}"]) { id } }`),
    ).toEqual({
      node: null,
      nodes: [null],
    });
  }
  expect(await as('admin', `{ node(id: "${apiKey.id}") { id } }`)).toEqual({ node: { id: apiKey.id } });
});
