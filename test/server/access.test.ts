import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey, holds, revokeApiKey, SCOPES } from '../../db/api-key.ts';
import type { Scope } from '../../db/tables.ts';
import { encodeId } from '../../schema/ids.ts';
import { schema } from '../../schema/index.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type TestIssuer, takenFrom, testIssuer } from '../support/issuer.ts';
import { insertWorld } from '../support/world.ts';
import { type TestServer, testServer } from './running.ts';

const READ =
  'article articles changes errorCodes event events node nodes organization organizations people person quote quotes search utterance utterances';
const of = (type: string, names: string, scope: Scope | null) =>
  Object.fromEntries(names.split(' ').map((name) => [`${type}.${name}`, scope]));

/** The scope that each field wants by which the graph is entered, and of what mutations answer with; null: none. */
const WANTED: Readonly<Record<string, Scope | null>> = {
  ...of('Query', READ, 'read'),
  ...of('Query', 'curationDecisions', 'curate'),
  ...of('Query', 'apiKeys', 'admin'),
  ...of('Subscription', 'articleChanged quoteAdded', 'read'),
  ...of('Mutation', 'ingestArticle', 'ingest'),
  ...of(
    'Mutation',
    'mergeActors splitActor undoDecision retractArticle undoRetraction setArticleRights',
    'curate',
  ),
  ...of('Mutation', 'createApiKey revokeApiKey', 'admin'),
  ...of('ArticleAccepted', 'status version', null),
  ...of('ArticleAccepted', 'article', 'read'),
  ...of('ArticleRefused', 'reason message', null),
  // Behind mutations that want no less.
  ...of('ArticleCurated', 'changed article', null),
  ...of('ActorCurated', 'changed actor decision', null),
  ...of('ActorCurationRefused', 'reason message laterDecisions', null),
  ...of('ApiKeyCreated', 'secret apiKey', null),
  ...of('ApiKeyRevoked', 'changed apiKey', null),
  ...of('ApiKeyRefused', 'message', null),
};

/** The scope that each type of node wants; without it there is none. */
const NODES: Readonly<Record<string, Scope>> = {
  Article: 'read',
  Person: 'read',
  Organization: 'read',
  Quote: 'read',
  Utterance: 'read',
  Event: 'read',
  CurationDecision: 'curate',
  ApiKey: 'admin',
};

const ROOTS = [
  schema.getQueryType(),
  schema.getMutationType(),
  schema.getSubscriptionType(),
] as GraphQLObjectType[];

/** All object types that can be got to from the fields of one. */
function reached(from: GraphQLObjectType): Set<GraphQLObjectType> {
  const found = new Set<GraphQLObjectType>();
  const visit = (type: GraphQLObjectType) => {
    for (const field of Object.values(type.getFields())) {
      const named = getNamedType(field.type);
      const next = isAbstractType(named) ? schema.getPossibleTypes(named) : [named].filter(isObjectType);
      for (const one of next) {
        if (found.has(one)) continue;
        found.add(one);
        visit(one);
      }
    }
  };
  visit(from);
  return found;
}

describe('the schema', () => {
  const graph = reached(ROOTS[0]!);
  const answers = [...reached(ROOTS[1]!)].filter((type) => !graph.has(type));

  it('has a decision about every field by which the graph is entered', () => {
    const fields = [...ROOTS, ...answers].flatMap((type) =>
      Object.keys(type.getFields()).map((name) => `${type.name}.${name}`),
    );
    expect(fields.sort()).toEqual(Object.keys(WANTED).sort());
  });

  it('has a decision about every type of node', () => {
    const nodes = schema.getPossibleTypes(schema.getType('Node') as never).map(({ name }) => name);
    expect(nodes.toSorted()).toEqual(Object.keys(NODES).sort());
  });

  it('leads into the graph from no mutation that does not imply reading', () => {
    for (const field of Object.values(ROOTS[1]!.getFields())) {
      const scope = WANTED[`Mutation.${field.name}`] as Scope;
      if (holds(new Set([scope]), 'read')) continue;
      const named = getNamedType(field.type);
      const types = isAbstractType(named) ? schema.getPossibleTypes(named) : [named as GraphQLObjectType];
      for (const type of types)
        for (const inner of Object.values(type.getFields()))
          if (!isLeafType(getNamedType(inner.type)))
            expect(WANTED[`${type.name}.${inner.name}`]).toBe('read');
    }
  });
});

