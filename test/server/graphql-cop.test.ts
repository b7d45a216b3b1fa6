import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type TestServer, testServer } from './running.ts';

/** The checks of graphql-cop (https://github.com/dolevf/graphql-cop), written anew: each is true where it has found something. */
interface Asked {
  query(text: string): Promise<Found>;
  get(path: string, accept?: string): Promise<Found>;
  send(body: string, contentType: string): Promise<Found>;
}

interface Found {
  readonly text: string;
  readonly json: {
    readonly data?: Record<string, { types?: unknown[] }> | null;
    readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
  };
}

const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');
const address = (text: string) => `/graphql?query=${encodeURIComponent(text)}`;
const answered = ({ json }: Found, name = '__typename') => Boolean(json.data?.[name]);

const CHECKS: Record<string, (ask: Asked) => Promise<boolean>> = {
  'alias overloading': async ({ query }) =>
    answered(await query(`{ ${times(101, (i) => `alias${i}: __typename`)} }`), 'alias100'),
  'batched queries': async ({ send }) => {
    const { json } = await send(
      JSON.stringify(Array(10).fill({ query: '{ __typename }' })),
      'application/json',
    );
    return Array.isArray(json) && json.length >= 10;
  },
  'a circular fragment': async ({ query }) =>
    answered(await query('{ __typename ...A } fragment A on Query { ...B } fragment B on Query { ...A }')),
  'circular introspection': async ({ query }) => {
    const circle = `{ __schema { types { ${'fields { type { '.repeat(4)}name${' } }'.repeat(4)} } } }`;
    return ((await query(circle)).json.data?.__schema?.types?.length ?? 0) > 25;
  },
  'directive overloading': async ({ query }) =>
    ((await query(`{ __typename ${'@aa'.repeat(10)} }`)).json.errors?.length ?? 0) >= 10,
  'field duplication': async ({ query }) => answered(await query(`{ ${'__typename '.repeat(500)} }`)),
  'field suggestions': async ({ query }) =>
    /did you mean/i.test((await query('{ __schema { directive } artcles { id } }')).text),
  'mutations by GET': async ({ get }) => answered(await get(address('mutation { __typename }'))),
  'queries by GET': async ({ get }) => answered(await get(address('{ __typename }'))),
  'an IDE': async ({ get }) => {
    const pages = await Promise.all(
      ['/graphiql', '/playground', '/console', '/graphql'].map((path) => get(path, 'text/html')),
    );
    return pages.some(({ text }) =>
      /graphiql\.min|GraphiQL|GraphQL Playground|graphql-playground/.test(text),
    );
  },
  introspection: async ({ query }) =>
    ((await query('{ __schema { types { name } } }')).json.data?.__schema?.types?.length ?? 0) > 0,
  'queries by forms': async ({ send }) =>
    answered(
      await send(`query=${encodeURIComponent('{ __typename }')}`, 'application/x-www-form-urlencoded'),
    ),
  'tracing and stack traces': async ({ query }) => {
    const found = await Promise.all(
      ['{ __typename }', '{ nothing }', '{', '{ node(id: "x") { id } }'].map(query),
    );
    return found.some(({ text }) => /tracing|stacktrace|"exception"|at .+:\d+:\d+/i.test(text));
  },
  'errors that nobody handles': async ({ query }) => {
    const { text, json } = await query('qwerty cop { abc }');
    return /exception|node_modules/i.test(text) || json.errors?.[0]?.extensions?.code === undefined;
  },
};

const FINDINGS = {
  trusted: [],
  public: ['an IDE', 'introspection'],
  development: ['an IDE', 'field suggestions', 'introspection', 'queries by GET'],
} as const;

let database: TestDatabase;
const servers = new Map<string, TestServer>();

beforeAll(async () => {
  database = await testDatabase();
  for (const profile of Object.keys(FINDINGS) as (keyof typeof FINDINGS)[])
    servers.set(profile, await testServer(database, { schema, config: { profile } }));
});
afterAll(async () => {
  await Promise.all([...servers.values()].map((server) => server.stop()));
  await database?.close();
});

function asking(origin: string): Asked {
  const ask = async (path: string, init: RequestInit): Promise<Found> => {
    const text = await (await fetch(`${origin}${path}`, init)).text();
    try {
      return { text, json: JSON.parse(text) };
    } catch {
      return { text, json: {} };
    }
  };
  const send = (body: string, contentType: string) =>
    ask('/graphql', { method: 'POST', body, headers: { 'content-type': contentType } });
  return {
    send,
    query: (query) => send(JSON.stringify({ query }), 'application/json'),
    get: (path, accept = 'application/json') => ask(path, { headers: { accept } }),
  };
}

describe.each(Object.entries(FINDINGS))('in the profile %s', (profile, findings) => {
  it(`graphql-cop finds ${findings.join(', ') || 'nothing'}`, async () => {
    const { origin } = servers.get(profile) as TestServer;
    const found: string[] = [];
    for (const [name, check] of Object.entries(CHECKS)) if (await check(asking(origin))) found.push(name);
    expect(found.sort()).toEqual(findings);
  });
});
