import { apiKeyList, createApiKey, holds, revokeApiKey, SCOPES, stateOf } from '../db/api-key.ts';
import type { Id, Row, Scope } from '../db/tables.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { rowId } from './ids.ts';
import { loadById } from './relation/loaders.ts';

type Shown = Omit<Row<'api_key'>, 'key_hash'>;

const MEANINGS: Readonly<Record<Scope, string>> = {
  read: 'Reading, where that is not open to everybody.',
  ingest: 'Sending articles in.',
  curate: 'Reading what is under embargo, retracting, and deciding about actors.',
  admin: 'All of these, and API keys.',
};

const ApiScope = builder.enumType('ApiScope', {
  description: 'What a key or token lets do.',
  values: Object.fromEntries(
    SCOPES.map((scope) => [scope.toUpperCase(), { value: scope, description: MEANINGS[scope] }]),
  ),
});

const ApiKeyState = builder.enumType('ApiKeyState', {
  description: 'Whether a key opens anything.',
  values: {
    IN_FORCE: { value: 'in force', description: 'It does.' },
    EXPIRED: { value: 'expired', description: 'Its end has come.' },
    REVOKED: { value: 'revoked', description: 'It was revoked.' },
  } as const,
});

const ApiKey = builder.objectRef<Shown>('ApiKey');

builder.node(ApiKey, {
  description: 'A key to this server; never the key itself, which is not kept. Wants the scope admin.',
  id: { resolve: (row) => row.id },
  loadMany: (ids, context) => Promise.all(ids.map((id) => keyOf(context, id))),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Whose it is.' }),
    prefix: t.exposeString('prefix', {
      nullable: true,
      description: 'How it begins, to know it again by; null for one from before this was kept.',
    }),
    scopes: t.field({
      type: [ApiScope],
      description: 'What it lets do.',
      resolve: ({ scopes }) => scopes,
    }),
    state: t.field({ type: ApiKeyState, description: 'Whether it opens anything.', resolve: stateOf }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was created.' }),
    expiresAt: t.expose('expires_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ends; null where it lasts until it is revoked.',
    }),
    revokedAt: t.expose('revoked_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null where it was not.',
    }),
    lastUsedAt: t.expose('last_used_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was used last, to the minute; null where it never was.',
    }),
  }),
});

/** Who is no admin sees none. */
async function keyOf(context: Context, id: Id): Promise<Shown | null> {
  return holds(context.scopes, 'admin') ? loadById(context, apiKeyList.source, id) : null;
}

interface Created {
  readonly id: Id;
  readonly key: string;
}
interface Revoked {
  readonly id: Id;
  readonly changed: boolean;
}
interface Refused {
  readonly message: string;
}

const ApiKeyCreated = builder.objectRef<Created>('ApiKeyCreated').implement({
  description: 'A new key.',
  fields: (t) => ({
    secret: t.exposeString('key', {
      description: 'The key itself, to be sent as a bearer token. It stands here and is never shown again.',
    }),
    apiKey: t.field({
      type: ApiKey,
      nullable: true,
      description: 'What is kept of it.',
      resolve: ({ id }, _args, context) => keyOf(context, id),
    }),
  }),
});

const ApiKeyRevoked = builder.objectRef<Revoked>('ApiKeyRevoked').implement({
  description: 'A key that opens nothing any more, a second from now at the latest.',
  fields: (t) => ({
    changed: t.exposeBoolean('changed', { description: 'False where it was revoked before.' }),
    apiKey: t.field({
      type: ApiKey,
      nullable: true,
      description: 'The key as it now is; null where there is none with this id.',
      resolve: ({ id }, _args, context) => keyOf(context, id),
    }),
  }),
});

const ApiKeyRefused = builder.objectRef<Refused>('ApiKeyRefused').implement({
  description: 'No key was created.',
  fields: (t) => ({ message: t.exposeString('message', { description: 'What was wanted and what came.' }) }),
});

const CreateApiKeyResult = builder.unionType('CreateApiKeyResult', {
  description: 'The key, or why none was created.',
  types: [ApiKeyCreated, ApiKeyRefused],
  resolveType: (outcome) => ('key' in outcome ? 'ApiKeyCreated' : 'ApiKeyRefused'),
});

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  description: 'A key to create.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Whose it is: 1 to 200 characters.' }),
    scopes: t.field({ type: [ApiScope], required: true, description: 'What it lets do: one at least.' }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When it ends; without it, it lasts until it is revoked.',
    }),
  }),
});

const RevokeApiKeyInput = builder.inputType('RevokeApiKeyInput', {
  description: 'A key to end.',
  fields: (t) => ({ id: t.id({ required: true, description: 'As it was served.' }) }),
});

builder.mutationFields((t) => ({
  createApiKey: t.field({
    type: CreateApiKeyResult,
    authScopes: { admin: true },
    description: 'Creates a key, which the answer alone shows. Wants the scope admin.',
    args: { input: t.arg({ type: CreateApiKeyInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, { db }): Promise<Created | Refused> => {
      const [name, expiresAt] = [input.name.trim(), input.expiresAt ?? null];
      const message = wrongIn(name, input.scopes, expiresAt);
      return message === null ? createApiKey(db, { name, scopes: input.scopes, expiresAt }) : { message };
    },
  }),
  revokeApiKey: t.field({
    type: ApiKeyRevoked,
    authScopes: { admin: true },
    description: 'Ends a key at every server, with its subscriptions. Wants the scope admin.',
    args: { input: t.arg({ type: RevokeApiKeyInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, { db }): Promise<Revoked> => {
      const id = rowId(input.id, 'ApiKey');
      return { id, changed: await revokeApiKey(db, id) };
    },
  }),
}));

const MOST_NAME_CHARS = 200;

function wrongIn(name: string, scopes: readonly Scope[], expiresAt: string | null): string | null {
  if (name === '' || name.length > MOST_NAME_CHARS || name.includes('\0'))
    return `name: wanted 1 to ${MOST_NAME_CHARS} characters, got ${name.length}`;
  if (scopes.length === 0) return 'scopes: wanted one at least, got none';
  const hasPassed = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  return hasPassed ? `expiresAt: wanted a moment to come, got ${expiresAt}` : null;
}

builder.queryField('apiKeys', (t) =>
  t.listConnection(apiKeyList, {
    type: ApiKey,
    authScopes: { admin: true },
    description: 'All keys that were ever created, the newest first. Wants the scope admin.',
  }),
);