interface Role {
  readonly name: string;
  /** Null: who shows what is not valid. */
  readonly scopes: readonly Scope[] | null;
  readonly authorization: string | null;
}

let database: TestDatabase;
let issuer: TestIssuer;
const roles: Role[] = [];
const servers = new Map<boolean, TestServer>();

beforeAll(async () => {
  database = await testDatabase();
  issuer = await testIssuer();
  await insertWorld(database.db, { articles: 3, people: 3, quotesEach: 1 });
  const key = async (name: string, scopes: Scope[], expiresAt: string | null = null) => {
    const made = await createApiKey(database.db, { name, scopes, expiresAt });
    return { ...made, authorization: `Bearer ${made.key}` };
  };
  const token = async (scopes: readonly Scope[], more = {}) =>
    `Bearer ${await issuer.token({ scope: scopes.join(' '), ...more })}`;
  // Who may the most first: what is remembered of their answers is for nobody else.
  for (const scope of SCOPES.toReversed()) {
    roles.push({ name: `key ${scope}`, scopes: [scope], ...(await key(scope, [scope])) });
    roles.push({ name: `token ${scope}`, scopes: [scope], authorization: await token([scope]) });
  }
  const revoked = await key('revoked', ['admin']);
  await revokeApiKey(database.db, revoked.id);
  const past = '2020-01-01T00:00:00Z';
  roles.push(
    { name: 'anonymous', scopes: [], authorization: null },
    { name: 'token without scopes', scopes: [], authorization: await token([]) },
    { name: 'expired key', scopes: null, authorization: (await key('old', ['admin'], past)).authorization },
    { name: 'revoked key', scopes: null, authorization: revoked.authorization },
    { name: 'unknown key', scopes: null, authorization: `Bearer ng_${'x'.repeat(43)}` },
    { name: 'expired token', scopes: null, authorization: await token(['admin'], { exp: 1_700_000_000 }) },
    { name: 'token for others', scopes: null, authorization: await token(['admin'], { aud: 'others' }) },
  );
  const tokenIssuer = takenFrom(issuer);
  // With everything that stands between a question and its answer, of which nobody may see another's.
  const cache = { megabytes: 4, maxAgeS: 5, staleS: 30 };
  for (const anonymousRead of [true, false])
    servers.set(
      anonymousRead,
      await testServer(database, {
        schema,
        ingest: async () => ({ kind: 'stored', articleId: '1', version: 1 }),
        config: { anonymousRead, tokenIssuer, cache },
      }),
    );
});
afterAll(async () => {
  for (const server of servers.values()) await server.stop();
  await issuer?.close();
  await database?.close();
});

async function codesFor({ authorization }: Role, isOpen: boolean, query: string) {
  const headers = authorization ? { authorization } : {};
  const { body, status } = await servers.get(isOpen)!.ask(query, { headers });
  const codes = body.errors?.map(({ extensions }) => extensions.code) ?? [];
  return {
    status,
    data: body.data,
    codes: codes.filter((code) => /^(UNAUTHENTICATED|FORBIDDEN)$/.test(code)),
  };
}

/** A mutation is given nothing that it could do. */
function operationOf(root: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string {
  const args = field.args
    .filter(({ type }) => isNonNullType(type))
    .map(({ name, type }) => `${name}: ${literal(type, name)}`);
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return `${root.name.toLowerCase()} { ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${selection} }`;
}

const ID_TYPES: Readonly<Record<string, string>> = {
  articleIds: 'Article',
  decisionId: 'CurationDecision',
  organization: 'Organization',
  event: 'Event',
  quote: 'Quote',
  utterance: 'Utterance',
  revokeApiKey: 'ApiKey',
};

function literal(type: GraphQLInputType, name: string): string {
  if (isNonNullType(type)) return literal(type.ofType, name);
  if (isListType(type)) return `[${literal(type.ofType, name)}]`;
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    const inner = type.name === 'RevokeApiKeyInput' ? 'revokeApiKey' : null;
    return `{ ${fields.map((field) => `${field.name}: ${literal(field.type, inner ?? field.name)}`).join(', ')} }`;
  }
  if (type.name === 'ID') return JSON.stringify(encodeId(ID_TYPES[name] ?? 'Person', '999'));
  return type.name === 'Boolean' ? 'true' : '""';
}

const mayDo = (scopes: readonly Scope[], isOpen: boolean) =>
  new Set<Scope>([...scopes, ...(isOpen ? (['read'] as const) : [])]);

describe.each([
  ['on', true],
  ['off', false],
])('where anonymous reading is %s', (_, isOpen) => {
  it('each field answers exactly those who hold its scope', async () => {
    for (const root of ROOTS.slice(0, 2)) {
      for (const field of Object.values(root.getFields())) {
        const query = operationOf(root, field);
        const wanted = WANTED[`${root.name}.${field.name}`] as Scope;
        await Promise.all(
          roles.map(async (role) => {
            const { codes } = await codesFor(role, isOpen, query);
            expect([role.name, field.name, ...codes]).toEqual([
              role.name,
              field.name,
              ...refusal(role, isOpen, wanted),
            ]);
          }),
        );
      }
    }
  });

  it('each subscription begins for exactly those who may read', async () => {
    for (const field of Object.values(ROOTS[2]!.getFields())) {
      for (const role of roles) {
        const away = new AbortController();
        const response = await fetch(servers.get(isOpen)!.url, {
          method: 'POST',
          body: JSON.stringify({ query: `subscription { ${field.name} { kind } }` }),
          headers: {
            'content-type': 'application/json',
            accept: 'text/event-stream',
            ...(role.authorization && { authorization: role.authorization }),
          },
          signal: away.signal,
        });
        const { value } = await response.body!.getReader().read();
        away.abort();
        const [code] = refusal(role, isOpen, 'read');
        // A comment is the first sign of a stream.
        expect([role.name, Buffer.from(value!).toString()]).toEqual([
          role.name,
          code ? expect.stringContaining(code) : expect.stringMatching(/^:\n/),
        ]);
      }
    }
  });

  it('a node is there for exactly those who hold the scope of its type, alone and among others', async () => {
    const key = await createApiKey(database.db, { name: 'node', scopes: ['read'], expiresAt: null });
    const { rows } = await database.pool.query(`
      insert into curation_decision (kind, actor_kind, actor_id, actor_name, other_ids, other_names, article_ids, reason, decided_by)
      values ('merge', 'person', 1, 'Ilva', '{2}', '{Ilva}', '{}', 'One.', 'key desk') returning id`);
    const ids: Record<string, string> = { ApiKey: key.id, CurationDecision: rows[0].id, Organization: '4' };
    for (const [type, scope] of Object.entries(NODES)) {
      const id = JSON.stringify(encodeId(type, ids[type] ?? '1'));
      const query = `{ node(id: ${id}) { __typename id } nodes(ids: [${id}]) { __typename id } }`;
      for (const role of roles.filter(
        ({ scopes }) => scopes !== null && holds(mayDo(scopes, isOpen), 'read'),
      )) {
        const { data } = await codesFor(role, isOpen, query);
        const there = holds(mayDo(role.scopes!, isOpen), scope)
          ? { __typename: type, id: JSON.parse(id) }
          : null;
        expect([role.name, data]).toEqual([role.name, { node: there, nodes: [there] }]);
      }
    }
  });

  it('answers were shared by those who may read and nothing else', () => {
    const { hits, joined, passed } = servers.get(isOpen)!.cache!.counts;
    expect(Math.min(hits + joined, passed)).toBeGreaterThan(0);
  });

  it('what was ingested is read by exactly those who may read', async () => {
    const query =
      'mutation { ingestArticle(input: { text: "x" }) { ... on ArticleAccepted { version article { id } } } }';
    for (const role of roles.filter(({ scopes }) => scopes && holds(mayDo(scopes, isOpen), 'ingest'))) {
      const { codes, data } = await codesFor(role, isOpen, query);
      const reads = holds(mayDo(role.scopes!, isOpen), 'read');
      expect([role.name, ...codes]).toEqual([role.name, ...(reads ? [] : ['FORBIDDEN'])]);
      expect(data).toEqual({
        ingestArticle: { version: 1, article: reads ? { id: encodeId('Article', '1') } : null },
      });
    }
  });
});

/** The code that a role is refused with; none where it is not. */
function refusal({ scopes, authorization }: Role, isOpen: boolean, wanted: Scope): string[] {
  if (scopes === null) return ['UNAUTHENTICATED'];
  if (holds(mayDo(scopes, isOpen), wanted)) return [];
  return [authorization === null ? 'UNAUTHENTICATED' : 'FORBIDDEN'];
}
